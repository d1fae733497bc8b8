import assert from "node:assert/strict";
import { test } from "node:test";
import { runCrash } from "./run-crash.ts";

// The short form of `npm run crash`: enough kills for every kind of moment, in CI's time.

test("nothing that was acknowledged is lost or doubled by kill -9, and no two runs overlap", {
  timeout: 900_000,
}, async (context) => {
  const result = await runCrash({
    rounds: 8,
    enough: 3,
    seed: 20_260_704,
    progress: (line) => context.diagnostic(line),
  });
  assert.deepEqual(result.violations, [], `the data and the logs are in ${result.folder}`);
  assert.equal(result.rounds >= 8, true);
  const { executions, runs } = result.acknowledged;
  assert.ok(executions > 0 && runs > 0, `little was done: ${executions} executions, ${runs} runs`);
  assert.ok(result.occurrences >= 2 && result.unanswered > 0);
});
