import assert from "node:assert/strict";
import { test } from "node:test";
import { only, openBench } from "../test/bench.ts";
import { breathe } from "./breathe.ts";

test("one of those who wait goes on in each round of the event loop", async () => {
  let round = 0;
  const count = (): void => {
    round += 1;
    if (round < 10) setImmediate(count);
  };
  setImmediate(count);
  const rounds = await Promise.all(
    [1, 2, 3].map(async () => {
      await breathe();
      return round;
    }),
  );
  assert.deepEqual(new Set(rounds).size, 3, rounds.join(" "));
});

test("while an execution evaluates at length, another is started and answered", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const long = "{% $sum([1..60000].($ * 2)) %}";
  await bench.define("long", only({ Type: "Pass", QueryLanguage: "JSONata", Output: long, End: true }));
  await bench.define("short", only({ Type: "Pass", End: true }));
  const ended: string[] = [];
  const started = bench.engine.start({ machine: "long", input: {} }).then(() => ended.push("long"));
  await new Promise(setImmediate);
  const { id } = await bench.engine.start({ machine: "short", input: {} });
  ended.push((await bench.engine.describe(id)).status);
  await started;
  assert.deepEqual(ended, ["SUCCEEDED", "long"]);
});
