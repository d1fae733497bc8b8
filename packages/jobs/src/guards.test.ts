import assert from "node:assert/strict";
import { test } from "node:test";
import { isOpenRun, type JobDefinition, type Run, type RunId } from "@landbridge/model";
import type { Entry, Write } from "@landbridge/store";
import { aJob, byTest, createGround, type Ground, type GroundOptions } from "../test/ground.ts";
import { createJobs } from "./create-jobs.ts";
import { encodeJob } from "./job-row.ts";
import type { Jobs, LaunchIdempotency } from "./jobs.ts";

// Lanes keep one server's changes apart; what two servers do at once, or what moves between a read and its
// commit, is kept apart by guards alone.

interface TwoServers {
  readonly ground: Ground;
  readonly one: Jobs;
  readonly other: Jobs;
  /** Every outcome that was committed. */
  readonly outcomes: Run[];
}

async function twoServers(job: JobDefinition): Promise<TwoServers> {
  const outcomes: Run[] = [];
  const ground = await createGround({ isConnected: () => false });
  await ground.apply(job);
  const { epoch } = await ground.store.acquire(0);
  const server = (number: number): Jobs =>
    createJobs({
      store: ground.store,
      partition: 0,
      epoch: () => epoch,
      clock: ground.clock,
      random: { seed: () => [number, 1, 1, 1] },
      hosts: { link: () => undefined },
      settled: () => undefined,
      changed: (run) => {
        if (!isOpenRun(run.status)) outcomes.push(run);
      },
      log: () => undefined,
    });
  return { ground, one: server(1), other: server(2), outcomes };
}

async function launchOn(jobs: Jobs, idempotency?: LaunchIdempotency): Promise<RunId> {
  const more = idempotency === undefined ? {} : { idempotency };
  const outcome = await jobs.launch({ job: "load", input: null, cause: byTest, ...more });
  if (outcome.kind === "replayed") return outcome.first.run.id;
  assert.ok(outcome.kind === "accepted" || outcome.kind === "refused");
  return outcome.run.id;
}

async function endOn(jobs: Jobs, ground: Ground, run: RunId): Promise<void> {
  const exit = { kind: "code", code: 0 } as const;
  await jobs.report({ run, attempt: 1, at: ground.clock.now(), kind: "ended", how: "exited", exit });
}

test("a launch that joins the queue while another server frees the slot is not left behind", async () => {
  const { ground, one, other } = await twoServers(aJob("load", { concurrency: "queue" }));
  for (let round = 0; round < 10; round += 1) {
    const first = await launchOn(one);
    const [second] = await Promise.all([launchOn(one), endOn(other, ground, first)]);
    assert.equal((await other.getRun(second))?.attempt, 1, "it has the slot");
    await endOn(other, ground, second);
    assert.equal(await ground.store.get("slots", "load"), undefined);
  }
});

test("a stop on one server and an end on another leave one outcome", async () => {
  const { ground, one, other } = await twoServers(aJob("load"));
  for (let round = 0; round < 10; round += 1) {
    const run = await launchOn(one);
    await Promise.all([
      one.stop(run, { principal: "ann" }),
      endOn(other, ground, run),
      one.stop(run, { principal: "bob" }),
    ]);
    assert.equal((await one.getRun(run))?.status, "SUCCEEDED");
    assert.equal(await ground.store.get("slots", "load"), undefined);
  }
});

test("an end that comes to two servers at once is recorded once, for a run without a slot too", async () => {
  const { ground, one, other, outcomes } = await twoServers(aJob("load", { concurrency: "allow" }));
  const run = await launchOn(one);
  await other.recover();
  await Promise.all([endOn(one, ground, run), endOn(other, ground, run)]);
  assert.equal(outcomes.length, 1);
});

test("one idempotency key on two servers is one launch", async () => {
  const { one, other } = await twoServers(aJob("load", { concurrency: "allow" }));
  for (let round = 0; round < 10; round += 1) {
    const key = { principal: "p", key: `k${round}`, bodyHash: "h" };
    const runs = await Promise.all([launchOn(one, key), launchOn(other, key), launchOn(one, key)]);
    assert.equal(new Set(runs).size, 1);
  }
});

/** Does something to the store between a decision and its commit, once. */
async function groundThatMoves(
  isMoment: (write: Write) => boolean,
  writes: readonly Write[],
): Promise<Ground> {
  let hasMoved = false;
  let ground: Ground | undefined;
  const faults: GroundOptions["faults"] = {
    commit: ({ entries }: { readonly entries: readonly Entry[] }) => {
      const entry = entries.find((each) => each.writes.some(isMoment));
      if (hasMoved || entry === undefined || ground === undefined) return undefined;
      hasMoved = true;
      // The store in memory applies a commit before the call returns.
      void ground.store.commit([{ ...entry, guards: [], writes }]);
      return undefined;
    },
  };
  ground = await createGround({ faults });
  return ground;
}

test("a refusal is recorded only while its blocking run holds the slot", async () => {
  const isRefusal = (write: Write): boolean =>
    write.kind === "insert" && write.table === "runs" && write.columns.status === "REFUSED";
  const ground = await groundThatMoves(isRefusal, [{ kind: "delete", table: "slots", key: "load" }]);
  await ground.apply(aJob("load"));
  await ground.start("load");
  assert.equal((await ground.launch("load")).kind, "accepted");
});

test("a launch is decided by the definition that stands when it is committed", async () => {
  const isLaunch = (write: Write): boolean => write.kind === "insert" && write.table === "runs";
  const body = encodeJob(aJob("load", { command: { kind: "shell", line: "newer" } }));
  const ground = await groundThatMoves(isLaunch, [{ kind: "update", table: "jobs", key: "load", body }]);
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  assert.match((await ground.store.get("runs", run))?.body ?? "", /newer/);
});
