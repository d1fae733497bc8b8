import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAmzDate, toAmzDate } from "./amz-date.ts";

test("an instant is read as it is written", () => {
  const text = "20240229T235959Z";
  assert.equal(toAmzDate(parseAmzDate(text) ?? 0), text);
});

test("days and hours that there are not are no instants", () => {
  for (const text of ["20240230T000000Z", "20230229T000000Z", "20240101T240000Z", "20241301T000000Z"])
    assert.equal(parseAmzDate(text), undefined, text);
});
