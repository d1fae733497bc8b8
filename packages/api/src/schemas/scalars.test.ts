import assert from "node:assert/strict";
import { test } from "node:test";
import { apiLimits } from "../limits.ts";
import { flagSchema, groundPayloadSchema, limitSchema, wholeNumber } from "./scalars.ts";

test("a limit is 1 to 1,000 and 100 when nothing is said", () => {
  assert.equal(limitSchema.parse(undefined), 100);
  assert.equal(limitSchema.parse("1000"), 1000);
  for (const text of ["0", "1001", "-1", "1.5", "1e2", "0x10", "", " 1", "9".repeat(30)])
    assert.equal(limitSchema.safeParse(text).success, false, text);
});

test("a flag is the word true or the word false", () => {
  assert.equal(flagSchema.parse("true"), true);
  assert.equal(flagSchema.parse("false"), false);
  for (const text of ["1", "TRUE", ""]) assert.equal(flagSchema.safeParse(text).success, false);
});

test("a whole number says its range when it is none", () => {
  const result = wholeNumber({ min: 3, max: 7 }).safeParse("four");
  assert.match(result.error?.issues[0]?.message ?? "", /from 3 to 7/);
});

test("a payload may be any JSON up to its size, counted in bytes and not in characters", () => {
  const fits = "€".repeat(Math.floor((apiLimits.groundPayloadBytesMax - 2) / 3));
  assert.equal(groundPayloadSchema.safeParse(fits).success, true);
  assert.equal(groundPayloadSchema.safeParse(`${fits}€`).success, false);
  assert.equal(groundPayloadSchema.safeParse(null).success, true);
});

test("a payload that is nested too deep is refused without recursion", () => {
  const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  assert.match(groundPayloadSchema.safeParse(deep).error?.issues[0]?.message ?? "", /deeper than 128/);
});
