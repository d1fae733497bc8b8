import assert from "node:assert/strict";
import { test } from "node:test";
import { type EpochMs, hostName, type RunId, type RunReport, runId } from "@landbridge/model";
import { aJob, createGround, exitsWith, type Ground } from "../test/ground.ts";
import type { RunQuery } from "./jobs.ts";
import { noHostFaults, type ProcessScript } from "./simulated-host.ts";

const retryTwice = { maxAttempts: 2, intervalSeconds: 10, backoffRate: 3 };
const local = hostName("local");

async function groundWith(
  script: ProcessScript | ((attempt: number) => ProcessScript),
  more: Parameters<typeof aJob>[1] = {},
): Promise<Ground> {
  const ground = await createGround({
    script: ({ attempt }) => (typeof script === "function" ? script(attempt) : script),
  });
  await ground.apply(aJob("load", more));
  return ground;
}

async function endOf(ground: Ground, run: RunId): Promise<readonly [string, string | undefined]> {
  const { status, reason } = await ground.run(run);
  assert.equal(await ground.store.get("slots", "load"), undefined);
  assert.equal(ground.told.filter(({ id }) => id === run).length, 1);
  return [status, reason];
}

test("each way to end gives its status and a reason", async () => {
  const ways: readonly [ProcessScript, Parameters<typeof aJob>[1], string, RegExp][] = [
    [exitsWith(3), {}, "FAILED", /^exit code 3$/],
    [exitsWith(3), { successExitCodes: [0, 3] }, "SUCCEEDED", /^$/],
    [{ runMs: 1, exit: { kind: "signal", signal: "SIGSEGV" } }, {}, "FAILED", /SIGSEGV/],
    [exitsWith(0, 90_000), { timeoutSeconds: 5 }, "TIMED_OUT", /longer than its limit of 5 s/],
    [{ ...exitsWith(0), leavesNoRecord: true }, {}, "LOST", /no exit record/],
    [{ ...exitsWith(0), cannotStart: "no such file" }, {}, "FAILED", /could not start it: no such file/],
    [{ ...exitsWith(0), cannotStart: "no s3cret" }, { data: "sensitive" }, "FAILED", /withheld/],
  ];
  for (const [script, more, status, reason] of ways) {
    const ground = await groundWith(script, more);
    const run = await ground.start("load");
    await ground.clock.advance(60_000);
    const [found, why] = await endOf(ground, run);
    assert.equal(found, status);
    assert.match(why ?? "", reason);
    assert.doesNotMatch(why ?? "", /s3cret/);
  }
});

test("a result is kept with the run", async () => {
  const ground = await groundWith({ ...exitsWith(0), result: { rows: 7 } });
  const run = await ground.start("load");
  await ground.clock.advance(2_000);
  assert.deepEqual((await ground.run(run)).result, { rows: 7 });
});

test("a failed attempt is tried again after its interval, and keeps the slot meanwhile", async () => {
  const ground = await groundWith((attempt) => exitsWith(attempt < 3 ? 1 : 0), { retry: retryTwice });
  const run = await ground.start("load");
  await ground.clock.advance(5_000);
  const resting = await ground.run(run);
  assert.equal(resting.status, "RUNNING");
  assert.match(resting.reason ?? "", /attempt 1 failed \(exit code 1\); attempt 2 follows after 10 s/);
  assert.equal((await ground.launch("load")).kind, "refused");
  await ground.clock.advance(60_000);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
  const starts = ground.host.intervals().map(({ from }) => from);
  assert.deepEqual(
    starts.map((from) => from - (starts[0] ?? 0)),
    [0, 11_000, 42_000],
  );
});

test("the last attempt's failure is the run's", async () => {
  const ground = await groundWith(exitsWith(1), { retry: retryTwice });
  const run = await ground.start("load");
  await ground.clock.advance(200_000);
  assert.deepEqual(await endOf(ground, run), ["FAILED", "exit code 1"]);
  assert.equal((await ground.run(run)).attempt, 3);
});

test("a process that is gone without a record is an attempt that failed", async () => {
  const ground = await groundWith((attempt) => (attempt === 1 ? exitsWith(0, 90_000) : exitsWith(0)), {
    retry: retryTwice,
  });
  const run = await ground.start("load");
  await ground.clock.advance(1_000);
  ground.host.reboot();
  await ground.clock.advance(30_000);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
});

test("a retry that is due while the server is down follows its restart", async () => {
  const ground = await groundWith((attempt) => exitsWith(attempt === 1 ? 1 : 0), { retry: retryTwice });
  const run = await ground.start("load");
  await ground.clock.advance(2_000);
  ground.crash();
  await ground.clock.advance(60_000);
  assert.equal(ground.host.intervals().length, 1);
  await ground.restart();
  await ground.clock.advance(5_000);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
});

test("stop ends a run in each of its states, and stopping it again changes nothing", async () => {
  const long = exitsWith(0, 600_000);
  for (const state of ["ordered", "running", "waiting", "resting", "unreachable"] as const) {
    const ground = await groundWith(state === "resting" ? exitsWith(1) : long, {
      concurrency: "queue",
      retry: retryTwice,
    });
    const first = await ground.start("load");
    const second = await ground.start("load");
    if (state !== "ordered") await ground.clock.advance(2_000);
    if (state === "unreachable") await ground.jobs().hostLost(local);
    const run = state === "waiting" ? second : first;
    const asked = await ground.jobs().stop(run, { principal: "ann", reason: "enough" });
    assert.equal(asked.kind, state === "waiting" || state === "resting" ? "stopped" : "stopping", state);
    await ground.jobs().stop(run, { principal: "bob" });
    await ground.clock.advance(1_000);
    const stopped = await ground.run(run);
    assert.deepEqual([stopped.status, stopped.reason], ["STOPPED", "stopped by ann: enough"], state);
    assert.equal((await ground.jobs().stop(run, { principal: "eve" })).kind, "already-over");
    const other = run === first ? second : first;
    assert.equal((await ground.run(other)).status, "RUNNING", state);
    await ground.jobs().stop(other, { principal: "ann" });
    await ground.clock.advance(1_000);
    await endOf(ground, other);
  }
});

test("a run whose order never arrived is stopped without ever having started", async () => {
  let isConnected = false;
  const ground = await createGround({ isConnected: () => isConnected });
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  await ground.jobs().stop(run, { principal: "ann" });
  await ground.clock.advance(1_000);
  assert.equal((await ground.run(run)).status, "QUEUED");
  isConnected = true;
  await ground.jobs().hostBack(local);
  await ground.clock.advance(1_000);
  assert.equal((await endOf(ground, run))[0], "STOPPED");
  assert.equal(ground.host.intervals().length, 0);
});

test("a silent host makes its runs UNREACHABLE, keeps their slots, and settles them when it is back", async () => {
  let isConnected = true;
  const ground = await createGround({ isConnected: () => isConnected, script: () => exitsWith(0, 5_000) });
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  await ground.clock.advance(100);
  isConnected = false;
  ground.host.crashAgent();
  await ground.jobs().hostLost(local);
  await ground.clock.advance(60_000);
  assert.equal((await ground.run(run)).status, "UNREACHABLE");
  assert.equal((await ground.launch("load")).kind, "refused");
  isConnected = true;
  ground.host.startAgent();
  await ground.jobs().hostBack(local);
  await ground.clock.advance(100);
  assert.deepEqual(await endOf(ground, run), ["SUCCEEDED", undefined]);
});

test("a folder that was lost is settled by an operator's word, not guessed", async () => {
  const ground = await groundWith(exitsWith(0, 600_000));
  const run = await ground.start("load");
  await ground.clock.advance(100);
  ground.host.loseFolder(run, 1);
  await ground.restart();
  await ground.clock.advance(120_000);
  const unsure = await ground.run(run);
  assert.equal(unsure.status, "UNREACHABLE");
  assert.match(unsure.reason ?? "", /no record of attempt 1/);
  assert.equal((await ground.launch("load")).kind, "refused");
  const by = { principal: "ann", reason: "the disk was replaced" };
  assert.equal((await ground.jobs().markLost(run, by)).kind, "lost");
  assert.equal((await ground.jobs().markLost(run, by)).kind, "already-over");
  await ground.clock.advance(100);
  assert.deepEqual(await endOf(ground, run), ["LOST", "marked as lost by ann: the disk was replaced"]);
  assert.ok(ground.lines.some(({ message }) => message.includes("ann")));
});

test("reports that come twice, late or out of order are no news", async () => {
  const ground = await groundWith(exitsWith(0, 600_000), { retry: retryTwice });
  const run = await ground.start("load");
  await ground.clock.advance(100);
  const at = ground.clock.now();
  const identity = { bootId: "b", pid: 1, startTime: "1" };
  const ended: RunReport = {
    run,
    attempt: 1,
    at,
    kind: "ended",
    how: "exited",
    exit: { kind: "code", code: 1 },
  };
  const started: RunReport = { run, attempt: 1, at, kind: "started", identity };
  await ground.jobs().report(ended);
  const resting = await ground.store.get("runs", run);
  for (const report of [ended, started, ended, { ...ended, attempt: 2 }, { ...started, attempt: 7 }])
    await ground.jobs().report(report);
  assert.deepEqual(await ground.store.get("runs", run), resting);
  await ground.clock.advance(11_000);
  await ground.jobs().report(ended);
  assert.equal((await ground.run(run)).attempt, 2);
  await ground.jobs().report({ ...ended, attempt: 2, exit: { kind: "code", code: 0 } });
  await ground.jobs().report({ ...ended, attempt: 2 });
  await ground.clock.advance(100);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
});

test("an end that overtakes its start settles the run", async () => {
  const ground = await groundWith(exitsWith(0, 600_000));
  const run = await ground.start("load");
  const at = ground.clock.now();
  await ground
    .jobs()
    .report({ run, attempt: 1, at, kind: "ended", how: "exited", exit: { kind: "code", code: 0 } });
  await ground
    .jobs()
    .report({ run, attempt: 1, at, kind: "started", identity: { bootId: "b", pid: 1, startTime: "1" } });
  await ground.clock.advance(100);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
});

test("a report of a run that nobody knows is acknowledged and logged", async () => {
  const ground = await groundWith(exitsWith(0));
  const run = "0198c0de-0000-7000-8000-000000000000" as RunId;
  await ground.jobs().report({ run, attempt: 1, at: ground.clock.now(), kind: "unknown" });
  assert.equal(ground.lines.length, 1);
});

test("an outcome is told until it is taken, over a restart too", async () => {
  let isWilling = false;
  const ground = await createGround({
    settled: () => {
      if (!isWilling) throw new Error("not now");
    },
  });
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  await ground.clock.advance(120_000);
  assert.equal(ground.told.length, 0);
  assert.ok(ground.lines.length > 3);
  await ground.restart();
  await ground.clock.advance(100);
  isWilling = true;
  await ground.clock.advance(120_000);
  assert.deepEqual(
    ground.told.map(({ id }) => id),
    [run],
  );
});

test("the environment is made from text, parameters and the input, at the launch", async () => {
  const ground = await groundWith(exitsWith(0), {
    environment: { A: "x", B: { parameter: "p" }, C: { input: "$.list[1].name" }, D: { input: "$.list" } },
    parameters: { p: "from the project" },
  });
  const run = await ground.start("load", { list: [1, { name: "n" }] });
  const body = (await ground.store.get("runs", run))?.body ?? "";
  const { environment } = JSON.parse(body).r.plan;
  assert.deepEqual(environment, { A: "x", B: "from the project", C: "n", D: '[1,{"name":"n"}]' });
  await ground.clock.advance(2_000);
  assert.doesNotMatch((await ground.store.get("runs", run))?.body ?? "", /from the project/);
});

test("what a definition gives as a file is ordered as one, and its text may be longer than a variable's", async () => {
  const ground = await groundWith(exitsWith(0), {
    limits: "ground",
    environment: {
      A: { input: "$.list", as: "file" },
      B: { parameter: "p", as: "file" },
      C: { text: "t", as: "file" },
      D: { input: "$.name" },
      E: { input: "$.list", as: "file" },
    },
    parameters: { p: "from the project" },
  });
  const run = await ground.start("load", { list: "x".repeat(200_000), name: "n" });
  const { plan } = JSON.parse((await ground.store.get("runs", run))?.body ?? "").r;
  assert.deepEqual(plan.files, ["A", "B", "C", "E"]);
  assert.deepEqual([plan.environment.A.length, plan.environment.C, plan.environment.D], [200_000, "t", "n"]);
  await ground.clock.advance(2_000);
  const large = await ground.launch("load", { input: { list: "x".repeat(2_100_000), name: "n" } });
  assert.ok(large.kind === "accepted");
  await ground.clock.advance(100);
  const [status, reason] = await endOf(ground, large.run.id);
  assert.deepEqual([status, /the files are \d+ bytes, over 4194304/.test(String(reason))], ["FAILED", true]);
});

test("an environment that cannot be made fails the run at once, without its values, and is told", async () => {
  const ground = await groundWith(exitsWith(0), { environment: { A: { input: "$.there" } } });
  const outcome = await ground.launch("load", { input: { secret: "s3cret" } });
  assert.ok(outcome.kind === "accepted");
  await ground.clock.advance(100);
  assert.deepEqual(await endOf(ground, outcome.run.id), [
    "FAILED",
    "environment variable A: the launch's input has nothing at $.there",
  ]);
  assert.equal(ground.host.intervals().length, 0);
});

test("output comes from the host, and is empty while there was no attempt", async () => {
  const ground = await groundWith(exitsWith(0), { concurrency: "queue" });
  const first = await ground.start("load");
  const second = await ground.start("load");
  await ground.clock.advance(100);
  const request = { stream: "stdout", offset: 0, bytesMax: 1_000 } as const;
  const chunk = await ground.jobs().readOutput({ run: first, ...request });
  assert.match(new TextDecoder().decode(chunk?.bytes), new RegExp(first));
  assert.equal((await ground.jobs().readOutput({ run: second, ...request }))?.bytes.length, 0);
  let changes = 0;
  const undo = await ground.jobs().watchOutput(first, undefined, () => {
    changes += 1;
  });
  await ground.clock.advance(2_000);
  undo();
  assert.ok(changes > 0);
});

test("a time-out of a run that somebody wants stopped is not tried again", async () => {
  const script = { ...exitsWith(0, 600_000), termMs: 5_000 };
  const ground = await groundWith(script, { retry: retryTwice, timeoutSeconds: 1 });
  const run = await ground.start("load");
  await ground.clock.advance(2_000);
  await ground.jobs().stop(run, { principal: "ann" });
  await ground.clock.advance(60_000);
  assert.equal((await endOf(ground, run))[0], "TIMED_OUT");
  assert.equal(ground.host.intervals().length, 1);
});

test("a run to be stopped that its host does not know is not ordered again", async () => {
  let isConnected = false;
  const ground = await createGround({ isConnected: () => isConnected });
  await ground.apply(aJob("load"));
  const run = await ground.start("load");
  await ground.jobs().stop(run, { principal: "ann" });
  isConnected = true;
  await ground.jobs().report({ run, attempt: 1, at: ground.clock.now(), kind: "unknown" });
  await ground.clock.advance(1_000);
  assert.equal((await endOf(ground, run))[0], "STOPPED");
  assert.equal(ground.host.intervals().length, 0);
});

test("an order that got lost is asked about, and sent again", async () => {
  const ground = await groundWith(exitsWith(0));
  ground.host.setFaults({ loseMessage: 1, doubleMessage: 0, delayMsMax: 0 });
  const run = await ground.start("load");
  await ground.clock.advance(1_000);
  ground.host.setFaults(noHostFaults);
  await ground.clock.advance(120_000);
  assert.equal((await endOf(ground, run))[0], "SUCCEEDED");
});

test("a waiting run that is stopped gives its place in the queue to another", async () => {
  const ground = await createGround({ limits: { waitingRunsMax: 1 } });
  await ground.apply(aJob("load", { concurrency: "queue" }));
  await ground.start("load");
  const waiting = await ground.start("load");
  assert.equal((await ground.launch("load")).kind, "refused");
  await ground.jobs().stop(waiting, { principal: "ann" });
  assert.equal((await ground.launch("load")).kind, "accepted");
});

test("a change that expects another run than is stored is not made", async () => {
  const ground = await groundWith(exitsWith(0, 60_000));
  const run = await ground.start("load");
  const by = {
    principal: "op",
    reason: "x",
    expects: ({ status }: { readonly status: string }) => status === "QUEUED",
  };
  await ground.clock.advance(1_000);
  assert.equal((await ground.jobs().stop(run, by)).kind, "unexpected");
  assert.equal((await ground.jobs().markLost(run, by)).kind, "unexpected");
  const seen = { ...by, expects: () => true };
  assert.equal((await ground.jobs().stop(run, seen)).kind, "stopping");
});

test("a signal reaches a process that lives, and says when there is none", async () => {
  const ground = await groundWith(exitsWith(0, 5_000));
  const run = await ground.start("load");
  await ground.clock.advance(1_000);
  assert.partialDeepStrictEqual(await ground.jobs().signal(run, "SIGHUP"), {
    kind: "signalled",
    processCount: 1,
  });
  await ground.clock.advance(5_000);
  assert.equal((await ground.jobs().signal(run, "SIGHUP")).kind, "no-process");
  assert.equal((await ground.jobs().signal(runId("nope"), "SIGHUP")).kind, "unknown-run");
});

test("runs are listed by host and by the time of their launch", async () => {
  const ground = await groundWith(exitsWith(0, 1_000));
  const started: RunId[] = [];
  const times: EpochMs[] = [];
  for (let count = 0; count < 4; count += 1) {
    times.push(ground.clock.now());
    started.push(await ground.start("load"));
    await ground.clock.advance(10_000);
  }
  const [, second, third] = times;
  assert.ok(second !== undefined && third !== undefined);
  const ids = async (query: Omit<RunQuery, "limit">, limit = 10): Promise<readonly RunId[]> =>
    (await ground.jobs().listRuns({ ...query, limit })).items.map(({ id }) => id);
  assert.deepEqual(await ids({ since: second, until: third }), [started[1]]);
  assert.deepEqual(await ids({ host: local, since: third }), [started[3], started[2]]);
  assert.deepEqual(await ids({ host: hostName("other") }), []);
  const page = await ground.jobs().listRuns({ since: third, limit: 3 });
  assert.equal(page.items.length, 2);
  assert.equal(page.next, undefined);
});
