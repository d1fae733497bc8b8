import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { RunBody } from "@landbridge/api";
import { makeBench, until } from "../../test/crash/bench.ts";
import { jobOf, passMachine, projectOf, scheduleOf } from "../../test/crash/projects.ts";
import { createLog } from "../http/log.ts";
import { openStore, type StoreOptions } from "../open-store.ts";
import { examine } from "./examine.ts";

const log = createLog({ level: "silent" });

test("a store that a server works on is sound, also while it does", async (context) => {
  const bench = await makeBench(context);
  const project = projectOf({
    stateMachines: [passMachine],
    jobs: [jobOf("quick", "true"), jobOf("slow", "sleep 60")],
    schedules: [scheduleOf("often", "rate(1 minute)", "pass")],
  });
  const { client } = await bench.start({ project });
  const quick = await client.post<RunBody>("/v1/jobs/quick/runs", {});
  await client.post("/v1/jobs/slow/runs", {});
  for (let i = 0; i < 20; i += 1) await client.post("/v1/state-machines/pass/executions", { input: {} });
  await until(
    () => client.get<RunBody>(`/v1/runs/${quick.body.id}`),
    ({ status }) => status === "SUCCEEDED",
  );
  const { findings, checked } = await examine({ dataFolder: bench.dataFolder, environment: {}, log });
  assert.deepEqual(storeFindings(findings), []);
  assert.ok((checked["executions"] ?? 0) >= 20 && checked["slots"] === 1 && checked["runs"] === 2);
});

interface Case {
  readonly what: string;
  readonly sql: string;
  readonly where: RegExp;
  readonly message: RegExp;
}

const cases: readonly Case[] = [
  {
    what: "a journal that breaks off",
    sql: "DELETE FROM journal WHERE seq = 1",
    where: /^executions e0{31}$/,
    message: /breaks off/,
  },
  {
    what: "an open execution without a journal",
    sql: "UPDATE executions SET head = 0",
    where: /^executions/,
    message: /has no journal/,
  },
  {
    what: "a partition that the id does not say",
    sql: "UPDATE executions SET partition = 3",
    where: /^executions/,
    message: /its id says 0/,
  },
  {
    what: "a name of nothing",
    sql: "UPDATE executionNames SET body = 'gone'",
    where: /^executionNames/,
    message: /execution gone, which is not there/,
  },
  {
    what: "a run that is over and listed as open",
    sql: "UPDATE runs SET status = 'FAILED'",
    where: /^runs r1$/,
    message: /listed as open/,
  },
  {
    what: "a slot of a run that is over",
    sql: "UPDATE runs SET status = 'FAILED', openSince = NULL",
    where: /^slots load$/,
    message: /r1, which is over \(FAILED\)/,
  },
  { what: "a slot of no run", sql: "DELETE FROM runs", where: /^slots load$/, message: /not there/ },
  {
    what: "an occurrence under another schedule",
    sql: "UPDATE occurrences SET schedule = 'other'",
    where: /^occurrences/,
    message: /the schedule other/,
  },
];

for (const { what, sql, where, message } of cases)
  test(`${what} is found`, async (t) => {
    const place = await madeStore(t);
    assert.deepEqual(storeFindings((await examine(place)).findings), []);
    const database = new DatabaseSync(join(place.dataFolder, "store", "landbridge.db"));
    database.exec(sql);
    database.close();
    const [first] = storeFindings((await examine(place)).findings);
    assert.match(first?.where ?? "", where);
    assert.match(first?.message ?? "", message);
    assert.equal(first?.severity, "error");
  });

test("a data folder that others may enter is found", async (t) => {
  const place = await madeStore(t);
  chmodSync(place.dataFolder, 0o755);
  const { findings } = await examine(place);
  assert.match(findings.find(({ where }) => where === "data folder")?.advice ?? "", /chmod 700/);
});

/** What this host is like is not this test's business. */
function storeFindings<F extends { readonly where: string }>(findings: readonly F[]): readonly F[] {
  return findings.filter(({ where }) => !/^(disk|limits|cgroups|clock|data folder)$/.test(where));
}

async function madeStore(t: TestContext): Promise<StoreOptions> {
  const dataFolder = await mkdtemp(join(tmpdir(), "landbridge-doctor-"));
  t.after(() => rm(dataFolder, { recursive: true, maxRetries: 10 }));
  const options = { dataFolder, environment: {}, log };
  const store = await openStore(options);
  const { epoch } = await store.acquire(0);
  const id = `e${"0".repeat(31)}`;
  const execution = {
    partition: 0,
    machine: "m",
    status: "RUNNING",
    startedAt: 1,
    stoppedAt: null,
    wakeAt: 1,
    ...noVersions,
  };
  const run = {
    job: "load",
    status: "RUNNING",
    host: "local",
    requestedAt: 1,
    openSince: 1,
    notifyDue: null,
  };
  const slot = JSON.stringify({ v: 1, holder: "r1", waiting: [] });
  const fired = { schedule: "often", status: "FIRED", due: 60_000 };
  const [outcome] = await store.commit([
    {
      partition: 0,
      epoch,
      guards: [],
      writes: [
        { kind: "insert", table: "executions", key: id, columns: execution, body: "{}", journal: "one" },
        { kind: "insert", table: "executionNames", key: "m\nname", columns: {}, body: id },
        { kind: "insert", table: "runs", key: "r1", columns: run, body: "{}" },
        { kind: "insert", table: "slots", key: "load", columns: {}, body: slot },
        { kind: "insert", table: "occurrences", key: "often@60000", columns: fired, body: "{}" },
      ],
    },
  ]);
  assert.ok(outcome?.ok);
  await store.commit([
    {
      partition: 0,
      epoch,
      guards: [],
      writes: [{ kind: "update", table: "executions", key: id, journal: "two" }],
    },
  ]);
  await store.close();
  return options;
}

const noVersions = { machineVersion: null, versionAt: null, machineAlias: null, aliasAt: null };
