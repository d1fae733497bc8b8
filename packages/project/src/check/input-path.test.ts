import assert from "node:assert/strict";
import { test } from "node:test";
import { isInputPath } from "./input-path.ts";

// The same table stands in for packages/jobs/src/input-path.ts, which this package may not import.

test("names and indexes after $ are a path", () => {
  for (const path of ["$", "$.a", "$.a.b_c-d", "$[0]", "$.files[12].name", "$[0][1]", `$.${"a".repeat(254)}`])
    assert.equal(isInputPath(path), true, path);
});

test("whatever could find more than one value, or is no path, is none", () => {
  const others = [
    "",
    "a",
    "$.",
    "$..a",
    "$.*",
    "$[*]",
    "$[-1]",
    "$[01]",
    "$.1a",
    "$['a']",
    "$ .a",
    "$.a\n",
    "$[1234567890]",
  ];
  for (const path of [...others, `$.${"a".repeat(255)}`]) assert.equal(isInputPath(path), false, path);
});
