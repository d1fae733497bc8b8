import assert from "node:assert/strict";
import { test } from "node:test";
import { StatesFault } from "../data/fault.ts";
import { Texts } from "../data/texts.ts";
import { PayloadTexts } from "./payload-texts.ts";

test("a payload of just the permitted bytes has its text, and one byte more is a fault that names the state", () => {
  const texts = new PayloadTexts(new Texts(), 10);
  assert.equal(texts.bounded("12345678", "S"), '"12345678"');
  assert.throws(
    () => texts.bounded("123456789", "S"),
    (fault) =>
      fault instanceof StatesFault &&
      fault.error === "States.DataLimitExceeded" &&
      fault.cause.includes("'S'"),
  );
});

test("the limit counts bytes, not characters", () => {
  const texts = new PayloadTexts(new Texts(), 10);
  assert.throws(() => texts.bounded("äöüäöü", "S"), StatesFault);
});

test("a value that was written before is bounded all the same", () => {
  const texts = new PayloadTexts(new Texts(), 10);
  const value = { text: "more than ten bytes" };
  assert.equal(texts.of(value), JSON.stringify(value));
  assert.throws(() => texts.bounded(value, "S"), StatesFault);
});
