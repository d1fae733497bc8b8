import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallbackOutcome, type RunId, runId } from "@landbridge/model";
import fc from "fast-check";
import { aJob, createGround, exitsWith, type Ground, type GroundOptions } from "../test/ground.ts";
import { noHostFaults } from "./simulated-host.ts";

const moveKinds = [
  "lose",
  "heal",
  "crash-agent",
  "start-agent",
  "reboot",
  "kill",
  "restart",
  "wait",
] as const;
type Move = (typeof moveKinds)[number];

// A process that waits for its callback, in virtual time: it would wait for a day.

const day = 86_400_000;
const good: CallbackOutcome = { status: "SUCCEEDED", result: { rows: 7 } };

async function waiting(options: GroundOptions = {}, more: Parameters<typeof aJob>[1] = {}) {
  const ground = await createGround({ script: () => exitsWith(9, day), ...options });
  await ground.apply(aJob("load", { hasCallback: true, ...more }));
  const run = await ground.start("load");
  await ground.clock.advance(1_000);
  return { ground, run };
}

async function endOf(ground: Ground, run: RunId): Promise<readonly unknown[]> {
  assert.equal(await ground.store.get("slots", "load"), undefined);
  assert.equal(ground.told.filter(({ id }) => id === run).length, 1);
  const { status, result, attempt } = await ground.run(run);
  return [status, result, attempt];
}

test("what is told by callback ends the process, and is its result", async () => {
  const { ground, run } = await waiting();
  assert.equal((await ground.jobs().callBack(run, 1, good)).kind, "taken");
  await ground.clock.advance(1_000);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", { rows: 7 }, 1]);
  assert.equal((await ground.jobs().callBack(run, 1, good)).kind, "over");
});

test("the first outcome counts; the same one may be told again", async () => {
  const { ground, run } = await waiting();
  ground.host.crashAgent();
  assert.equal((await ground.jobs().callBack(run, 1, good)).kind, "taken");
  assert.equal((await ground.jobs().callBack(run, 1, { ...good })).kind, "taken");
  assert.equal((await ground.jobs().callBack(run, 1, { status: "FAILED" })).kind, "told-before");
  assert.equal((await ground.jobs().callBack(run, 2, good)).kind, "over");
  assert.equal((await ground.jobs().callBack(runId("none"), 1, good)).kind, "unknown-run");
});

test("an outcome that is lost on its way is told again until the process has ended", async () => {
  const { ground, run } = await waiting();
  ground.host.setFaults({ ...noHostFaults, loseMessage: 1 });
  await ground.jobs().callBack(run, 1, good);
  await ground.clock.advance(60_000);
  assert.equal((await ground.run(run)).status, "RUNNING");
  ground.host.setFaults(noHostFaults);
  await ground.clock.advance(40_000);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", { rows: 7 }, 1]);
});

test("an outcome outlasts the server that took it", async () => {
  const { ground, run } = await waiting();
  ground.host.setFaults({ ...noHostFaults, loseMessage: 1 });
  await ground.jobs().callBack(run, 1, good);
  await ground.clock.advance(1_000);
  ground.host.setFaults(noHostFaults);
  await ground.restart();
  await ground.clock.advance(1_000);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", { rows: 7 }, 1]);
});

test("a process that is lost after its callback was made has done its work", async () => {
  const { ground, run } = await waiting();
  ground.host.crashAgent();
  await ground.jobs().callBack(run, 1, good);
  ground.host.reboot();
  await ground.clock.advance(1_000);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", { rows: 7 }, 1]);
  assert.match((await ground.run(run)).reason ?? "", /told by its callback; its process was lost/);
});

test("an attempt that failed by its callback is followed by one that knows nothing of it", async () => {
  const retry = { maxAttempts: 1, intervalSeconds: 1, backoffRate: 1 };
  const { ground, run } = await waiting({}, { retry });
  await ground.jobs().callBack(run, 1, { status: "FAILED", result: 1 });
  await ground.clock.advance(10_000);
  assert.equal((await ground.run(run)).status, "RUNNING");
  await ground.jobs().callBack(run, 2, { status: "SUCCEEDED" });
  await ground.clock.advance(1_000);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", undefined, 2]);
});

test("a job without a callback takes none, nor does a run that is being stopped", async () => {
  const plain = await waiting({}, {});
  await plain.ground.jobs().stop(plain.run, { principal: "test" });
  assert.equal((await plain.ground.jobs().callBack(plain.run, 1, good)).kind, "over");
  const ground = await createGround({ script: () => exitsWith(0, day) });
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  await ground.clock.advance(1_000);
  assert.equal((await ground.jobs().callBack(run, 1, good)).kind, "over");
});

test("a result that is too large is told so, unless the job has wider limits", async () => {
  const result = "x".repeat(262_143);
  const narrow = await waiting();
  const answer = await narrow.ground.jobs().callBack(narrow.run, 1, { status: "SUCCEEDED", result });
  assert.deepEqual(answer, { kind: "too-large", bytesMax: 262_144 });
  const wide = await waiting({}, { limits: "ground" });
  const { kind } = await wide.ground.jobs().callBack(wide.run, 1, { status: "SUCCEEDED", result });
  assert.equal(kind, "taken");
});

async function make(move: Move, ground: Ground, run: RunId): Promise<void> {
  switch (move) {
    case "lose":
      return ground.host.setFaults({ loseMessage: 0.5, doubleMessage: 0.5, delayMsMax: 40_000 });
    case "heal":
      return ground.host.setFaults(noHostFaults);
    case "crash-agent":
      return ground.host.crashAgent();
    case "start-agent":
      return ground.host.startAgent();
    case "reboot":
      return ground.host.reboot();
    case "kill":
      return ground.host.killWithoutRecord(run, 1);
    case "restart":
      return ground.restart();
    case "wait":
      return ground.clock.advance(20_000);
  }
}

test("what was taken by callback is the run's one outcome, whatever goes away meanwhile", async () => {
  const moves = fc.array(fc.constantFrom(...moveKinds), { maxLength: 12 });
  const property = fc.asyncProperty(fc.nat(10_000), moves, moves, async (seed, before, after) => {
    const { ground, run } = await waiting({ seed });
    for (const move of before) await make(move, ground, run);
    const { kind } = await ground.jobs().callBack(run, 1, good);
    for (const move of after) await make(move, ground, run);
    ground.host.setFaults(noHostFaults);
    ground.host.startAgent();
    await ground.clock.advance(300_000);
    // Only a process that was lost before its callback was made leaves none to take.
    const isLost = kind === "over";
    assert.deepEqual(
      await endOf(ground, run),
      isLost ? ["LOST", undefined, 1] : ["SUCCEEDED", { rows: 7 }, 1],
    );
  });
  await fc.assert(property, { numRuns: 60 });
});
