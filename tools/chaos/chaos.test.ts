import assert from "node:assert/strict";
import { test } from "node:test";
import { howToGetPostgres, isPostgresMissing } from "@landbridge/store-postgres/private-server";
import { runChaos } from "./run-chaos.ts";

// The short form of `npm run chaos`: everything happens once or twice, in CI's time.

const skip = isPostgresMissing() ? howToGetPostgres : false;

test("over kill -9, SIGSTOP and a crash of the database nothing is lost or doubled", {
  skip,
  timeout: 900_000,
}, async (t) => {
  const leaseMs = 2_000;
  const result = await runChaos({
    seconds: 20,
    deedsMin: 4,
    nodes: 3,
    seed: 20_260_811,
    leaseMs,
    progress: (line) => t.diagnostic(line),
  });
  assert.deepEqual(result.violations, [], `the logs are in ${result.folder}`);
  const { executions, runs } = result.acknowledged;
  assert.ok(executions > 0 && runs > 0, `little was done: ${executions} executions, ${runs} runs`);
  const { kills, freezes, stops, databaseRestarts } = result.damage;
  assert.ok(kills + freezes + stops + databaseRestarts >= 4);
});
