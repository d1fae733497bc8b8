import assert from "node:assert/strict";
import { test } from "node:test";
import type { Store } from "@landbridge/store";
import { only, openBench } from "../test/bench.ts";

const task = only({ Type: "Task", Resource: "arn:aws:lambda:us-east-1:000000000000:function:f", End: true });

test("what a slow scan has read of an execution that ended meanwhile brings it back to nobody", async () => {
  const gate = Promise.withResolvers<void>();
  let isGated = false;
  const slow = (store: Store): Store => ({
    ...store,
    async list(table, query) {
      const page = await store.list(table, query);
      if (isGated && table === "executions") await gate.promise;
      return page;
    },
  });
  const bench = await openBench({ wrap: slow });
  await bench.define("m", task);
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  assert.equal(bench.deliveries.length, 1);
  isGated = true;
  await bench.advance(60_000);
  const [delivery] = bench.deliveries.splice(0);
  delivery?.reply.succeeded({ done: true });
  await bench.settle();
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  gate.resolve();
  await bench.settle();
  assert.equal(bench.deliveries.length, 0, "its task is delivered to nobody again");
  await bench.close();
});
