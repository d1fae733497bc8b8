import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { openBench, task } from "../../test/bench.ts";
import { distributed, ended, until } from "../../test/map-bench.ts";

const hasCode = (code: string) => (error: unknown) => error instanceof LandbridgeError && error.code === code;

test("a map run that runs takes another concurrency and other thresholds, and keeps them over a restart", async () => {
  const first = await openBench();
  await first.define("m", distributed(task(), { MaxConcurrency: 1 }));
  const { id } = await first.engine.start({ machine: "m", input: [1, 2, 3] });
  await until(first, async () => first.deliveries.length === 1);
  const { mapRuns } = await first.engine.mapRuns(id, { limit: 1 });
  const arn = mapRuns[0]?.arn ?? "";
  await first.engine.updateMapRun(arn, { maxConcurrency: 3, toleratedFailureCount: 1 });
  await until(first, async () => first.deliveries.length === 3);
  const second = await first.restart();
  const described = await second.engine.describeMapRun(arn);
  assert.deepEqual([described.maxConcurrency, described.toleratedFailureCount], [3, 1]);
  await until(second, async () => second.deliveries.length === 3);
  second.deliveries[0]?.reply.failed({ error: "Boom" });
  second.deliveries[1]?.reply.succeeded(2);
  second.deliveries[2]?.reply.succeeded(3);
  assert.equal((await ended(second, id)).status, "SUCCEEDED");
  await assert.rejects(
    second.engine.updateMapRun(arn, { maxConcurrency: 1 }),
    hasCode("ValidationException"),
  );
  await second.close();
});

test("numbers that AWS refuses are refused, and what is no map run is not found", async () => {
  const bench = await openBench();
  for (const changes of [
    { maxConcurrency: -1 },
    { toleratedFailureCount: 1.5 },
    { toleratedFailurePercentage: 101 },
  ]) {
    await assert.rejects(bench.engine.updateMapRun("x", changes), hasCode("ValidationException"));
  }
  await assert.rejects(bench.engine.updateMapRun("x", {}), hasCode("ResourceNotFound"));
  await bench.close();
});
