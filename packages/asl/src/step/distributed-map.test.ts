import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, only, Player, task } from "../../test/player.ts";

const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };

function distributed(state: Record<string, Json>, more: Record<string, Json> = {}): Json {
  const block = machineOf({ Inner: { ...state, End: true } }, { ProcessorConfig });
  return only({ Type: "Map", ItemProcessor: block, ...more });
}

async function failing(more: Record<string, Json>, failures: number, items: number): Promise<Player> {
  const input = { items: Array.from({ length: items }, (_, index) => index), two: "2", half: 50 };
  const player = await new Player(distributed(task(), { ItemsPath: "$.items", ...more }), input).start();
  for (let done = 0; done < items && !player.isOver; done += 1) {
    await (done < failures ? player.fail({ error: "Boom" }) : player.succeed(done));
  }
  return player;
}

test("what its iterations do is no event of the execution", async () => {
  const player = await failing({}, 0, 3);
  assert.deepEqual(player.state.output, [0, 1, 2]);
  assert.deepEqual(player.types, [
    "ExecutionStarted",
    "MapStateEntered",
    "MapStateStarted",
    "MapRunStarted",
    "MapRunSucceeded",
    "MapStateSucceeded",
    "MapStateExited",
    "ExecutionSucceeded",
  ]);
});

test("a map run is named for its state machine and its label", async () => {
  const player = await failing({ Label: "Lines" }, 0, 1);
  const arn = JSON.stringify(player.history[3]?.details?.["mapRunArn"]);
  assert.match(arn, /^"arn:aws:states:us-east-1:000000000000:mapRun:m\/Lines:[\da-f-]{36}"$/);
});

test("without a threshold one failure fails the run, and a catcher may name it", async () => {
  const player = await failing({}, 1, 2);
  assert.deepEqual(player.state.failure, {
    error: "States.ExceedToleratedFailureThreshold",
    cause: "The specified tolerated failure threshold was exceeded",
  });
  assert.deepEqual(player.types.slice(-3), ["MapRunFailed", "MapStateFailed", "ExecutionFailed"]);
  assert.equal(player.cancelled.length, 1);
});

test("failures up to the threshold are left out of the results", async () => {
  const thresholds: readonly Record<string, Json>[] = [
    { ToleratedFailureCount: 2 },
    { ToleratedFailureCountPath: "$.two" },
    { ToleratedFailurePercentage: 50 },
    { ToleratedFailurePercentagePath: "$.half" },
  ];
  for (const threshold of thresholds) {
    assert.deepEqual((await failing(threshold, 2, 4)).state.output, [2, 3], JSON.stringify(threshold));
    assert.equal((await failing(threshold, 3, 4)).state.status, "FAILED", JSON.stringify(threshold));
  }
});

test("either threshold may fail the run", async () => {
  const both = { ToleratedFailureCount: 1, ToleratedFailurePercentage: 90 };
  assert.equal((await failing(both, 1, 4)).state.status, "SUCCEEDED");
  assert.equal((await failing(both, 2, 4)).state.status, "FAILED");
});

test("a path that finds no threshold fails the state in AWS's words", async () => {
  const causes = await Promise.all(
    [-1, "many", 1.5].map(async (count) => {
      const definition = distributed(task(), { ItemsPath: "$.items", ToleratedFailureCountPath: "$.n" });
      const player = await new Player(definition, { items: [1], n: count }).start();
      return player.state.failure?.cause?.split("). ")[1];
    }),
  );
  const invalid = (value: string): string =>
    `The ToleratedFailureCountPath field refers to value "${value}" which is not a valid integer: $.n`;
  assert.deepEqual(causes, ["ToleratedFailureCount cannot be negative.", invalid("many"), invalid("1.5")]);
});

test("an iteration that loops for ever ends with the quota of events that its own execution would have", async () => {
  const loop = machineOf(
    {
      A: { Type: "Choice", Choices: [{ Variable: "$", IsPresent: true, Next: "A" }], Default: "B" },
      B: { Type: "Succeed" },
    },
    { ProcessorConfig },
  );
  const definition = only({ Type: "Map", ItemProcessor: loop });
  const player = await new Player(definition, [1], { historyEventsMax: 200, statesPerTurnMax: 50 }).start();
  while (!player.isOver) await player.wake();
  assert.equal(player.state.failure?.error, "States.ExceedToleratedFailureThreshold");
});
