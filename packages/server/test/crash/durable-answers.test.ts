import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { RunBody } from "@landbridge/api";
import { type Bench, makeBench, type Scope, until } from "./bench.ts";
import type { Client } from "./client.ts";
import { jobOf, passMachine, projectOf } from "./projects.ts";
import {
  type Exchange,
  exchangesOf,
  findStrace,
  isDurableFirst,
  isSynced,
  pathOf,
  readTrace,
  type SystemCall,
  straceCommand,
} from "./trace.ts";

// Law 1 and protocol 13, looked at from below: the kernel's own account of a real server says that no
// answer leaves before what it promises is synced, and that no process starts before its launch is.

const strace = findStrace();
const skip =
  strace === undefined
    ? "strace is not installed, so NOTHING here is proven: install the package `strace` to run it"
    : false;

const project = projectOf({
  jobs: [jobOf("quick", "true", { concurrency: "allow" })],
  stateMachines: [passMachine],
});

suite("no acknowledgement leaves before its sync", { skip }, () => {
  let calls: readonly SystemCall[];
  let exchanges: readonly Exchange[];
  let bench: Pick<Bench, "dataFolder">;
  let firstRun = "";

  const releases: (() => Promise<void>)[] = [];

  before(async () => {
    const scope = { after: (release: () => Promise<void>) => void releases.push(release) };
    ({ calls, bench, firstRun } = await traceServer(scope));
    exchanges = exchangesOf(calls).filter(({ request }) => request.startsWith("POST"));
  });

  after(async () => {
    for (const release of releases) await release();
  });

  test("one request at a time, and twenty at once", () => {
    const log = join(bench.dataFolder, "store", "landbridge.db-wal");
    assert.equal(exchanges.length, 4 + 20);
    for (const exchange of exchanges) {
      assert.ok([200, 201, 202].includes(exchange.status), `${exchange.request}: ${exchange.status}`);
      assert.ok(isDurableFirst(calls, log, exchange), `${exchange.request} was answered before its sync`);
    }
  });

  test("a folder that was made is synced into the one above it", () => {
    const made = calls.filter(({ name, result }) => name.startsWith("mkdir") && result === "0");
    const paths = made.map(({ text, end }) => ({ path: /"(.*)"/.exec(text)?.[1] ?? "", end }));
    const ours = paths.filter(({ path }) => path.startsWith(bench.dataFolder));
    assert.ok(ours.length >= 6, "the data folder, the store, the runs, and a run's own");
    for (const { path, end } of ours)
      assert.ok(
        calls.some((call) => call.begin > end && isSynced(call, dirname(path))),
        `${path} was made, and ${dirname(path)} never synced`,
      );
  });

  test("the order of a run reaches the host after its commit, and its process starts after its folder is synced", () => {
    const log = join(bench.dataFolder, "store", "landbridge.db-wal");
    const runs = join(bench.dataFolder, "runs");
    const folder = join(runs, `${firstRun}.1`);
    const launch = exchanges.find(({ request }) => request === "POST /v1/jobs/quick/runs");
    const ordered = calls.find(({ name, text }) => name.startsWith("mkdir") && text.includes(`"${folder}"`));
    const started = calls.find(({ name, text }) => name === "execve" && text.includes(`"${folder}"`));
    assert.ok(launch && ordered && started);
    const isBetween = (from: SystemCall, to: SystemCall) => (call: SystemCall) =>
      call.begin > from.end && call.end < to.begin;
    assert.ok(
      calls.filter(isBetween(launch.received, ordered)).some((call) => isSynced(call, log)),
      "the commit is synced before the order does anything",
    );
    const beforeStart = calls.filter(isBetween(ordered, started));
    for (const path of [runs, folder])
      assert.ok(
        beforeStart.some((call) => isSynced(call, path)),
        `${path} is synced before the process`,
      );
    const inFolder = beforeStart.filter((call) => pathOf(call)?.startsWith(folder) === true);
    assert.ok(
      inFolder.some(
        (call) => isSynced(call, pathOf(call) ?? "") && pathOf(call)?.includes("order.json") === true,
      ),
      "the order is synced before the process",
    );
  });
});

async function traceServer(scope: Scope): Promise<{
  readonly calls: readonly SystemCall[];
  readonly bench: Pick<Bench, "dataFolder">;
  readonly firstRun: string;
}> {
  const bench = await makeBench(scope);
  const file = join(bench.folder, "trace");
  const wrapper = straceCommand(strace ?? "", file);
  const { server, client } = await bench.start({ wrapper });
  await client.post("/v1/project", project);
  const launched = await client.post<RunBody>("/v1/jobs/quick/runs", {});
  await client.post("/v1/state-machines/pass/executions", {});
  await client.post("/v1/keys", { name: "one", scopes: ["read"] });
  await Promise.all(Array.from({ length: 20 }, (_, index) => oneOf(client, index)));
  await until(
    () => client.get<{ items: readonly unknown[] }>("/v1/runs?status=RUNNING"),
    ({ items }) => items.length === 0,
  );
  await server.stop();
  return { calls: await readTrace(file), bench, firstRun: launched.body.id };
}

function oneOf(client: Client, index: number): Promise<unknown> {
  if (index % 3 === 0) return client.post("/v1/jobs/quick/runs", { input: { index } });
  if (index % 3 === 1) return client.post("/v1/state-machines/pass/executions", { input: { index } });
  return client.post("/v1/keys", { name: `burst ${index}`, scopes: ["read"] });
}
