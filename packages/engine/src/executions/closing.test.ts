import assert from "node:assert/strict";
import { test } from "node:test";
import { only, openBench } from "../../test/bench.ts";

test("an execution that nobody waits for is written to its end, and not read", async () => {
  let reads = 0;
  const bench = await openBench({
    wrap: (store) => ({
      ...store,
      get: (table, key) => {
        if (table === "executions") reads += 1;
        return store.get(table, key);
      },
    }),
  });
  await bench.define("m", only({ Type: "Pass", End: true }));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  assert.equal(reads, 0);
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  await bench.close();
});
