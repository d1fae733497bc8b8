import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { ExecutionBody, JobBody, Problem, RunBody } from "@landbridge/api";
import { isOpenRun } from "@landbridge/model";
import { type Bench, makeBench, until } from "../test/crash/bench.ts";
import type { Client } from "../test/crash/client.ts";
import { mountedAt, mounts } from "../test/crash/mounts.ts";
import { jobOf, passMachine, projectOf, scheduleOf } from "../test/crash/projects.ts";

// The server as a whole: real processes, real sockets, real files.

/** Ends once the file `go` is there, so that a test decides when. */
const patient = jobOf("patient", 'touch "$HERE/started"; until [ -e "$HERE/go" ]; do sleep 0.02; done', {
  environment: { HERE: { input: "$.here" } },
});

test("a second server on a data folder refuses to start and names the one that holds it", async (context) => {
  const bench = await makeBench(context);
  const { server, client } = await bench.start();
  const second = await bench.spawn();
  await assert.rejects(second.ready(), (error: Error) => {
    assert.match(error.message, /STORE_IN_USE/);
    assert.ok(error.message.includes(`process ${server.pid} on `), error.message);
    return true;
  });
  assert.equal((await second.ended).code, 1);
  assert.equal((await client.call("/readyz")).status, 200);
});

test("a port in use stops the start before anything has gone on", async (context) => {
  const bench = await makeBench(context);
  const run = await endWhileDown(bench);
  const port = await occupyPort(context);
  const server = await bench.spawn({ port });
  await assert.rejects(server.ready(), new RegExp(`PORT_IN_USE: port ${port} on 127.0.0.1 .*--port`));
  assert.equal((await server.ended).code, 1);
  assert.ok(!existsSync(join(stateFolder(bench, run), "acknowledged")), "the run's end was not taken in");
  const { client } = await bench.start();
  assert.equal((await ended(client, run)).status, "SUCCEEDED");
});

test("a folder that cannot be written to is told before anything else happens", mounts, async (context) => {
  const bench = await makeBench(context);
  const server = await bench.spawn({ wrapper: await mountedAt(bench, "ro") });
  await assert.rejects(server.ready(), /STORE_READ_ONLY: .*choose a folder that this user may write to/);
  assert.equal((await server.ended).code, 1);
});

test("a store that is damaged, of a newer version, or another program's is left as it is", async (context) => {
  const bench = await makeBench(context);
  const first = await bench.start({ project: projectOf({ stateMachines: [passMachine] }) });
  assert.equal(await first.server.stop(), 0);
  const path = join(bench.dataFolder, "store", "landbridge.db");
  const sound = await readFile(path);

  const refuses = async (reason: RegExp): Promise<void> => {
    const before = await readFile(path);
    const server = await bench.spawn();
    await assert.rejects(server.ready(), reason);
    assert.equal((await server.ended).code, 1);
    assert.ok(before.equals(await readFile(path)), "nothing was written");
  };
  pragma(path, "user_version = 999");
  await refuses(/STORE_NEWER: .*layout 999.*newer Landbridge/);
  pragma(path, "user_version = 1");
  pragma(path, "application_id = 7");
  await refuses(/STORE_CORRUPT: .*not one of Landbridge/);
  await overwrite(path, Buffer.alloc(4_096, "not a database"));
  await refuses(/STORE_CORRUPT: .*restore a backup/);

  await overwrite(path, sound);
  const { client } = await bench.start();
  assert.equal((await client.call("/v1/state-machines/pass")).status, 200);
});

test("a body over its limit is refused, and the connection's next request is answered", async (context) => {
  const bench = await makeBench(context);
  const { client } = await bench.start({ project: projectOf({ stateMachines: [passMachine] }) });
  const path = "/v1/state-machines/pass/executions";
  const tooLarge = await client.post(path, { input: "x".repeat(5_300_000) });
  assert.deepEqual([tooLarge.status, tooLarge.body.code], [413, "BODY_TOO_LARGE"]);
  const tooLong = await client.post(path, { input: "x".repeat(300_000) });
  assert.deepEqual([tooLong.status, tooLong.body.code], [400, "INVALID_REQUEST"]);
  assert.equal((await client.post(path, { input: "x" })).status, 202);
});

test("a project with several mistakes is refused with all of them, and nothing of it is applied", async (context) => {
  const bench = await makeBench(context);
  const good = projectOf({ jobs: [jobOf("kept", "true")], stateMachines: [passMachine] });
  const { client } = await bench.start({ project: good });
  const broken = '{"StartAt":"Nowhere","States":{"A":{"Type":"Pass","Next":"B"}}}';
  const answer = await client.post("/v1/project", {
    ...good,
    jobs: [jobOf("new", "true")],
    stateMachines: [passMachine, { ...passMachine, name: "broken", definition: broken }],
    schedules: [
      scheduleOf("never", "rate(0 minutes)", "pass"),
      scheduleOf("nobody", "rate(1 hour)", "absent"),
    ],
  });
  assert.deepEqual([answer.status, answer.body.code], [422, "INVALID_DEFINITION"]);
  const paths = (answer.body.issues ?? []).map(({ path }) => path);
  for (const place of ["/stateMachines/1/definition", "/schedules/0/expression", "/schedules/1/target"])
    assert.ok(
      paths.some((path) => path.startsWith(place)),
      `${place} is among ${paths.join(", ")}`,
    );
  assert.deepEqual(
    (await client.list<JobBody>("/v1/jobs")).map(({ name }) => name),
    ["kept"],
  );
  assert.deepEqual(await client.list("/v1/schedules"), []);
  assert.equal((await client.call("/v1/state-machines/broken")).status, 404);
});

test("a server that is asked to stop leaves its jobs running, and the next one finishes them", async (context) => {
  const bench = await makeBench(context);
  const { server, client } = await bench.start({ project: projectOf({ jobs: [patient] }) });
  const run = await launchPatient(bench, client);
  assert.equal(await server.stop(), 0);
  const next = await bench.start();
  const refused = await next.client.post("/v1/jobs/patient/runs", { input: { here: bench.folder } });
  assert.deepEqual([refused.status, refused.body.blockingRun], [409, run]);
  await touch(join(bench.folder, "go"));
  const { status, exit, attempt } = await ended(next.client, run);
  assert.deepEqual(
    { status, exit, attempt },
    { status: "SUCCEEDED", exit: { kind: "code", code: 0 }, attempt: 1 },
  );
});

test("a job that ended while no server lived is settled from its folder", async (context) => {
  const bench = await makeBench(context);
  const run = await endWhileDown(bench);
  const { client } = await bench.start();
  assert.equal((await ended(client, run)).status, "SUCCEEDED");
  const again = await client.post<RunBody>("/v1/jobs/patient/runs", { input: { here: bench.folder } });
  assert.equal(again.status, 202, "its slot is free");
  await ended(client, again.body.id);
});

test("a start that is repeated after a kill under its Idempotency-Key is answered as before", async (context) => {
  const bench = await makeBench(context);
  const project = projectOf({ jobs: [patient], stateMachines: [passMachine] });
  const { server, client } = await bench.start({ project });
  const send = async (to: Client): Promise<readonly unknown[]> => {
    const key = { "idempotency-key": "once" };
    const input = { here: bench.folder };
    const execution = await to.post<ExecutionBody>("/v1/state-machines/pass/executions", { input }, key);
    const run = await to.post<RunBody>("/v1/jobs/patient/runs", { input }, key);
    const blocked = await to.post<Problem>(
      "/v1/jobs/patient/runs",
      { input },
      { "idempotency-key": "twice" },
    );
    const { run: refused, blockingRun } = blocked.body;
    return [
      execution.status,
      execution.body.id,
      run.status,
      run.body.id,
      blocked.status,
      refused,
      blockingRun,
    ];
  };
  const first = await send(client);
  await server.kill();
  await touch(join(bench.folder, "go"));
  const next = await bench.start();
  await ended(next.client, String(first[3]));
  assert.deepEqual(await send(next.client), first);
});

test("it is ready within seconds, and idle it is small", async (context) => {
  const bench = await makeBench(context);
  const { client, server } = await bench.start();
  const readyMs = performance.now() - server.startedAtMs;
  assert.equal((await client.call("/readyz")).status, 200);
  const residentMegabytes = await residentOf(server.pid);
  context.diagnostic(`ready after ${Math.round(readyMs)} ms, ${residentMegabytes} MB resident`);
  // The aims are 2 s and 120 MB on a quiet machine; these bounds hold on one that runs other tests, too.
  assert.ok(readyMs < 10_000 && residentMegabytes < 200, `${readyMs} ms, ${residentMegabytes} MB`);
});

/** A run of `patient` whose process ended after its server was killed. */
async function endWhileDown(bench: Bench): Promise<string> {
  const { server, client } = await bench.start({ project: projectOf({ jobs: [patient] }) });
  const run = await launchPatient(bench, client);
  await server.kill();
  await touch(join(bench.folder, "go"));
  const exit = join(stateFolder(bench, run), "exit");
  await until(async () => existsSync(exit), Boolean);
  return run;
}

async function launchPatient({ folder }: Bench, client: Client): Promise<string> {
  const { status, body } = await client.post<RunBody>("/v1/jobs/patient/runs", { input: { here: folder } });
  assert.equal(status, 202);
  await until(async () => existsSync(join(folder, "started")), Boolean);
  return body.id;
}

function ended(client: Client, run: string): Promise<RunBody> {
  return until(
    () => client.get<RunBody>(`/v1/runs/${run}`),
    ({ status }) => !isOpenRun(status),
  );
}

function stateFolder({ dataFolder }: Bench, run: string): string {
  return join(dataFolder, "runs", `${run}.1`, "state");
}

async function occupyPort(context: TestContext): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  context.after(() => void server.close());
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

function pragma(path: string, text: string): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = DELETE; PRAGMA ${text}`);
  database.close();
}

/** In place, so that the file stays what it is. */
async function overwrite(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "r+");
  await file.write(bytes, 0, bytes.length, 0);
  await file.close();
}

async function touch(path: string): Promise<void> {
  await (await open(path, "w")).close();
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024);
}
