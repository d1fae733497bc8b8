import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { only, openBench } from "../../test/bench.ts";

const dayMs = 86_400_000;
const isTaken = (error: unknown): boolean =>
  error instanceof LandbridgeError && error.code === "ExecutionAlreadyExists";

test("an execution's name is taken for 90 days from its end, and then free once", async (context) => {
  const bench = await openBench();
  context.after(() => bench.close());
  await bench.define("m", only({ Type: "Pass", End: true }));
  const start = () => bench.engine.start({ machine: "m", name: "nightly", input: {} });
  const first = await start();
  bench.clock.jump(90 * dayMs);
  await assert.rejects(start(), isTaken);
  bench.clock.jump(1);
  const starts = await Promise.allSettled([start(), start(), start()]);
  const [second, ...more] = starts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  assert.ok(second !== undefined && second.id !== first.id);
  assert.deepEqual(more, []);
  assert.equal((await bench.engine.describe(second.arn)).id, second.id);
  assert.equal((await bench.engine.describe(first.id)).status, "SUCCEEDED");
});

test("one that still runs keeps its name however long", async (context) => {
  const bench = await openBench();
  context.after(() => bench.close());
  await bench.define("m", only({ Type: "Wait", Seconds: 365 * 86_400, End: true }));
  const start = (input: object) => bench.engine.start({ machine: "m", name: "long", input: { ...input } });
  const { id } = await start({ a: 1 });
  bench.clock.jump(100 * dayMs);
  await assert.rejects(start({ a: 2 }), isTaken);
  assert.equal((await start({ a: 1 })).id, id);
});
