import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import { aJob, byTest, createGround } from "../test/ground.ts";

test("a run has the newest progress of its process, and none that comes late", async () => {
  // Nobody answers by himself: the reports are the test's.
  const ground = await createGround({ isConnected: () => false });
  await ground.apply(aJob("load"));
  const jobs = ground.jobs();
  const launched = await jobs.launch({ job: "load", input: null, cause: byTest });
  assert.ok(launched.kind === "accepted");
  const run = launched.run.id;
  const now = ground.clock.now();
  const of = (ms: number) => ({ run, attempt: 1, at: epochMs(now + ms) });
  const identity = { bootId: "b", pid: 7, startTime: "1" };

  await jobs.report({ ...of(1), kind: "progress", progress: { percent: 1 } });
  assert.equal((await jobs.getRun(run))?.progress, undefined, "nothing is known to run");
  await jobs.report({ ...of(2), kind: "started", identity });
  await jobs.report({ ...of(4), kind: "progress", progress: { percent: 40, metrics: { rows: 7 } } });
  await jobs.report({ ...of(3), kind: "progress", progress: { percent: 30 } });
  const expected = { percent: 40, metrics: { rows: 7 }, at: now + 4 };
  assert.deepEqual((await jobs.getRun(run))?.progress, expected);
  const exit = { kind: "code", code: 0 } as const;
  await jobs.report({ ...of(5), kind: "ended", how: "exited", exit });
  await jobs.report({ ...of(6), kind: "progress", progress: { percent: 99 } });
  const ended = await jobs.getRun(run);
  assert.equal(ended?.status, "SUCCEEDED");
  assert.deepEqual(ended?.progress, expected);
});
