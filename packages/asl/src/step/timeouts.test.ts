import assert from "node:assert/strict";
import { test } from "node:test";
import { activityArn, machineOf, only, Player, task } from "../../test/player.ts";

test("a task that is not answered in time is given up, and its late answer refused", async () => {
  const player = await new Player(only(task({ TimeoutSeconds: 30 }))).start();
  const ref = player.tasks[0]?.ref;
  await player.wake();
  assert.deepEqual(player.cancelled, [ref]);
  assert.deepEqual(player.history.at(-2)?.details, { error: "States.Timeout" });
  assert.deepEqual(player.state.failure, { error: "States.Timeout" });
});

test("a heartbeat moves the deadline of a heartbeat, not that of the task", async () => {
  const player = await new Player(only(task({ TimeoutSeconds: 10, HeartbeatSeconds: 6 }))).start();
  const started = player.now;
  assert.equal(player.wakeAt, started + 6_000);
  const ref = player.tasks[0]?.ref ?? { frame: 0, task: 0 };
  player.now = (started + 5_000) as typeof started;
  await player.post({ kind: "TaskHeartbeat", ref });
  assert.equal(player.wakeAt, started + 10_000);
  await player.wake();
  assert.equal(player.state.failure?.error, "States.Timeout");
});

test("a missed heartbeat is told as a timeout", async () => {
  const player = await new Player(only(task({ HeartbeatSeconds: 6 }))).start();
  await player.wake();
  assert.deepEqual(player.history.at(-2)?.details, { error: "States.Timeout" });
  assert.deepEqual(player.state.failure, { error: "States.Timeout" });
});

test("an activity's timeout and heartbeat count from when a worker takes it", async () => {
  const state = { Type: "Task", Resource: activityArn, TimeoutSeconds: 100, HeartbeatSeconds: 6 };
  const player = await new Player(only(state)).start();
  assert.equal(player.wakeAt, null);
  player.now = (player.now + 200_000) as typeof player.now;
  const ref = player.tasks[0]?.ref ?? { frame: 0, task: 0 };
  await player.post({ kind: "TaskStarted", ref, workerName: "w" });
  assert.equal(player.wakeAt, player.now + 6_000);
  assert.deepEqual(player.history.at(-1)?.details, { workerName: "w" });
  for (let beat = 0; beat < 20; beat += 1) {
    player.now = (player.now + 5_000) as typeof player.now;
    await player.post({ kind: "TaskHeartbeat", ref });
  }
  assert.deepEqual(player.state.failure, { error: "States.Timeout" });
});

test("a worker without a name leaves empty details, as AWS does", async () => {
  const player = await new Player(only({ Type: "Task", Resource: activityArn })).start();
  await player.post({ kind: "TaskStarted", ref: player.tasks[0]?.ref ?? { frame: 0, task: 0 } });
  assert.deepEqual(player.history.at(-1)?.details, {});
});

test("a definition's TimeoutSeconds of 0 is none", async () => {
  const player = await new Player(machineOf({ S: task({ End: true }) }, { TimeoutSeconds: 0 })).start();
  assert.equal(player.wakeAt, null);
  await player.succeed(1);
  assert.equal(player.state.status, "SUCCEEDED");
});

test("the definition's TimeoutSeconds ends the execution, whatever it waits for", async () => {
  const definition = machineOf({ S: task({ End: true }) }, { TimeoutSeconds: 20 });
  const player = await new Player(definition).start();
  await player.wake();
  assert.equal(player.state.status, "TIMED_OUT");
  assert.equal(player.types.at(-1), "ExecutionTimedOut");
  assert.equal(player.cancelled.length, 1);
});

test("a task that was answered and one that is over refuse another answer", async () => {
  const player = await new Player(only(task({ Retry: [{ ErrorEquals: ["Boom"] }] }))).start();
  const ref = player.tasks[0]?.ref ?? { frame: 0, task: 0 };
  await player.fail({ error: "Boom" });
  const events = player.history.length;
  await player.post({ kind: "TaskSucceeded", ref, output: 1 }, { kind: "TaskHeartbeat", ref });
  assert.equal(player.history.length, events);
});

test("only a task whose answer comes by token sees its token", async () => {
  const Parameters = { FunctionName: "f", "Payload.$": "$$" };
  const seen = await Promise.all(
    ["", ".waitForTaskToken"].map(async (pattern) => {
      const state = { Type: "Task", Resource: `arn:aws:states:::lambda:invoke${pattern}`, Parameters };
      const player = await new Player(only(state)).start();
      return JSON.stringify(player.tasks[0]?.payload).includes('"Task":{"Token":"token-1-1"}');
    }),
  );
  assert.deepEqual(seen, [false, true]);
});
