import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import test from "node:test";
import { fakeServer, problem } from "../../test/fake-server.ts";
import { landbridge } from "../../test/run-landbridge.ts";
import { endedRun, execution, job, machine, mapRun } from "../../test/samples.ts";

const aRun = { "GET /v1/runs/run-1": { status: 200, body: endedRun } };
const anExecution = { "GET /v1/executions/exec-1": { status: 200, body: execution } };

test("show tells everything of a run", async () => {
  const { environment } = await fakeServer(aRun);
  const { status, out } = await landbridge(["show", "run-1", "--utc"], { environment });
  assert.equal(status, 0);
  assert.match(out, /^run +run-1\njob +load\nstatus +SUCCEEDED\nexit +exit code 0\n/);
  assert.match(out, /took +2\.5 s\ninput +\{"batch":7\}\nresult +\{"rows":12\}\n$/);
});

test("show finds an execution by its id, and by its ARN without asking for a run", async () => {
  const path = `GET /v1/executions/${execution.arn}`;
  const { environment, asked } = await fakeServer({
    ...anExecution,
    [path]: { status: 200, body: execution },
  });
  assert.deepEqual(
    JSON.parse((await landbridge(["show", "exec-1", "--json"], { environment })).out),
    execution,
  );
  const before = asked.length;
  assert.match((await landbridge(["show", execution.arn], { environment })).out, /^execution +exec-1/);
  assert.equal(asked.length, before + 1);
});

test("an id of nothing fails with where to look", async () => {
  const { environment } = await fakeServer({});
  const { status, err } = await landbridge(["show", "nothing"], { environment });
  assert.equal(status, 1);
  assert.match(err, /no run, no execution and no map run with the id "nothing"/);
});

test("stop sends a run its reason, and an execution its error and cause", async () => {
  const { environment, asked } = await fakeServer({
    ...aRun,
    ...anExecution,
    "POST /v1/runs/run-1/stop": { status: 202, body: endedRun },
    "POST /v1/executions/exec-1/stop": { status: 200, body: { ...execution, status: "ABORTED" } },
  });
  assert.equal((await landbridge(["stop", "run-1", "--reason", "enough"], { environment })).status, 0);
  assert.deepEqual(asked.at(-1)?.body, { reason: "enough" });
  const argv = ["stop", "exec-1", "--reason", "enough", "--error", "Mine"];
  assert.match((await landbridge(argv, { environment })).out, /status +ABORTED/);
  assert.deepEqual(asked.at(-1)?.body, { error: "Mine", cause: "enough" });
  assert.equal((await landbridge(["stop", "run-1", "--error", "Mine"], { environment })).status, 2);
});

test("resolve wants a reason", async () => {
  const lost = { status: 200, body: { ...endedRun, status: "LOST" } };
  const { environment, asked } = await fakeServer({ "POST /v1/runs/run-1/resolve": lost });
  const { status, err } = await landbridge(["resolve", "run-1"], { environment });
  assert.equal(status, 2);
  assert.match(err, /--reason is needed/);
  assert.equal(asked.length, 0);
  assert.equal((await landbridge(["resolve", "run-1", "--reason", "wiped"], { environment })).status, 0);
  assert.deepEqual(asked[0]?.body, { reason: "wiped" });
});

const events = [
  {
    timestamp: 1_895_126_400.123,
    type: "ExecutionStarted",
    id: 1,
    previousEventId: 0,
    executionStartedEventDetails: { input: "{}", inputDetails: { truncated: false }, roleArn: "r" },
  },
  {
    timestamp: 1_895_126_400.2,
    type: "TaskStateEntered",
    id: 2,
    previousEventId: 0,
    stateEnteredEventDetails: { name: "Load", input: "{}", inputDetails: { truncated: false } },
  },
];

test("history --json gives AWS's events exactly, as GetExecutionHistory has them", async () => {
  const page = { status: 200, body: { items: events, next: null } };
  const { environment } = await fakeServer({ "GET /v1/executions/exec-1/history": page });
  const { out } = await landbridge(["history", "exec-1", "--json"], { environment });
  assert.deepEqual(JSON.parse(out), { events });
  const table = await landbridge(["history", "exec-1", "--utc"], { environment });
  assert.match(table.out, /2 {2}2030-01-20 08:00:00 {2}TaskStateEntered {2}Load input \{\}\n$/);
});

test("jobs and machines show one by name", async () => {
  const { environment } = await fakeServer({
    "GET /v1/jobs": { status: 200, body: { items: [job], next: null } },
    "GET /v1/jobs/load": { status: 200, body: job },
    "GET /v1/state-machines/nightly": { status: 200, body: machine },
  });
  assert.match((await landbridge(["jobs"], { environment })).out, /load +forbid .* sh -c 'exit 0'\n$/);
  assert.match((await landbridge(["jobs", "load"], { environment })).out, /command +sh -c 'exit 0'/);
  const shown = await landbridge(["machines", "nightly", "--json"], { environment });
  assert.deepEqual(JSON.parse(shown.out), machine);
});

test("a problem is told with its issues and what to do", async () => {
  const refused = problem("INVALID_REQUEST", "The query is wrong.", {
    issues: [
      { path: "/query/limit", code: "X", message: "must be less", hint: "ask for less", severity: "error" },
    ],
  });
  const { environment } = await fakeServer({ "GET /v1/schedules": refused });
  const { status, err } = await landbridge(["schedules"], { environment });
  assert.equal(status, 2);
  assert.match(
    err,
    /The request does not fit the operation\. The query is wrong\.\n {2}error \/query\/limit: must be less\n {6}ask for less\n {2}→ /,
  );
});

test("another program on the port is told apart", async () => {
  const { environment } = await fakeServer({
    "GET /v1/runs": { write: (response) => void response.writeHead(200).end("<html>") },
    "GET /v1/jobs": { write: (response) => void response.writeHead(502).end("<html>") },
  });
  const html = await landbridge(["runs"], { environment });
  assert.equal(html.status, 1);
  assert.match(html.err, /is not a Landbridge server/);
  const proxy = await landbridge(["jobs"], { environment });
  assert.match(proxy.err, /answered 502 Bad Gateway, not as Landbridge does/);
});

test("a server that is not there is told with how to start one", async () => {
  const environment = { LANDBRIDGE_URL: await unusedAddress() };
  const { status, out, err } = await landbridge(["runs", "--json"], { environment });
  assert.equal(status, 1);
  assert.equal(out, "");
  assert.match(
    err,
    /no server answers at http:\/\/127\.0\.0\.1:\d+: the connection was refused[^]*landbridge up/,
  );
});

test("a port that fetch refuses is told", async () => {
  const { err } = await landbridge(["runs"], { environment: { LANDBRIDGE_URL: "127.0.0.1:6667" } });
  assert.match(err, /one that HTTP clients refuse[^]*--port/);
});

async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

test("map-runs lists those of an execution, and show tells one by its ARN", async () => {
  const page = { items: [mapRun], next: null };
  const { environment, asked } = await fakeServer({
    "GET /v1/executions/exec-1/map-runs": { status: 200, body: page },
    [`GET /v1/map-runs/${mapRun.arn}`]: { status: 200, body: mapRun },
  });
  const listed = await landbridge(["map-runs", "exec-1"], { environment });
  assert.equal(listed.status, 0);
  assert.match(listed.out, /map-run-1 +RUNNING.*1 of 4 succeeded, 1 failed, 2 running/);
  const json = await landbridge(["map-runs", "exec-1", "--json"], { environment });
  assert.deepEqual(JSON.parse(json.out).items, [mapRun]);
  const before = asked.length;
  const shown = await landbridge(["show", mapRun.arn], { environment });
  assert.match(shown.out, /^map run +map-run-1\n/);
  assert.match(shown.out, /landbridge executions --state-machine nightly\/Lines/);
  assert.equal(asked.length, before + 1, "an ARN says what it is of");
});

test("redrive sends its token, and map-run update only what is to change", async () => {
  const { environment, asked } = await fakeServer({
    "POST /v1/executions/exec-1/redrive": { status: 202, body: execution },
    "POST /v1/map-runs/map-run-1/update": { status: 200, body: mapRun },
  });
  const redriven = await landbridge(["redrive", "exec-1", "--token", "t", "--json"], { environment });
  assert.deepEqual(JSON.parse(redriven.out), execution);
  assert.deepEqual(asked.at(-1)?.body, { clientToken: "t" });
  const update = ["map-run", "update", "map-run-1"];
  assert.equal((await landbridge([...update, "--max-concurrency", "5"], { environment })).status, 0);
  assert.deepEqual(asked.at(-1)?.body, { maxConcurrency: 5 });
  assert.equal((await landbridge(update, { environment })).status, 2, "nothing is to change");
  assert.equal((await landbridge([...update, "--max-concurrency", "x"], { environment })).status, 2);
});
