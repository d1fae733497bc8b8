import assert from "node:assert/strict";
import { test } from "node:test";
import type { LaunchCause, RunId } from "@landbridge/model";
import { aJob, createGround, exitsWith, type Ground } from "../test/ground.ts";
import { createJobs } from "./create-jobs.ts";
import { jobWrites } from "./job-writes.ts";

async function slots(ground: Ground): Promise<number> {
  return (await ground.store.get("slots", "load")) === undefined ? 0 : 1;
}

test("a forbid job runs, ends, is told of, and its slot is free", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  assert.equal((await ground.run(run)).status, "QUEUED");
  await ground.clock.advance(10);
  assert.equal((await ground.run(run)).status, "RUNNING");
  await ground.clock.advance(1_000);
  const over = await ground.run(run);
  assert.equal(over.status, "SUCCEEDED");
  assert.deepEqual(over.exit, { kind: "code", code: 0 });
  assert.deepEqual(
    ground.told.map(({ id, status }) => [id, status]),
    [[run, "SUCCEEDED"]],
  );
  assert.equal(await slots(ground), 0);
  assert.equal(ground.jobs().openRuns(), 0);
  assert.equal((await ground.store.get("runs", run))?.columns.notifyDue, null);
});

test("of fifty simultaneous launches one is accepted, and 49 are refused and name it", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => ground.launch("load")));
  const accepted = outcomes.flatMap((outcome) => (outcome.kind === "accepted" ? [outcome.run.id] : []));
  assert.equal(accepted.length, 1);
  const refused = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? [outcome] : []));
  assert.equal(refused.length, 49);
  for (const { run, blockingRun } of refused) {
    assert.equal(blockingRun, accepted[0]);
    const stored = await ground.run(run.id);
    assert.equal(stored.status, "REFUSED");
    assert.equal(stored.blockingRun, accepted[0]);
  }
  await ground.clock.advance(2_000);
  assert.equal(ground.host.intervals().length, 1);
});

test("two servers that share a store by mistake still accept one launch only", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  const { epoch } = await ground.store.acquire(0);
  const server = (number: number) =>
    createJobs({
      store: ground.store,
      partition: 0,
      epoch: () => epoch,
      clock: ground.clock,
      random: { seed: () => [number, 1, 1, 1] },
      hosts: { link: () => undefined },
      settled: () => undefined,
      log: () => undefined,
    });
  const servers = [server(1), server(2), server(3)];
  const cause = { kind: "api", principal: "test" } as const;
  const outcomes = await Promise.all(
    servers.flatMap((jobs) =>
      Array.from({ length: 10 }, () => jobs.launch({ job: "load", input: null, cause })),
    ),
  );
  const accepted = outcomes.filter((outcome) => outcome.kind === "accepted");
  assert.equal(accepted.length, 1);
  assert.equal(outcomes.filter((outcome) => outcome.kind === "refused").length, 29);
});

test("allow runs side by side", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load", { concurrency: "allow" }));
  await Promise.all([ground.start("load"), ground.start("load"), ground.start("load")]);
  await ground.clock.advance(10);
  assert.equal(ground.host.intervals().filter(({ to }) => to === null).length, 3);
});

test("queue runs one after the other, in the order of the launches, and refuses what is too many", async () => {
  const ground = await createGround({ limits: { waitingRunsMax: 2 } });
  await ground.apply(aJob("load", { concurrency: "queue" }));
  const runs: RunId[] = [];
  for (let n = 0; n < 3; n += 1) runs.push(await ground.start("load"));
  const refused = await ground.launch("load");
  assert.equal(refused.kind === "refused" && refused.blockingRun, runs[0]);
  await ground.clock.advance(500);
  assert.deepEqual(await Promise.all(runs.map(async (run) => (await ground.run(run)).status)), [
    "RUNNING",
    "QUEUED",
    "QUEUED",
  ]);
  await ground.clock.advance(5_000);
  assert.deepEqual(
    ground.host.intervals().map(({ run }) => run),
    runs,
  );
  assertNoOverlap(ground);
  assert.equal(await slots(ground), 0);
});

test("replace stops the holder, and starts the newest alone when the holder has really ended", async () => {
  const script = () => ({ ...exitsWith(0, 60_000), termMs: 3_000 });
  const ground = await createGround({ script });
  await ground.apply(aJob("load", { concurrency: "replace" }));
  const first = await ground.start("load");
  await ground.clock.advance(100);
  const second = await ground.start("load");
  const third = await ground.start("load");
  await ground.clock.advance(1_000);
  assert.equal((await ground.run(first)).status, "RUNNING");
  const superseded = await ground.run(second);
  assert.equal(superseded.status, "STOPPED");
  assert.match(superseded.reason ?? "", new RegExp(third));
  assert.equal((await ground.run(third)).status, "QUEUED");
  await ground.clock.advance(3_000);
  assert.equal((await ground.run(first)).status, "STOPPED");
  assert.equal((await ground.run(third)).status, "RUNNING");
  assertNoOverlap(ground);
  assert.deepEqual(
    ground.told.map(({ id }) => id),
    [second, first],
  );
});

test("replace ends a holder that rests between two attempts at once", async () => {
  const ground = await createGround({ script: () => exitsWith(1) });
  const retry = { maxAttempts: 3, intervalSeconds: 600, backoffRate: 1 };
  await ground.apply(aJob("load", { concurrency: "replace", retry }));
  const first = await ground.start("load");
  await ground.clock.advance(1_500);
  const second = await ground.start("load");
  assert.equal((await ground.run(first)).status, "STOPPED");
  await ground.clock.advance(100);
  assert.equal((await ground.run(second)).status, "RUNNING");
});

test("a job that becomes forbid while runs of its allow days are open refuses and names one of them", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load", { concurrency: "allow" }));
  const old = await ground.start("load");
  await ground.apply(aJob("load"));
  const outcome = await ground.launch("load");
  assert.equal(outcome.kind === "refused" && outcome.blockingRun, old);
  await ground.clock.advance(2_000);
  assert.equal((await ground.launch("load")).kind, "accepted");
});

test("a definition that is gone is unknown to a launch that remembered it", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  await ground.jobs().listJobs();
  const part = jobWrites([], await ground.jobs().jobRows(), ground.clock.now());
  const { epoch } = await ground.store.acquire(0);
  await ground.store.commit([{ partition: 0, epoch, ...part }]);
  await ground.restart();
  assert.equal((await ground.launch("load")).kind, "unknown-job");
  assert.equal((await ground.launch("no\0thing")).kind, "unknown-job");
});

test("an idempotency key replays its first answer, a refusal too, and refuses another body", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  const idempotency = { principal: "p", key: "k", bodyHash: "h" };
  const input = { a: 1 };
  const first = await ground.launch("load", { input, idempotency });
  const second = await ground.launch("load", { input, idempotency: { ...idempotency, key: "other" } });
  assert.equal(second.kind, "refused");
  await ground.clock.advance(5_000);
  await ground.restart();
  assert.deepEqual(await ground.launch("load", { input, idempotency }), { kind: "replayed", first });
  assert.deepEqual(await ground.launch("load", { input, idempotency: { ...idempotency, key: "other" } }), {
    kind: "replayed",
    first: second,
  });
  const conflict = await ground.launch("load", { input, idempotency: { ...idempotency, bodyHash: "x" } });
  assert.equal(conflict.kind, "idempotency-conflict");
  const stranger = await ground.launch("load", { input, idempotency: { ...idempotency, principal: "q" } });
  assert.equal(stranger.kind, "accepted");
});

test("simultaneous launches under one key are one launch", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load", { concurrency: "allow" }));
  const idempotency = { principal: "p", key: "k", bodyHash: "h" };
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => ground.launch("load", { idempotency })),
  );
  assert.equal(outcomes.filter(({ kind }) => kind === "accepted").length, 1);
  assert.equal(outcomes.filter(({ kind }) => kind === "replayed").length, 9);
  assert.equal(ground.jobs().openRuns(), 1);
});

test("a task token means the same run, however often it is launched", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load", { concurrency: "allow" }));
  const cause = { kind: "execution", execution: "e", taskToken: "t" } as unknown as LaunchCause;
  const first = await ground.launch("load", { cause });
  await ground.restart();
  assert.deepEqual(await ground.launch("load", { cause }), { kind: "replayed", first });
  assert.equal(ground.host.intervals().length <= 1, true);
});

test("the caller's part is committed with a refusal too, and its guard rejects the launch", async () => {
  const ground = await createGround();
  await ground.apply(aJob("load"));
  await ground.start("load");
  const columns = { schedule: "s", status: "FIRED", due: 1 };
  const also = {
    guards: [{ kind: "absent", table: "occurrences", key: "s 1" } as const],
    writes: [{ kind: "insert", table: "occurrences", key: "s 1", columns, body: "first" } as const],
  };
  assert.equal((await ground.launch("load", { also })).kind, "refused");
  const again = await ground.launch("load", { also });
  assert.equal(again.kind === "also-rejected" && again.holder?.body, "first");
});

test("too many open runs, of one job or in all, are answered as overload", async () => {
  const ground = await createGround({ limits: { openRunsPerJobMax: 2, openRunsMax: 3 } });
  await ground.apply(aJob("load", { concurrency: "allow" }), aJob("store", { concurrency: "allow" }));
  await ground.start("load");
  await ground.start("load");
  assert.equal((await ground.launch("load")).kind, "overloaded");
  await ground.start("store");
  assert.equal((await ground.launch("store")).kind, "overloaded");
  await ground.clock.advance(5_000);
  assert.equal((await ground.launch("load")).kind, "accepted");
  const page = await ground.jobs().listRuns({ job: "load", status: "SUCCEEDED", limit: 1 });
  assert.equal(page.items.length, 1);
  const rest = await ground.jobs().listRuns({ job: "load", cursor: page.next ?? "", limit: 10 });
  assert.equal(rest.items.length, 1);
});

test("an input over the limit is refused with a reason", async () => {
  const ground = await createGround({ limits: { inputBytesMax: 10 } });
  await ground.apply(aJob("load"));
  await assert.rejects(ground.launch("load", { input: "x".repeat(20) }), { code: "INPUT_TOO_LARGE" });
  await ground.apply(aJob("load", { limits: "ground" }));
  assert.equal((await ground.launch("load", { input: "x".repeat(20) })).kind, "accepted");
});

function assertNoOverlap(ground: Ground): void {
  let lastEnd = 0;
  for (const { from, to } of ground.host.intervals()) {
    assert.ok(from >= lastEnd, "a process began before the one before it was gone");
    lastEnd = to ?? Number.POSITIVE_INFINITY;
  }
}
