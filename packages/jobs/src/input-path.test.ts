import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { aJob } from "../test/ground.ts";
import { checkJob } from "./check-job.ts";
import { lookUp, parseInputPath } from "./input-path.ts";

test("a path of names and numbers is read back as it was written", () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/);
  const step = fc.oneof(name, fc.nat({ max: 999_999_999 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (path) => {
      const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
      assert.deepEqual(parseInputPath(`$${text}`), path);
    }),
  );
});

test("what is no such path is not taken for one", () => {
  for (const text of ["", "a", "$a", "$.", "$..a", "$[*]", "$[-1]", "$[01]", "$.a b", "$['a']", "$.a[", "$$"])
    assert.equal(parseInputPath(text), undefined, text);
});

test("a path finds own members only", () => {
  assert.equal(lookUp({}, ["constructor"]), undefined);
  assert.equal(lookUp({ a: [null] }, ["a", 0]), null);
  assert.equal(lookUp({ a: "text" }, ["a", 0]), undefined);
});

test("the check of a job names every mistake and its place", () => {
  const environment = { "A=": "x", B: { parameter: "p" }, C: { input: "$..c" }, D: { input: "$.d" } };
  const retry = { maxAttempts: -1, intervalSeconds: Number.NaN, backoffRate: 0 };
  assert.deepEqual(
    checkJob(aJob("load", { environment, retry })).map(({ path }) => path),
    [
      "/environment/A=",
      "/environment/B",
      "/environment/C",
      "/retry/maxAttempts",
      "/retry/intervalSeconds",
      "/retry/backoffRate",
    ],
  );
});
