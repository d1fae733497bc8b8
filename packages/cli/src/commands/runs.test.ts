import assert from "node:assert/strict";
import test from "node:test";
import { fakeServer } from "../../test/fake-server.ts";
import { landbridge } from "../../test/run-landbridge.ts";
import { runSummary } from "../../test/samples.ts";

const three = [1, 2, 3].map((index) => ({ ...runSummary, id: `run-${index}` }));

/** Three runs in pages of two at most. */
function listRuns({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const from = Number(query.cursor ?? 0);
  const to = Math.min(from + Math.min(Number(query.limit), 2), three.length);
  const next = to < three.length ? String(to) : null;
  return { status: 200, body: { items: three.slice(from, to), next } };
}

test("runs prints a table, and says when there is more", async () => {
  const { environment, asked } = await fakeServer({ "GET /v1/runs": listRuns });
  const argv = ["runs", "--job", "load", "--status", "running", "--limit", "2", "--utc"];
  const { status, out, err } = await landbridge(argv, { environment });
  assert.equal(status, 0);
  const [head, first] = out.split("\n");
  assert.match(head ?? "", /^RUN +JOB +STATUS +REQUESTED +TOOK +BY +REASON$/);
  assert.match(first ?? "", /^run-1 +load +RUNNING +2030-01-31 08:00:00 .* schedule often$/);
  assert.equal(out.trimEnd().split("\n").length, 3);
  assert.match(err, /and more: --all/);
  assert.deepEqual(asked[0]?.query, { job: "load", status: "RUNNING", limit: "2" });
});

test("runs shows local times without --utc", async () => {
  const { environment } = await fakeServer({ "GET /v1/runs": listRuns });
  assert.match((await landbridge(["runs"], { environment })).out, /2030-01-31 09:00:00/);
});

test("runs --json is one document, of several pages too", async () => {
  const { environment, asked } = await fakeServer({ "GET /v1/runs": listRuns });
  const { out } = await landbridge(["runs", "--json", "--all"], { environment });
  assert.deepEqual(JSON.parse(out), { items: three, next: null });
  assert.equal(asked.length, 2);
});

test("runs --json keeps the cursor of what was not asked for", async () => {
  const { environment } = await fakeServer({ "GET /v1/runs": listRuns });
  const { out } = await landbridge(["runs", "--json", "--limit", "1"], { environment });
  assert.deepEqual(JSON.parse(out), { items: three.slice(0, 1), next: "1" });
});

test("runs without any says so, and is no failure", async () => {
  const empty = { status: 200, body: { items: [], next: null } };
  const { environment } = await fakeServer({ "GET /v1/runs": empty });
  assert.deepEqual(await landbridge(["runs"], { environment }), {
    status: 0,
    signal: null,
    out: "",
    err: "no runs\n",
  });
  assert.equal((await landbridge(["runs", "--json"], { environment })).out, '{"items":[],"next":null}\n');
});

test("a status that there is not is wrong usage", async () => {
  const { environment, asked } = await fakeServer({});
  const { status, err } = await landbridge(["runs", "--status", "DONE"], { environment });
  assert.equal(status, 2);
  assert.match(err, /"DONE" is not a status[^]*SUCCEEDED/);
  assert.equal(asked.length, 0);
});

test("colours come when they are forced, and not through NO_COLOR or a pipe", async () => {
  const { environment } = await fakeServer({ "GET /v1/runs": listRuns });
  const escape = "\u001b[";
  const forced = { ...environment, FORCE_COLOR: "1" };
  assert.ok((await landbridge(["runs"], { environment: forced })).out.includes(`${escape}36mRUNNING`));
  const refused = { ...forced, NO_COLOR: "1" };
  assert.ok(!(await landbridge(["runs"], { environment: refused })).out.includes(escape));
  assert.ok(!(await landbridge(["runs", "--no-color"], { environment: forced })).out.includes(escape));
  assert.ok(!(await landbridge(["runs"], { environment })).out.includes(escape));
});

test("what a job says cannot move the cursor", async () => {
  const items = [{ ...runSummary, reason: "bad\u001b[2J\u0007 \u202enews" }];
  const { environment } = await fakeServer({ "GET /v1/runs": { status: 200, body: { items, next: null } } });
  assert.match((await landbridge(["runs"], { environment })).out, /bad\ufffd\[2J\ufffd \ufffdnews/);
});
