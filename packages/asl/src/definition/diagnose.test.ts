import assert from "node:assert/strict";
import { test } from "node:test";
import { describeIssues, diagnose } from "./diagnose.ts";
import { parseMachine } from "./parse.ts";

const valid = '{"StartAt":"S","States":{"S":{"Type":"Pass","End":true}}}';
const wrong = '{"StartAt":"S","States":{"S":{"Type":"Wait","Timestamp":"today","End":true}}}';
const warned = '{"StartAt":"S","States":{"S":{"Type":"Pass","Parameters":{"a":"$.b"},"End":true}}}';

test("a definition without a mistake is OK, and warnings are told only to whoever asks", () => {
  assert.deepEqual(diagnose(valid), { result: "OK", diagnostics: [], truncated: false });
  assert.deepEqual(diagnose(warned), { result: "OK", diagnostics: [], truncated: false });
  const told = diagnose(warned, { severity: "WARNING" });
  assert.deepEqual([told.result, told.diagnostics.map(({ severity }) => severity)], ["OK", ["WARNING"]]);
});

test("a mistake has AWS's code, place and words, in both calls that tell of it", () => {
  const message = "String does not match RFC3339 timestamp";
  const location = "/States/S/Timestamp";
  assert.deepEqual(diagnose(wrong).diagnostics, [
    { code: "SCHEMA_VALIDATION_FAILED", location, message, severity: "ERROR" },
  ]);
  assert.equal(
    describeIssues(parseMachine(wrong).issues, wrong),
    `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${message} at ${location}'`,
  );
});

test("text that is no JSON is told as AWS's parser tells it", () => {
  const where = '[Source: (String)"  what is this"; line: 1, column: 7]';
  const [told] = diagnose("  what is this").diagnostics;
  assert.deepEqual([told?.code, told?.location], ["INVALID_JSON_DESCRIPTION", where]);
  assert.ok(told?.message.startsWith("Unrecognized token 'what': was expecting (JSON String, Number,"));
  assert.ok(told?.message.endsWith(`\n at ${where}`));
});

test("no more are told than were asked for, and it says so", () => {
  const states = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`S${index}`, { Type: "Nope" }]));
  const told = diagnose(JSON.stringify({ StartAt: "S0", States: states }), { maxResults: 3 });
  assert.deepEqual([told.result, told.diagnostics.length, told.truncated], ["FAIL", 3, true]);
});
