import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem, RunBody, SignalledRunBody } from "@landbridge/api";
import { isOpenRun } from "@landbridge/model";
import { makeBench, until } from "../test/crash/bench.ts";
import type { Client } from "../test/crash/client.ts";
import { jobOf, projectOf } from "../test/crash/projects.ts";

// The Jobs API over real sockets, with real processes.

function ended(client: Client, run: string): Promise<RunBody> {
  return until(
    () => client.get<RunBody>(`/v1/runs/${run}`),
    ({ status }) => !isOpenRun(status),
  );
}

test("of fifty launches at once of a job that forbids overlap one is accepted, and each other names it", async (context) => {
  const bench = await makeBench(context);
  const { client } = await bench.start({ project: projectOf({ jobs: [jobOf("only", "exec sleep 60")] }) });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => client.post<RunBody | Problem>("/v1/jobs/only/runs")),
  );
  const [accepted, ...more] = answers.filter(({ status }) => status === 202);
  assert.ok(accepted !== undefined && "id" in accepted.body);
  assert.deepEqual(more, []);
  const winner = accepted.body.id;
  assert.equal(accepted.headers.location, `/v1/runs/${winner}`);
  const refused = answers.filter(({ status }) => status === 409);
  assert.equal(refused.length, 49);
  for (const { body } of refused)
    assert.partialDeepStrictEqual(body, { code: "RUN_BLOCKED", blockingRun: winner });
  const kept = await client.list<RunBody>("/v1/runs?job=only&status=REFUSED");
  assert.deepEqual(
    kept.map(({ id }) => id).toSorted(),
    refused.map(({ body }) => ("run" in body ? body.run : "")).toSorted(),
  );
  await client.post(`/v1/runs/${winner}/stop`);
  assert.equal((await ended(client, winner)).status, "STOPPED");
});

test("a signal reaches the job, and a run that is over has none to be reached", async (context) => {
  const bench = await makeBench(context);
  const line = `trap 'echo again; exit 3' HUP; echo ready; while :; do sleep 0.05; done`;
  const { client } = await bench.start({ project: projectOf({ jobs: [jobOf("ear", line)] }) });
  const { body } = await client.post<RunBody>("/v1/jobs/ear/runs");
  const log = `/v1/runs/${body.id}/log`;
  await until(
    async () => (await client.call<string>(log)).body,
    (text) => String(text).includes("ready"),
  );
  const path = `/v1/runs/${body.id}/signal`;
  const sent = await client.post<SignalledRunBody>(path, { signal: "SIGHUP" });
  assert.equal(sent.status, 200);
  assert.ok(sent.body.processCount >= 1);
  assert.deepEqual((await ended(client, body.id)).exit, { kind: "code", code: 3 });
  assert.match((await client.call<string>(log)).body, /ready\nagain\n$/);
  const late = await client.post(path, { signal: "SIGHUP" });
  assert.deepEqual([late.status, late.body.code], [409, "RUN_NOT_RUNNING"]);
  assert.equal((await client.post(path, { signal: "SIGKILL" })).status, 400);
});

test("a stop under If-Match is not made once the run has moved on", async (context) => {
  const bench = await makeBench(context);
  const { client } = await bench.start({ project: projectOf({ jobs: [jobOf("long", "exec sleep 60")] }) });
  const { body } = await client.post<RunBody>("/v1/jobs/long/runs");
  const path = `/v1/runs/${body.id}`;
  await until(
    () => client.get<RunBody>(path),
    ({ status }) => status === "RUNNING",
  );
  const seen = await client.call(path);
  const stale = await client.post(`${path}/stop`, {}, { "if-match": '"older"' });
  assert.deepEqual([stale.status, stale.body.code], [412, "PRECONDITION_FAILED"]);
  const headers = { "if-match": seen.headers.etag ?? "" };
  assert.equal((await client.post(`${path}/stop`, {}, headers)).status, 202);
  assert.equal((await ended(client, body.id)).status, "STOPPED");
});
