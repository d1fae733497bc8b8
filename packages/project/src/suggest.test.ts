import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, suggestion } from "./suggest.ts";

test("a slip of the pen finds what was meant", () => {
  const known = ["command", "concurrency", "timeout"];
  assert.equal(nearest("comand", known), "command");
  assert.equal(nearest("tiemout", known), "timeout");
  assert.equal(nearest("Timeout", known), "timeout");
  assert.equal(nearest("x", known), undefined);
  assert.equal(nearest("schedule", known), undefined);
});

test("where nothing is near, what there is is listed", () => {
  assert.equal(suggestion("x", ["load", "sort"], "none"), "there is load, sort");
  assert.equal(suggestion("x", [], "none"), "none");
});

test("a very long text is compared with nothing", () => {
  assert.equal(nearest("a".repeat(100_000), ["a".repeat(99_999)]), undefined);
});
