import assert from "node:assert/strict";
import { test } from "node:test";
import { parseOptions } from "./options.ts";

test("a seed that is not given is a fresh one", () => {
  const parsed = parseOptions(["--steps", "50"], 7);
  assert.deepEqual(parsed, {
    kind: "options",
    options: { seed: 7, steps: 50, runs: 1, nodes: 1, minutes: undefined, isTraced: false },
  });
});

test("what is no option, or no whole number, is said to be wrong", () => {
  for (const words of [
    ["--sed", "1"],
    ["--seed"],
    ["--seed", "x"],
    ["--steps", "-1"],
    ["--runs", "1.5"],
    ["7"],
  ])
    assert.equal(parseOptions(words, 0).kind, "wrong", words.join(" "));
});

test("--help wins", () => {
  assert.equal(parseOptions(["--seed", "1", "--help"], 0).kind, "help");
});
