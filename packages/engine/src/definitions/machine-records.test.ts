import assert from "node:assert/strict";
import { test } from "node:test";
import { only, openBench } from "../../test/bench.ts";

const pass = (result: string): object => only({ Type: "Pass", Result: result, End: true });

test("a start runs the definition that was applied before it, whatever was started before that", async () => {
  const bench = await openBench();
  const outputOf = async (): Promise<unknown> => {
    const { id } = await bench.engine.start({ machine: "m", input: {} });
    await bench.settle();
    return (await bench.engine.describe(id)).output;
  };
  await bench.define("m", pass("one"));
  await bench.advance(5_000);
  assert.equal(await outputOf(), "one");
  await bench.define("m", pass("two"));
  assert.equal(await outputOf(), "two");
  await bench.advance(5_000);
  assert.equal(await outputOf(), "two");
  await bench.close();
});

test("a state machine is read once for many starts, and again after a while", async () => {
  let reads = 0;
  const bench = await openBench({
    wrap: (store) => ({
      ...store,
      get: (table, key) => {
        if (table === "machines") reads += 1;
        return store.get(table, key);
      },
    }),
  });
  await bench.define("m", pass("one"));
  await bench.advance(5_000);
  reads = 0;
  for (let i = 0; i < 10; i += 1) await bench.engine.start({ machine: "m", input: i });
  assert.equal(reads, 1);
  await bench.advance(1_001);
  await bench.engine.start({ machine: "m", input: 11 });
  assert.equal(reads, 2);
  await bench.close();
});
