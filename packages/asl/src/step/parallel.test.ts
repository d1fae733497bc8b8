import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, only, Player, task } from "../../test/player.ts";

function parallel(branches: readonly Record<string, Json>[], more: Record<string, Json> = {}): Json {
  const Branches = branches.map((state, index) => machineOf({ [`B${index}`]: { ...state, End: true } }));
  return only({ Type: "Parallel", Branches, ...more });
}

test("the outputs of the branches come in their order, whoever is done first", async () => {
  const player = await new Player(parallel([task(), task()])).start();
  const [first, second] = player.tasks;
  assert.ok(first && second);
  await player.post({ kind: "TaskSucceeded", ref: second.ref, output: "second" });
  await player.post({ kind: "TaskSucceeded", ref: first.ref, output: "first" });
  assert.deepEqual(player.state.output, ["first", "second"]);
});

test("both answers in one mailbox are taken in one turn", async () => {
  const player = await new Player(parallel([task(), task()])).start();
  const events = player.tasks.map(({ ref }) => ({ kind: "TaskSucceeded", ref, output: 1 }) as const);
  const turns = player.turns;
  await player.post(...events);
  assert.deepEqual([player.state.output, player.turns - turns], [[1, 1], 1]);
});

test("a branch that fails breaks off the others and says what they were doing", async () => {
  const player = await new Player(parallel([task(), { Type: "Wait", Seconds: 60 }, task()])).start();
  const last = player.tasks[1];
  await player.fail({ error: "Boom", cause: "" });
  assert.deepEqual(player.state.failure, { error: "Boom", cause: "" });
  assert.deepEqual(player.cancelled, [last?.ref]);
  assert.deepEqual(player.types.slice(-6), [
    "LambdaFunctionFailed",
    "TaskStateAborted",
    "WaitStateAborted",
    "TaskStateAborted",
    "ParallelStateFailed",
    "ExecutionFailed",
  ]);
});

test("an answer to a task of a broken-off branch is stale and changes nothing", async () => {
  const definition = machineOf({
    S: {
      Type: "Parallel",
      Branches: [machineOf({ A: task({ End: true }) }), machineOf({ B: task({ End: true }) })],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "W" }],
      End: true,
    },
    W: { Type: "Wait", Seconds: 5, End: true },
  });
  const player = await new Player(definition).start();
  const late = player.tasks[1];
  assert.ok(late);
  await player.fail({ error: "Boom" });
  const events = player.history.length;
  await player.post({ kind: "TaskSucceeded", ref: late.ref, output: 1 });
  assert.equal(player.history.length, events);
  await player.wake();
  assert.deepEqual(player.state.output, { Error: "Boom", Cause: "" });
});

test("Parameters are every branch's input, ResultSelector shapes what they gave", async () => {
  const pass = { Type: "Pass", OutputPath: "$.n" };
  const more = { Parameters: { "n.$": "$.a" }, ResultSelector: { "sum.$": "States.MathAdd($[0], $[1])" } };
  const player = await new Player(parallel([pass, pass], more), { a: 2 }).start();
  assert.deepEqual(player.state.output, { sum: 4 });
});

test("a branch's States.Runtime passes the Parallel's catchers by", async () => {
  const bad = { Type: "Pass", InputPath: "$.absent" };
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "S" }];
  const player = await new Player(parallel([bad], { Catch })).start();
  assert.equal(player.state.failure?.error, "States.Runtime");
});
