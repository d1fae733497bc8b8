import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, Player, task } from "../../test/player.ts";

function caught(state: Record<string, Json>, input: Json = { keep: 1 }): Promise<Player> {
  return new Player(
    machineOf({ S: { ...state, End: true }, After: { Type: "Pass", End: true } }),
    input,
  ).start();
}

function catching(ErrorEquals: string[], more: Record<string, Json> = {}): Record<string, Json> {
  return { Catch: [{ ErrorEquals, Next: "After", ...more }] };
}

test("what a catcher hands on is the error, put where its ResultPath says", async () => {
  const player = await caught(task(catching(["Boom"], { ResultPath: "$.error" })));
  await player.fail({ error: "Boom", cause: "why" });
  assert.deepEqual(player.state.output, { keep: 1, error: { Error: "Boom", Cause: "why" } });
});

test("a failure without a cause is handed on with an empty one", async () => {
  const player = await caught(task({ TimeoutSeconds: 5, ...catching(["States.Timeout"]) }));
  await player.wake();
  assert.deepEqual(player.state.output, { Error: "States.Timeout", Cause: "" });
});

test("catchers are asked in their order", async () => {
  const Catch = [
    { ErrorEquals: ["Other"], Next: "After", ResultPath: "$.a" },
    { ErrorEquals: ["States.TaskFailed"], Next: "After", ResultPath: "$.b" },
    { ErrorEquals: ["States.ALL"], Next: "After", ResultPath: "$.c" },
  ];
  const player = await caught(task({ Catch }));
  await player.fail({ error: "Boom" });
  assert.deepEqual(player.state.output, { keep: 1, b: { Error: "Boom", Cause: "" } });
});

test("States.TaskFailed catches what a branch failed with, too", async () => {
  const branch = machineOf({ Inner: { Type: "Fail", Error: "Mine", Cause: "c" } });
  const player = await caught({ Type: "Parallel", Branches: [branch], ...catching(["States.TaskFailed"]) });
  assert.deepEqual(player.state.output, { Error: "Mine", Cause: "c" });
});

test("States.TaskFailed is every failure of a task but its timeout", async () => {
  const player = await caught(task({ TimeoutSeconds: 5, ...catching(["States.TaskFailed"]) }));
  await player.wake();
  assert.deepEqual(player.state.failure, { error: "States.Timeout" });
});

test("a missed heartbeat is caught under two names, a timeout under one", async () => {
  for (const name of ["States.Timeout", "States.HeartbeatTimeout"]) {
    const heartbeat = await caught(task({ TimeoutSeconds: 9, HeartbeatSeconds: 5, ...catching([name]) }));
    await heartbeat.wake();
    assert.deepEqual(heartbeat.state.output, { Error: "States.Timeout", Cause: "" }, name);
  }
  const timeout = await caught(task({ TimeoutSeconds: 5, ...catching(["States.HeartbeatTimeout"]) }));
  await timeout.wake();
  assert.equal(timeout.state.status, "FAILED");
});

test("OutputPath is not applied to a caught error", async () => {
  const player = await caught(task({ OutputPath: "$.absent", ...catching(["States.ALL"]) }));
  await player.fail({ error: "Boom", cause: "" });
  assert.deepEqual(player.state.output, { Error: "Boom", Cause: "" });
});

test("States.Runtime is caught by nobody, not by its own name", async () => {
  const parameters = { "x.$": "$.absent" };
  for (const name of ["States.ALL", "States.Runtime"]) {
    const player = await caught(task({ Parameters: parameters, ...catching([name]) }));
    assert.equal(player.state.failure?.error, "States.Runtime");
  }
});

test("a result that is too large is caught as States.DataLimitExceeded", async () => {
  const player = await caught(task(catching(["States.DataLimitExceeded"], { ResultPath: "$.e" })));
  await player.succeed("x".repeat(300_000));
  const arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
  const Cause = `The state/task '${arn}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  assert.deepEqual(player.state.output, { keep: 1, e: { Error: "States.DataLimitExceeded", Cause } });
});

test("a cause is cut to what an event can hold", async () => {
  const player = await caught(task(catching(["Nothing"])));
  await player.fail({ error: "E".repeat(300), cause: "c".repeat(40_000) });
  assert.deepEqual(player.state.failure, { error: "E".repeat(256), cause: "c".repeat(32_768) });
});

test("a result that shares its parts is measured before it is written", async () => {
  const wide = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`m${index}.$`, "$"]));
  const states = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `P${index}`,
      { Type: "Pass", Parameters: wide, ...(index === 7 ? { End: true } : { Next: `P${index + 1}` }) },
    ]),
  );
  const player = await new Player(machineOf(states)).start();
  assert.equal(player.state.failure?.error, "States.DataLimitExceeded");
});

test("a result that nests without end fails its state, not the interpreter", async () => {
  const player = await caught(task(catching(["Nothing"])));
  const deep = JSON.parse("[".repeat(50_000) + "]".repeat(50_000)) as Json;
  await player.succeed(deep);
  assert.equal(player.state.failure?.error, "States.DataLimitExceeded");
});
