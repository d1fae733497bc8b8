import assert from "node:assert/strict";
import { test } from "node:test";
import { type EpochMs, epochMs } from "@landbridge/model";
import { only, openBench } from "../../test/bench.ts";
import { forgetExecutions } from "./forget-executions.ts";

test("one that began in time and ended later goes by when it was to be over, and an open one never", async () => {
  const bench = await openBench();
  const { store, engine } = bench;
  await bench.define("short", only({ Type: "Wait", Seconds: 60, End: true }));
  await bench.define("long", only({ Type: "Wait", Seconds: 86_400, End: true }));
  const short = await engine.start({ machine: "short", input: {} });
  const long = await engine.start({ machine: "long", input: {} });
  await bench.advance(120_000);
  const before = short.startedAt;
  const forget = (endedBy: EpochMs) => forgetExecutions(store, { before, endedBy, limit: 100 });

  assert.equal((await forgetExecutions(store, { before, limit: 100 })).count, 0, "it was not over by then");
  assert.equal((await forget(epochMs(before + 59_999))).count, 0);
  assert.equal((await forget(bench.clock.now())).count, 1);
  await assert.rejects(engine.describe(short.arn), { code: "ExecutionDoesNotExist" });
  assert.equal((await engine.describe(long.arn)).status, "RUNNING");
  await bench.close();
});
