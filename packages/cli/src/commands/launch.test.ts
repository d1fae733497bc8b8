import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fakeServer, problem } from "../../test/fake-server.ts";
import { finished, landbridge, startLandbridge, temporaryFolder } from "../../test/run-landbridge.ts";
import { endedRun, execution, job, machine, run } from "../../test/samples.ts";

const aJob = { "GET /v1/jobs/load": { status: 200, body: job } };
const aMachine = { "GET /v1/state-machines/nightly": { status: 200, body: machine } };
const launched = { "POST /v1/jobs/load/runs": { status: 202, body: run } };
const started = { "POST /v1/state-machines/nightly/executions": { status: 202, body: execution } };

test("launch prints the id alone, and tells how to look closer", async () => {
  const { environment, asked } = await fakeServer({ ...aJob, ...launched });
  const { status, out, err } = await landbridge(["launch", "load", "--input", '{"a":1}'], { environment });
  assert.equal(status, 0);
  assert.equal(out, "run-1\n");
  assert.match(err, /landbridge logs run-1 -f/);
  const { body, headers } = asked.at(-1) ?? assert.fail();
  assert.deepEqual(body, { input: { a: 1 } });
  assert.match(String(headers["idempotency-key"]), /^[0-9a-f-]{36}$/);
});

test("launch finds a state machine by name, and takes its input from a file or a pipe", async () => {
  const { environment, asked } = await fakeServer({ ...aMachine, ...started });
  const folder = temporaryFolder();
  writeFileSync(join(folder, "input.json"), ' {"from": "file"} ');
  const argv = ["launch", "nightly", "--name", "jan-31", "--idempotency-key", "k1", "--json"];
  const fromFile = await landbridge([...argv, "--input", "@input.json"], { environment, folder });
  assert.deepEqual(JSON.parse(fromFile.out), execution);
  assert.deepEqual(asked.at(-1)?.body, { input: { from: "file" }, name: "jan-31" });
  assert.equal(asked.at(-1)?.headers["idempotency-key"], "k1");
  await landbridge([...argv, "--input", "-"], { environment, input: '"piped"' });
  assert.deepEqual(asked.at(-1)?.body, { input: "piped", name: "jan-31" });
});

test("a name that both have must be told apart", async () => {
  const both = {
    ...launched,
    "GET /v1/jobs/load": { status: 200, body: job },
    "GET /v1/state-machines/load": { status: 200, body: { ...machine, name: "load" } },
  };
  const { environment } = await fakeServer(both);
  const { status, err } = await landbridge(["launch", "load"], { environment });
  assert.equal(status, 2);
  assert.match(err, /--job or --state-machine/);
  assert.equal((await landbridge(["launch", "load", "--job"], { environment })).status, 0);
});

test("an unknown name fails with what to do", async () => {
  const { environment } = await fakeServer({});
  const { status, err } = await landbridge(["launch", "laod"], { environment });
  assert.equal(status, 1);
  assert.match(err, /no job and no state machine of the name "laod"[^]*landbridge jobs/);
});

for (const [end, expected] of [
  [endedRun, 0],
  [{ ...endedRun, status: "FAILED" as const, exit: { kind: "code" as const, code: 3 } }, 1],
  [{ ...endedRun, status: "TIMED_OUT" as const }, 1],
] as const) {
  test(`launch --wait of a run that ends ${end.status} exits with ${expected}`, async () => {
    let looks = 0;
    const looked = () => ({ status: 200, body: ++looks < 3 ? run : end });
    const { environment } = await fakeServer({ ...aJob, ...launched, "GET /v1/runs/run-1": looked });
    const { status, out } = await landbridge(["launch", "load", "--wait", "--json"], { environment });
    assert.equal(status, expected);
    assert.deepEqual(JSON.parse(out), end);
    assert.equal(looks, 3);
  });
}

test("launch --wait of an execution that fails exits with 1 and shows its error", async () => {
  const failed = { ...execution, status: "FAILED" as const, error: "States.Timeout", cause: "too slow" };
  const { environment } = await fakeServer({
    ...aMachine,
    ...started,
    "GET /v1/executions/exec-1": { status: 200, body: failed },
  });
  const { status, out } = await landbridge(["launch", "nightly", "--wait"], { environment });
  assert.equal(status, 1);
  assert.match(out, /error +States\.Timeout\ncause +too slow/);
});

test("launch --wait outlasts a server that is not ready for a moment", async () => {
  let looks = 0;
  const looked = () =>
    ++looks === 1 ? problem("NOT_READY", "The server is closing.") : { status: 200, body: endedRun };
  const { environment } = await fakeServer({ ...aJob, ...launched, "GET /v1/runs/run-1": looked });
  const { status, err } = await landbridge(["launch", "load", "--wait"], { environment });
  assert.equal(status, 0);
  assert.match(err, /still waiting/);
});

test("Ctrl-C while waiting leaves the run alone", async () => {
  const looking = Promise.withResolvers<void>();
  const looked = () => (looking.resolve(), { status: 200, body: run });
  const { environment } = await fakeServer({ ...aJob, ...launched, "GET /v1/runs/run-1": looked });
  const child = startLandbridge(["launch", "load", "--wait"], { environment });
  const end = finished(child);
  await looking.promise;
  child.kill("SIGINT");
  const { status, err } = await end;
  assert.equal(status, 130);
  assert.match(err, /run run-1 goes on/);
});

test("a refused launch names the run in its way and exits with 1", async () => {
  const refused = problem("RUN_BLOCKED", "The run run-0 has the slot.", {
    blockingRun: "run-0",
    run: "run-1",
  });
  const { environment } = await fakeServer({ ...aJob, "POST /v1/jobs/load/runs": refused });
  const { status, out, err } = await landbridge(["launch", "load", "--wait"], { environment });
  assert.equal(status, 1);
  assert.equal(out, "");
  assert.match(err, /run run-0 is still open; the refusal is kept as run run-1[^]*landbridge stop run-0/);
});

test("a launch whose answer was lost is sent again under the same key", async () => {
  let tries = 0;
  const lost = () =>
    ++tries < 3
      ? { write: (response: { destroy(): unknown }) => void response.destroy() }
      : { status: 202, body: run };
  const { environment, asked } = await fakeServer({ ...aJob, "POST /v1/jobs/load/runs": lost });
  assert.equal((await landbridge(["launch", "load"], { environment })).status, 0);
  const keys = asked
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers["idempotency-key"]);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
});

for (const [argv, message] of [
  [["--input", "{bad"], /--input is not JSON/],
  [["--input", "@missing.json"], /missing\.json cannot be read/],
  [["--input", `"${"x".repeat(4_194_304)}"`], /4194306 bytes of JSON, and at most 4194304/],
  [["--job", "--state-machine"], /do not go together/],
  [["--name", "n", "--job"], /"load" is a job/],
] as const) {
  test(`launch load ${argv.join(" ").slice(0, 30)} is wrong usage`, async () => {
    const { environment, asked } = await fakeServer({});
    // A command line's one argument is at most 128 KiB on Linux: longer input comes by the pipe.
    const long = argv[1] !== undefined && argv[1].length > 100_000;
    const options = long ? { environment, input: argv[1] } : { environment };
    const { status, err } = await landbridge(
      ["launch", "load", ...(long ? ["--input", "-"] : argv)],
      options,
    );
    assert.equal(status, 2);
    assert.match(err, message);
    assert.equal(asked.length, 0);
  });
}
