import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, only, Player, task } from "../../test/player.ts";

const never = { Variable: "$", IsNull: true };
const loop = (name: string): Json =>
  machineOf({
    [`${name}1`]: { Type: "Pass", Next: `${name}2` },
    [`${name}2`]: { Type: "Choice", Choices: [{ ...never, Next: `${name}3` }], Default: `${name}1` },
    [`${name}3`]: { Type: "Succeed" },
  });
const loops = machineOf({ P: { Type: "Parallel", Branches: [loop("A"), loop("B")], End: true } });
const three = machineOf({
  A: { Type: "Pass", Next: "B" },
  B: { Type: "Pass", Next: "C" },
  C: { Type: "Pass", End: true },
});

test("a failure is the last event that a full history has room for", async () => {
  for (const definition of [loop("A"), loops]) {
    for (const statesPerTurnMax of [1, 3, 1_000]) {
      for (const historyEventsMax of [10, 11, 12, 13]) {
        const player = await new Player(definition, {}, { historyEventsMax, statesPerTurnMax }).start();
        for (let turn = 0; turn < 40 && !player.isOver; turn += 1) await player.wake();
        const { id, previousEventId, type, details } = player.history.at(-1) ?? assert.fail("there is one");
        assert.deepEqual(
          [id, previousEventId, type],
          [historyEventsMax, historyEventsMax - 1, "ExecutionFailed"],
        );
        const cause = `The execution reached the maximum number of history events (${historyEventsMax}).`;
        assert.deepEqual(details, { error: "States.Runtime", cause });
        assert.deepEqual(player.state.failure, details);
      }
    }
  }
});

test("an execution whose end has room in its history has succeeded, and no other", async () => {
  const statuses: unknown[] = [];
  for (const historyEventsMax of [7, 8, 9]) {
    const player = await new Player(three, {}, { historyEventsMax }).start();
    statuses.push([player.state.status, player.history.length]);
  }
  assert.deepEqual(statuses, [
    ["FAILED", 7],
    ["SUCCEEDED", 8],
    ["SUCCEEDED", 8],
  ]);
});

test("a task that has no room in the history is not started", async () => {
  const player = await new Player(only(task({})), {}, { historyEventsMax: 4 }).start();
  assert.deepEqual([player.state.status, player.tasks.length, player.cancelled.length], ["FAILED", 0, 0]);
});
