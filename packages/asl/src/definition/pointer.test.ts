import assert from "node:assert/strict";
import { test } from "node:test";
import { child, toAwsLocation } from "./pointer.ts";

test("a pointer escapes what has a meaning in it", () => {
  assert.equal(child(child("", "a/b"), "c~d"), "/a~1b/c~0d");
  assert.equal(child("/Choices", 0), "/Choices/0");
});

test("AWS writes an item's number in brackets and names as they are", () => {
  assert.equal(toAwsLocation(""), "");
  assert.equal(toAwsLocation("/States/Route/Choices/0/Next"), "/States/Route/Choices[0]/Next");
  assert.equal(toAwsLocation("/States/a~1b"), "/States/a/b");
  assert.equal(toAwsLocation("/States/7/Branches/1/States/8"), "/States/7/Branches[1]/States/8");
});
