import assert from "node:assert/strict";
import { test } from "node:test";
import { type HostName, type HostTarget, hostName, type JobDefinition } from "@landbridge/model";
import { aJob, createGround, exitsWith, type Ground, type GroundOptions } from "../test/ground.ts";
import type { HostFacts } from "./choose-host.ts";

const one = hostName("one");
const two = hostName("two");
const anywhere: HostTarget = { kind: "hosts", expression: "batch", choice: "least-loaded" };

function facts(name: HostName, slots: number, more: Partial<HostFacts> = {}): HostFacts {
  return { name, labels: { batch: "yes" }, capacity: { slots }, takesRuns: "yes", ...more };
}

async function ground(
  job: Partial<JobDefinition>,
  options: GroundOptions = {},
  slots: readonly [number, number] = [2, 2],
): Promise<Ground> {
  const made = await createGround({
    script: () => exitsWith(0, 60_000),
    remote: [facts(one, slots[0]), facts(two, slots[1])],
    ...options,
  });
  await made.apply(aJob("load", { concurrency: "allow", target: anywhere, ...job }));
  return made;
}

/** As the server would: the host is told of as silent, or as back. */
async function setAway(made: Ground, name: HostName, isAway: boolean): Promise<void> {
  const remote = made.remote.get(name);
  assert.ok(remote !== undefined);
  remote.facts = { ...remote.facts, takesRuns: isAway ? "away" : "yes" };
  await (isAway ? made.jobs().hostLost(name) : made.jobs().hostBack(name));
}

test("runs spread over the hosts, and no host gets more than it has slots for", async () => {
  const made = await ground({});
  const runs = await Promise.all([1, 2, 3, 4, 5].map(() => made.start("load")));
  const hosts = await Promise.all(runs.map(async (run) => (await made.run(run)).host));
  assert.deepEqual(
    [one, two, undefined].map((name) => hosts.filter((host) => host === name).length),
    [2, 2, 1],
  );
  assert.equal(made.jobs().loadOf(one).slots, 2);
});

test("a run waits, with the reason, and starts on the host that has room first", async () => {
  const made = await ground({}, {}, [1, 0]);
  const first = await made.start("load");
  const second = await made.start("load");
  const waiting = await made.run(second);
  assert.equal(waiting.status, "QUEUED");
  assert.equal(waiting.reason, "no host with batch has room for slots 1");
  await made.clock.advance(70_000);
  assert.equal((await made.run(first)).status, "SUCCEEDED");
  const started = await made.run(second);
  assert.deepEqual([started.status, started.host, started.reason], ["RUNNING", one, undefined]);
  await made.clock.advance(70_000);
  assert.equal(made.jobs().loadOf(one).runs, 0);
});

test("a run that finds no host in time fails with the reason, and frees its job's slot", async () => {
  const made = await ground({ concurrency: "forbid", waitForHostSeconds: 30 }, {}, [0, 0]);
  const run = await made.start("load");
  await made.restart();
  await made.clock.advance(31_000);
  const ended = await made.run(run);
  assert.equal(ended.status, "FAILED");
  assert.match(ended.reason ?? "", /has room for slots 1, after a wait of 30 s/);
  assert.equal(await made.store.get("slots", "load"), undefined);
});

test("a job that does not wait for hosts fails at once", async () => {
  const made = await ground({ concurrency: "forbid", waitForHostSeconds: 0 }, {}, [0, 0]);
  const run = await made.start("load");
  assert.equal((await made.run(run)).status, "FAILED");
  assert.equal(await made.store.get("slots", "load"), undefined);
});

test("a run that waits for a host can be stopped", async () => {
  const made = await ground({ concurrency: "forbid" }, {}, [0, 0]);
  const run = await made.start("load");
  const outcome = await made.jobs().stop(run, { principal: "test" });
  assert.equal(outcome.kind, "stopped");
  assert.equal(await made.store.get("slots", "load"), undefined);
});

test("a run that waits through a restart of the server starts when its host comes", async () => {
  const made = await ground({ target: { kind: "host", name: one } });
  await setAway(made, one, true);
  const run = await made.start("load");
  assert.equal((await made.run(run)).reason, "host one is not connected");
  await made.restart();
  await setAway(made, one, false);
  await made.clock.advance(1_000);
  assert.equal((await made.run(run)).status, "RUNNING");
});

test("the runs of a silent host keep their slots there, and go on when it is back", async () => {
  const made = await ground({}, {}, [1, 0]);
  const run = await made.start("load");
  await made.clock.advance(10);
  await setAway(made, one, true);
  assert.equal((await made.run(run)).status, "UNREACHABLE");
  assert.equal(made.jobs().loadOf(one).slots, 1);
  await made.clock.advance(86_400_000);
  assert.equal((await made.run(run)).status, "UNREACHABLE");
  await setAway(made, one, false);
  await made.clock.advance(60_000);
  assert.equal((await made.run(run)).status, "SUCCEEDED");
});

const elsewhere = { kind: "elsewhere", killAfterSeconds: 100 } as const;

test("restart: elsewhere waits for kill-after, grace and margin, and then launches on another host", async () => {
  const made = await ground(
    { concurrency: "forbid", restart: elsewhere, killGraceSeconds: 5 },
    { script: () => exitsWith(0, 10_000_000), limits: { elsewhereMarginMs: 7_000 } },
  );
  const run = await made.start("load");
  await made.clock.advance(10);
  assert.equal((await made.run(run)).host, one);
  await setAway(made, one, true);
  await made.clock.advance(111_000);
  assert.deepEqual([(await made.run(run)).status, (await made.run(run)).attempt], ["UNREACHABLE", 1]);
  made.remote.get(one)?.host.killWithoutRecord(run, 1);
  await made.clock.advance(2_000);
  const moved = await made.run(run);
  assert.deepEqual([moved.status, moved.host, moved.attempt], ["RUNNING", two, 2]);
  await setAway(made, one, false);
  await made.clock.advance(1_000);
  assert.deepEqual(await made.run(run), moved);
});

test("a host that is back in time keeps its run", async () => {
  const made = await ground({ restart: elsewhere }, { script: () => exitsWith(0, 500_000) });
  const run = await made.start("load");
  await made.clock.advance(10);
  await setAway(made, one, true);
  await made.clock.advance(90_000);
  await setAway(made, one, false);
  await made.clock.advance(200_000);
  const found = await made.run(run);
  assert.deepEqual([found.status, found.host, found.attempt], ["RUNNING", one, 1]);
});

test("a restart of the server begins the wait for a silent host anew", async () => {
  const made = await ground({ restart: elsewhere }, { script: () => exitsWith(0, 10_000_000) });
  const run = await made.start("load");
  await made.clock.advance(10);
  await setAway(made, one, true);
  await made.clock.advance(90_000);
  await made.restart();
  await made.jobs().hostLost(one);
  await made.clock.advance(90_000);
  assert.equal((await made.run(run)).attempt, 1);
  await made.clock.advance(60_000);
  assert.deepEqual([(await made.run(run)).attempt, (await made.run(run)).host], [2, two]);
});

test("a host that ended its run because it was cut off has it launched elsewhere at once", async () => {
  const made = await ground({ restart: elsewhere }, { script: () => exitsWith(0, 10_000_000) });
  const run = await made.start("load");
  await made.clock.advance(10);
  const at = made.clock.now();
  const exit = { kind: "signal", signal: "SIGTERM" } as const;
  await made.jobs().report({ kind: "ended", how: "cut-off", exit, run, attempt: 1, at });
  await made.clock.advance(10);
  assert.deepEqual([(await made.run(run)).attempt, (await made.run(run)).host], [2, two]);
});

test("without restart: elsewhere a run that its host lost is LOST", async () => {
  const made = await ground({});
  const run = await made.start("load");
  await made.clock.advance(10);
  made.remote.get(one)?.host.reboot();
  await made.clock.advance(10);
  assert.equal((await made.run(run)).status, "LOST");
});

test("a run is launched elsewhere so often and no more", async () => {
  const made = await ground(
    { restart: elsewhere },
    { script: () => ({ ...exitsWith(0, 1_000), leavesNoRecord: true }), limits: { movesMax: 3 } },
  );
  const run = await made.start("load");
  await made.clock.advance(60_000);
  assert.deepEqual([(await made.run(run)).status, (await made.run(run)).attempt], ["LOST", 4]);
});

test("a draining host gets no new runs, and its old ones end there", async () => {
  const made = await ground({});
  const run = await made.start("load");
  await made.clock.advance(10);
  const remote = made.remote.get(one);
  assert.ok(remote !== undefined);
  remote.facts = { ...remote.facts, takesRuns: "draining" };
  for (const each of [1, 2]) assert.equal((await made.run(await made.start("load"))).host, two, `${each}`);
  await made.clock.advance(70_000);
  assert.deepEqual([(await made.run(run)).status, (await made.run(run)).host], ["SUCCEEDED", one]);
});
