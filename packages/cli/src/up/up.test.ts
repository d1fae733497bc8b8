import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import test, { after } from "node:test";
import {
  finished,
  landbridge,
  outputUntil,
  startLandbridge,
  temporaryFolder,
} from "../../test/run-landbridge.ts";

/** A project with one job that waits for a file, so that a second launch overlaps for certain. */
function projectFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "jobs"));
  writeFileSync(join(folder, "landbridge.yaml"), "name: tiny\n");
  const line = `echo working; until [ -e '${join(folder, "go")}' ]; do sleep 0.05; done; echo done >&2`;
  writeFileSync(join(folder, "jobs", "load.yaml"), `command: ${JSON.stringify(line)}\n`);
  return folder;
}

test("up runs a project, is found by the commands here, tells what happens, and stops cleanly", async () => {
  const folder = projectFolder();
  const child = startLandbridge(["up", "--port", "0"], { folder });
  const end = finished(child);
  const out = await outputUntil(child, /Look closer[^]*\n\n/);
  assert.match(
    out,
    /address +http:\/\/127\.0\.0\.1:\d+\n +API page +http.*\/docs\n +API key +\.landbridge\/admin\.key/,
  );
  assert.match(out, /project +tiny in \. \(1 change, 0 unchanged\)/);
  assert.match(out, /landbridge launch load --wait\n/);
  assert.equal(statSync(join(folder, ".landbridge", "admin.key")).mode & 0o777, 0o600);

  const launched = await landbridge(["launch", "load"], { folder });
  assert.equal(launched.status, 0, launched.err);
  const id = launched.out.trim();
  const refused = await landbridge(["launch", "load"], { folder });
  assert.equal(refused.status, 1);
  assert.ok(refused.err.includes(id), "the refusal names the run in its way");
  const followed = landbridge(["logs", id, "-f"], { folder });
  writeFileSync(join(folder, "go"), "");
  assert.deepEqual(await followed, { status: 0, signal: null, out: "working\n", err: "done\n" });

  // While the first one is open no other server may have the folder.
  const second = await landbridge(["up", "--port", "0"], { folder });
  assert.equal(second.status, 1);
  assert.match(second.err, /held by process \d+/);
  assert.doesNotMatch(second.err, /\n {4}at /);

  child.kill("SIGINT");
  const ended = await end;
  assert.equal(ended.status, 0, ended.err);
  assert.match(ended.err, /Stopping\. Jobs go on running/);
  assert.match(ended.out, new RegExp(`run +load +(queued|launched): ${id}`));
  assert.match(ended.out, /launch refused: run /);
  assert.match(ended.out, /run +load +…[0-9a-f]{8} succeeded after/);
  const key = readFileSync(join(folder, ".landbridge", "admin.key"), "utf8").trim();
  assert.ok(!(ended.out + ended.err + out).includes(key), "the key is shown nowhere");
  assert.equal(existsSync(join(folder, ".landbridge", "server.json")), false);
});

test("up --log json writes one document a line", async () => {
  const folder = projectFolder();
  writeFileSync(join(folder, "go"), "");
  const child = startLandbridge(["up", "--port", "0", "--log", "json"], { folder });
  const end = finished(child);
  const first = await outputUntil(child, /\n/);
  assert.equal(JSON.parse(first.split("\n")[0] ?? "").kind, "started");
  assert.equal((await landbridge(["launch", "load", "--wait"], { folder })).status, 0);
  child.kill("SIGTERM");
  const { status, out } = await end;
  assert.equal(status, 0);
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.ok(lines.some(({ kind, status: of }) => kind === "run" && of === "SUCCEEDED"));
});

test("a project with mistakes starts nothing and tells all of them", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "jobs"));
  writeFileSync(join(folder, "landbridge.yaml"), 'name: "two words"\n');
  writeFileSync(join(folder, "jobs", "load.yaml"), "comand: true\n");
  for (const command of ["up", "validate"]) {
    const { status, out, err } = await landbridge([command], { folder });
    assert.equal(status, 2);
    assert.match(out + err, /jobs\/load\.yaml:1[^]*landbridge\.yaml:1:1/);
    assert.match(err, /mistakes in /);
  }
  assert.equal(existsSync(join(folder, ".landbridge")), false);
  const json = await landbridge(["validate", "--json"], { folder });
  assert.equal(json.status, 2);
  assert.equal(JSON.parse(json.out).isValid, false);
});

test("apply loads a project into a running server, after a plan that changes nothing", async () => {
  const server = temporaryFolder();
  const child = startLandbridge(["up", "--port", "0"], { folder: server });
  const end = finished(child);
  assert.match(await outputUntil(child, /Look closer[^]*\n\n/), /project +none/);
  const project = projectFolder();
  const plan = await landbridge(["apply", project, "--plan"], { folder: server });
  assert.equal(plan.out, "+ job load\nproject tiny: 1 change would be applied, 0 unchanged\n", plan.err);
  assert.match((await landbridge(["jobs"], { folder: server })).err, /no jobs/);
  assert.match((await landbridge(["apply", project], { folder: server })).out, /1 change applied/);
  assert.match((await landbridge(["jobs"], { folder: server })).out, /load +forbid/);
  child.kill("SIGINT");
  assert.equal((await end).status, 0);
});

test("a port in use, a folder that cannot be, and an unknown store are each one clear line", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => void other.once("listening", resolve));
  after(() => void other.close());
  const { port } = other.address() as AddressInfo;
  for (const [argv, status, message] of [
    [["--port", String(port)], 1, /^landbridge: port \d+ on 127\.0\.0\.1 is in use[^\n]*--port[^\n]*\n$/],
    [["--port", "0", "--data", "/dev/null/data"], 1, /^landbridge: [^\n]*\/dev\/null\/data[^\n]*\n$/],
    [
      ["--store", "postgres://u:secret@127.0.0.1:0/d"],
      1,
      /^landbridge: the store's address cannot be read: each host needs a name/,
    ],
    [
      ["--store", "postgres://u:secret@127.0.0.1:1/d"],
      1,
      /^landbridge: the store cannot be reached: postgres:\/\/u@127\.0\.0\.1:1\/d/,
    ],
    [["--store", "mysql://u:secret@h/d"], 2, /^landbridge: the store is not one that is known\n/],
    [["--port", "70000"], 2, /--port must be a whole number from 0 to 65535/],
  ] as const) {
    const end = await landbridge(["up", ...argv]);
    assert.equal(end.status, status, end.err);
    assert.match(end.err, message);
    assert.doesNotMatch(end.err, /secret/);
    assert.equal(end.out, "");
  }
});
