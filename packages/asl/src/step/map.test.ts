import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, only, Player, task } from "../../test/player.ts";

function map(state: Record<string, Json>, more: Record<string, Json> = {}): Json {
  return only({ Type: "Map", ItemProcessor: machineOf({ Inner: { ...state, End: true } }), ...more });
}

const pass = { Type: "Pass" };
const selected = {
  ItemsPath: "$.items",
  ItemSelector: { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value" },
};

test("each item is an iteration, and the outputs come in the items' order", async () => {
  const player = await new Player(map(task()), ["a", "b", "c"]).start();
  const refs = player.tasks.map(({ ref }) => ref);
  for (const [index, ref] of [...refs.entries()].toReversed()) {
    await player.post({ kind: "TaskSucceeded", ref, output: index });
  }
  assert.deepEqual(player.state.output, [0, 1, 2]);
});

test("ItemSelector sees the item, its index and the Map's own input", async () => {
  const player = await new Player(map(pass, selected), { items: ["x", "y"] }).start();
  assert.deepEqual(player.state.output, [
    { i: 0, v: "x" },
    { i: 1, v: "y" },
  ]);
});

test("no more iterations run at once than MaxConcurrency", async () => {
  const player = await new Player(map(task(), { MaxConcurrency: 2 }), [1, 2, 3, 4]).start();
  for (let done = 0; done < 4; done += 1) {
    assert.equal(player.tasks.length, Math.min(2, 4 - done));
    await player.succeed(done);
  }
  assert.equal(player.state.status, "SUCCEEDED");
});

test("a Map over nothing is done at once", async () => {
  const player = await new Player(map(task()), []).start();
  assert.deepEqual(player.state.output, []);
  assert.deepEqual(player.types.slice(2, 5), ["MapStateStarted", "MapStateSucceeded", "MapStateExited"]);
});

test("an iteration that fails breaks off the others, once each, and nothing new starts", async () => {
  const player = await new Player(map(task(), { MaxConcurrency: 2 }), [1, 2, 3]).start();
  await player.fail({ error: "Boom" });
  assert.deepEqual(player.types.slice(-6), [
    "LambdaFunctionFailed",
    "MapIterationFailed",
    "TaskStateAborted",
    "MapIterationAborted",
    "MapStateFailed",
    "ExecutionFailed",
  ]);
});

test("a Map of thousands is stepped in turns, none above its budget", async () => {
  const items = Array.from({ length: 3_000 }, (_, index) => index);
  const player = await new Player(map(pass, { MaxConcurrency: 40 }), items, {
    statesPerTurnMax: 500,
  }).start();
  while (!player.isOver) await player.wake();
  assert.equal(player.state.status, "SUCCEEDED");
  assert.ok(player.turns >= 6, `${player.turns} turns`);
});

test("Maps nest, and the inner one's item is the innermost", async () => {
  const inner = {
    Type: "Map",
    ItemProcessor: machineOf({ P: { Type: "Pass", Parameters: { "v.$": "$$.Map.Item.Value" }, End: true } }),
  };
  const player = await new Player(map(inner), [[1], [2, 3]]).start();
  assert.deepEqual(player.state.output, [[{ v: 1 }], [{ v: 2 }, { v: 3 }]]);
});

test("an item whose input cannot be made breaks the other iterations off, and a catcher goes on without them", async () => {
  const again = {
    Type: "Map",
    ItemsPath: "$$.Execution.Input",
    ItemProcessor: machineOf({ U: { ...task(), End: true } }),
  };
  const player = new Player(
    machineOf({
      Each: {
        Type: "Map",
        QueryLanguage: "JSONata",
        MaxConcurrency: 2,
        ItemSelector: { v: "{% $states.context.Map.Item.Value[0] %}" },
        ItemProcessor: machineOf({ T: { ...task(), End: true } }),
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Again" }],
        Next: "Again",
      },
      Again: { ...again, End: true },
    }),
    [[1], [2], []],
  );
  await player.start();
  await player.succeed("first");
  assert.equal(player.cancelled.length, 1, "the other iteration's task is given up");
  for (const result of ["a", "b", "c"]) await player.succeed(result);
  assert.deepEqual(
    player.state.output,
    ["a", "b", "c"],
    "nothing of the first Map is left in the second one's",
  );
});
