import assert from "node:assert/strict";
import { test } from "node:test";
import { randomStream } from "@landbridge/model";
import fc from "fast-check";
import { machineOf, only, Player, task } from "../../test/player.ts";
import type { Retrier } from "../definition/machine.ts";
import { retryDelayMs } from "./retry.ts";

const boom = { error: "Boom", cause: "told to" };

test("a failed task is tried again after its interval, which grows, under another task number", async () => {
  const Retry = [{ ErrorEquals: ["Boom"], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 }];
  const player = await new Player(only(task({ Retry }))).start();
  const first = player.tasks[0];
  await player.fail(boom);
  assert.equal(player.wakeAt, player.now + 2_000);
  await player.wake();
  assert.notDeepEqual(player.tasks[0]?.ref, first?.ref);
  await player.fail(boom);
  assert.equal(player.wakeAt, player.now + 6_000);
  await player.wake();
  await player.succeed(1);
  assert.equal(player.state.status, "SUCCEEDED");
  assert.equal(player.types.filter((type) => type === "TaskStateEntered").length, 1);
});

test("attempts are counted for each retrier by itself, and then the error is the execution's", async () => {
  const Retry = [
    { ErrorEquals: ["A"], MaxAttempts: 1 },
    { ErrorEquals: ["B"], MaxAttempts: 1 },
  ];
  const player = await new Player(only(task({ Retry }))).start();
  for (const error of ["A", "B"]) {
    await player.fail({ error });
    await player.wake();
  }
  await player.fail({ error: "A", cause: "again" });
  assert.deepEqual(player.state.failure, { error: "A", cause: "again" });
});

test("MaxAttempts 0 means that this error is not tried again", async () => {
  const Retry = [
    { ErrorEquals: ["Boom"], MaxAttempts: 0 },
    { ErrorEquals: ["States.ALL"], MaxAttempts: 5 },
  ];
  const player = await new Player(only(task({ Retry }))).start();
  await player.fail(boom);
  assert.equal(player.state.status, "FAILED");
});

test("an interval of 0 tries again at once, however often", async () => {
  const Retry = [{ ErrorEquals: ["Boom"], IntervalSeconds: 0, MaxAttempts: 2 }];
  const player = await new Player(only(task({ Retry }))).start();
  for (const _attempt of [1, 2]) {
    await player.fail(boom);
    assert.equal(player.wakeAt, player.now);
    await player.wake();
  }
  await player.succeed(1);
  assert.equal(player.state.status, "SUCCEEDED");
});

test("the context object tells how often its state was tried again", async () => {
  const Retry = [{ ErrorEquals: ["States.ALL"] }];
  const state = task({ Retry, Parameters: { "count.$": "$$.State.RetryCount" } });
  const player = await new Player(only(state)).start();
  assert.deepEqual(player.tasks[0]?.payload, { count: 0 });
  await player.fail(boom);
  await player.wake();
  assert.deepEqual(player.tasks[0]?.payload, { count: 1 });
});

test("a Parallel that is tried again enters its branches anew, but is entered once itself", async () => {
  const branch = machineOf({ Inner: task({ End: true }) });
  const state = { Type: "Parallel", Branches: [branch], Retry: [{ ErrorEquals: ["Boom"] }] };
  const player = await new Player(only(state)).start();
  await player.fail(boom);
  await player.wake();
  await player.succeed("done");
  assert.deepEqual(player.state.output, ["done"]);
  const count = (type: string): number => player.types.filter((one) => one === type).length;
  assert.deepEqual([count("ParallelStateEntered"), count("ParallelStateStarted")], [1, 2]);
});

const base: Retrier = {
  errorEquals: ["States.ALL"],
  intervalSeconds: 1,
  maxAttempts: 10,
  backoffRate: 2,
  maxDelaySeconds: undefined,
  jitter: "NONE",
};

test("a delay is whole, never negative, and never above MaxDelaySeconds", () => {
  const retriers = fc.record({
    ...Object.fromEntries(Object.entries(base).map(([name, value]) => [name, fc.constant(value)])),
    intervalSeconds: fc.integer({ min: 1, max: 99_999_999 }),
    backoffRate: fc.double({ min: 1, max: 1e6, noNaN: true }),
    maxDelaySeconds: fc.integer({ min: 1, max: 31_622_400 }),
    jitter: fc.constantFrom("FULL" as const, "NONE" as const),
  });
  fc.assert(
    fc.property(retriers, fc.integer({ min: 1, max: 99_999_999 }), fc.integer(), (retrier, attempt, seed) => {
      const delay = retryDelayMs({ ...base, ...retrier }, attempt, randomStream([seed >>> 0, 2, 3, 4]));
      assert.ok(Number.isInteger(delay) && delay >= 0 && delay <= retrier.maxDelaySeconds * 1000, `${delay}`);
    }),
  );
});
