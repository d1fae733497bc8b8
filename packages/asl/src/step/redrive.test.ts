import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type HistoryEvent, type Json } from "@landbridge/model";
import { functionArn, machineOf, Player, task } from "../../test/player.ts";

const boom = { error: "Boom", cause: "it was dark" };
const redrive = { kind: "Redrive" } as const;

function since(player: Player, from: number): [HistoryEvent["type"], number][] {
  return player.history.slice(from).map(({ type, previousEventId }) => [type, previousEventId]);
}

test("a failed task is scheduled again from its entry, and what came before it is not run again", async () => {
  const player = new Player(
    machineOf({ A: { Type: "Pass", Next: "B" }, B: { ...task(), Next: "C" }, C: { Type: "Succeed" } }),
  );
  await (await player.start()).fail(boom);
  assert.equal(player.state.status, "FAILED");
  const before = player.history.length;
  const entered = player.types.indexOf("TaskStateEntered") + 1;
  await player.post(redrive);
  assert.deepEqual(since(player, before), [
    ["ExecutionRedriven", before],
    ["LambdaFunctionScheduled", entered],
    ["LambdaFunctionStarted", before + 2],
  ]);
  assert.deepEqual(player.history[before]?.details, { redriveCount: 1 });
  assert.equal(player.state.failure, undefined, "what it had come to is forgotten");
  await player.succeed({ done: true });
  assert.equal(player.state.status, "SUCCEEDED");
  assert.deepEqual(player.state.output, { done: true });
});

test("the attempts of a retrier count from 0 after a redrive", async () => {
  const Retry = [{ ErrorEquals: ["Boom"], MaxAttempts: 1, IntervalSeconds: 1 }];
  const player = new Player(machineOf({ A: { ...task({ Retry }), End: true } }));
  await player.start();
  for (const redrives of [0, 1]) {
    if (redrives > 0) await player.post(redrive);
    await player.fail(boom);
    assert.equal(player.isOver, false, "the retrier takes it");
    await player.wake();
    await player.fail(boom);
    assert.equal(player.state.status, "FAILED");
  }
});

test("of a Parallel only the branches that did not end are run again", async () => {
  const branch = (name: string): Json => machineOf({ [name]: { ...task(), End: true } });
  const player = new Player(
    machineOf({ P: { Type: "Parallel", Branches: [branch("A"), branch("B"), branch("C")], End: true } }),
  );
  await player.start();
  await player.succeed("a");
  await player.fail(boom);
  assert.equal(player.state.status, "FAILED");
  assert.equal(player.cancelled.length, 1, "the third branch's task is given up, once");
  const before = player.history.length;
  await player.post(redrive);
  assert.deepEqual(player.types.slice(before).filter((type) => type === "LambdaFunctionScheduled").length, 2);
  assert.ok(!player.types.slice(before).includes("ParallelStateStarted"));
  await player.succeed("b");
  await player.succeed("c");
  assert.deepEqual(player.state.output, ["a", "b", "c"]);
});

test("of an inline Map only the iterations that did not end are run again, and the rest is still started", async () => {
  const ItemProcessor = machineOf({ T: { ...task(), End: true } });
  const player = new Player(
    machineOf({ M: { Type: "Map", MaxConcurrency: 2, ItemProcessor, End: true } }),
    [1, 2, 3, 4],
  );
  await player.start();
  await player.succeed("one");
  await player.fail(boom);
  assert.equal(player.state.status, "FAILED");
  await player.post(redrive);
  assert.equal(player.tasks.length, 2, "the failed iteration, and the one that was broken off with it");
  await player.succeed("two");
  await player.succeed("three");
  await player.succeed("four");
  assert.deepEqual(player.state.output, ["one", "two", "three", "four"]);
});

test("an iteration whose input could not be made is started by a redrive", async () => {
  const ItemSelector = { "v.$": "$$.Map.Item.Value.v" };
  const player = new Player(
    machineOf({
      M: {
        Type: "Map",
        MaxConcurrency: 1,
        ItemSelector,
        ItemProcessor: machineOf({ T: { Type: "Pass", End: true } }),
        End: true,
      },
    }),
    [{ v: 1 }, { w: 2 }],
  );
  await player.start();
  assert.equal(player.state.status, "FAILED");
  const before = player.history.length;
  await player.post(redrive);
  assert.equal(player.state.status, "FAILED");
  const started = player.history.slice(before).filter(({ type }) => type === "MapIterationStarted");
  assert.deepEqual(
    started.map(({ details }) => details?.["index"]),
    [1],
  );
});

test("what a catcher took is not run again: the step after it is", async () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "F" }];
  const player = new Player(
    machineOf({ A: { ...task({ Catch }), End: true }, F: { Type: "Fail", Error: "Bad" } }),
  );
  await (await player.start()).fail(boom);
  const before = player.history.length;
  await player.post(redrive);
  assert.deepEqual(player.types.slice(before), ["ExecutionRedriven", "FailStateEntered", "ExecutionFailed"]);
});

test("a stopped Wait waits once more; where its instant has passed it is over at once", async () => {
  const Timestamp = new Date(1_700_000_100_000).toISOString();
  const player = new Player(machineOf({ W: { Type: "Wait", Timestamp, End: true } }));
  await player.start();
  await player.post({ kind: "Stop", failure: {} });
  assert.equal(player.state.status, "ABORTED");
  assert.equal(player.wakeAt, null);
  await player.post(redrive);
  assert.equal(player.wakeAt, 1_700_000_100_000);
  await player.post({ kind: "Stop", failure: {} });
  player.now = epochMs(player.now + 200_000);
  await player.post(redrive);
  assert.equal(player.state.status, "SUCCEEDED");
});

test("the execution's own timeout counts from the redrive", async () => {
  const player = new Player(machineOf({ A: { ...task(), End: true } }, { TimeoutSeconds: 10 }));
  await player.start();
  await player.wake();
  assert.equal(player.state.status, "TIMED_OUT");
  await player.post(redrive);
  assert.equal(player.state.status, "RUNNING");
  assert.equal(player.wakeAt, player.now + 10_000);
});

test("the context object tells how often and when it was redriven", async () => {
  const Parameters = { "count.$": "$$.Execution.RedriveCount" };
  const player = new Player(
    machineOf({
      A: {
        Type: "Task",
        Resource: functionArn,
        Parameters,
        End: true,
      },
    }),
  );
  await player.start();
  assert.deepEqual(player.tasks[0]?.payload, { count: 0 });
  await player.fail(boom);
  await player.post(redrive);
  assert.deepEqual(player.tasks[0]?.payload, { count: 1 });
});

test("what succeeded or runs is not redriven", async () => {
  const player = new Player(machineOf({ A: { ...task(), End: true } }));
  await player.start();
  const running = player.history.length;
  await player.post(redrive);
  assert.equal(player.history.length, running);
  await player.succeed(1);
  const over = player.history.length;
  await player.post(redrive);
  assert.equal(player.history.length, over);
});

test("a result of a task from before the redrive is refused", async () => {
  const player = new Player(machineOf({ A: { ...task(), End: true } }));
  await player.start();
  const old = player.tasks[0]?.ref;
  assert.ok(old);
  await player.fail(boom);
  await player.post(redrive);
  await player.post({ kind: "TaskSucceeded", ref: old, output: "late" });
  assert.equal(player.state.status, "RUNNING");
  await player.succeed("new");
  assert.equal(player.state.output, "new");
});

test("a map run that failed is redriven under a new reference, and its Map goes on", async () => {
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    ...(machineOf({ T: { Type: "Pass", End: true } }) as object),
  };
  const player = new Player(machineOf({ M: { Type: "Map", Label: "m", ItemProcessor, End: true } }), [1]);
  await player.start();
  const first = player.openMapRun;
  assert.ok(first);
  await player.post({ kind: "MapRunTaken", ref: first.ref });
  await player.post({ kind: "MapRunFailed", ref: first.ref, failure: boom });
  assert.equal(player.state.status, "FAILED");
  await player.post(redrive);
  const redriven = player.history.at(-1);
  assert.equal(redriven?.type, "MapRunRedriven");
  assert.deepEqual(redriven?.details, { mapRunArn: first.plan.arn, redriveCount: 1 });
  const [second] = player.redrivenMapRuns;
  assert.ok(second);
  assert.equal(second.arn, first.plan.arn);
  await player.post({ kind: "MapRunFailed", ref: first.ref, failure: boom });
  assert.equal(player.state.status, "RUNNING", "the old run's end says nothing about the new one");
  await player.post({ kind: "MapRunTaken", ref: second.ref });
  await player.post({ kind: "MapRunSucceeded", ref: second.ref, output: ["x"] });
  assert.deepEqual(player.state.output, ["x"]);
});
