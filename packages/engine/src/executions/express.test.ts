import assert from "node:assert/strict";
import { test } from "node:test";
import { only, openBench } from "../../test/bench.ts";

test("Express executions have ARNs of their own kind, and their names need not be unique", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const definition = JSON.stringify(
    only({ Type: "Pass", Parameters: { "id.$": "$$.Execution.Id" }, End: true }),
  );
  const roleArn = "arn:aws:iam::000000000000:role/test";
  const part = await bench.engine.machineWrites([{ name: "m", type: "EXPRESS", roleArn, definition }], []);
  const { epoch } = await bench.store.acquire(1);
  await bench.store.commit([{ partition: 1, epoch, ...part }]);
  const first = await bench.engine.start({ machine: "m", name: "same", input: {} });
  const second = await bench.engine.start({ machine: "m", name: "same", input: {} });
  assert.notEqual(first.arn, second.arn);
  assert.match(first.arn, /^arn:aws:states:us-east-1:000000000000:express:m:same:[\da-f-]{36}$/);
  const described = await bench.engine.describe(second.arn);
  assert.deepEqual([described.id, described.output], [second.id, { id: second.arn }]);
});
