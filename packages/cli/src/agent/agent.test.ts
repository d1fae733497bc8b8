import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import {
  finished,
  landbridge,
  outputUntil,
  startLandbridge,
  temporaryFolder,
} from "../../test/run-landbridge.ts";

/** A project whose job runs on another host until a file is there. */
function projectFolder(): { readonly folder: string; readonly go: string } {
  const folder = temporaryFolder();
  const go = join(folder, "go");
  mkdirSync(join(folder, "jobs"));
  writeFileSync(join(folder, "landbridge.yaml"), "name: tiny\n");
  const line = `echo working; until [ -e '${go}' ]; do sleep 0.05; done; echo done`;
  writeFileSync(join(folder, "jobs", "load.yaml"), `command: ${JSON.stringify(line)}\npool: batch\n`);
  return { folder, go };
}

test("a host is enrolled, runs a job through kill -9 of server and agent, is drained and removed", async (t) => {
  const { folder, go } = projectFolder();
  t.after(() => {
    for (const process of [agent, server]) process.kill("SIGKILL");
  });
  let server = startLandbridge(["up", "--port", "0"], { folder });
  const banner = await outputUntil(server, /Look closer[^]*\n\n/);
  const url = /address +(http:\S+)/.exec(banner)?.[1] ?? "";
  const port = new URL(url).port;
  const call = (...argv: readonly string[]) => landbridge(argv, { folder });

  const enrolled = await call("hosts", "enrol", "atlas");
  assert.equal(enrolled.status, 0, enrolled.err);
  assert.match(enrolled.out, /^lbt_\S+\n$/);
  const start = (environment: Readonly<Record<string, string>> = {}) => {
    const argv = ["agent", "--server", url, "--label", "pool=batch", "--slots", "2"];
    return startLandbridge(argv, { folder, environment });
  };
  let agent = start({ LANDBRIDGE_ENROLMENT: enrolled.out.trim() });
  await connected(agent);
  assert.equal(statSync(join(folder, ".landbridge-agent", "agent.json")).mode & 0o777, 0o600);
  // The agent says so before the server has written it down.
  while (!/atlas +ONLINE +0 +0 of 2/.test((await call("hosts")).out));

  const launched = await call("launch", "load");
  const id = launched.out.trim();
  const state = join(folder, ".landbridge-agent", "runs", `${id}.1`, "state");
  await appears(join(state, "identity"));
  for (const process of [server, agent]) {
    process.kill("SIGKILL");
    await once(process, "exit");
  }
  writeFileSync(go, "");
  await appears(join(state, "exit"));
  server = startLandbridge(["up", "--port", port], { folder });
  await outputUntil(server, /Look closer[^]*\n\n/);
  agent = start();
  await connected(agent);
  const waited = await call("logs", id, "-f");
  assert.equal(waited.out, "working\ndone\n", waited.err);
  const shown = JSON.parse((await call("show", id, "--json")).out) as Record<string, unknown>;
  assert.deepEqual([shown["status"], shown["attempt"], shown["host"]], ["SUCCEEDED", 1, "atlas"]);

  const drained = await call("hosts", "drain", "atlas", "--wait", "--json");
  assert.equal((JSON.parse(drained.out) as { readonly state: string }).state, "DRAINING", drained.err);
  assert.match((await call("hosts", "resume", "atlas")).out, /state +ONLINE/);
  assert.equal((await call("hosts", "remove", "nobody")).status, 1);
  assert.match((await call("hosts", "remove", "atlas")).out, /state +REMOVED/);
  for (const process of [agent, server]) {
    const end = finished(process);
    process.kill("SIGINT");
    assert.equal((await end).status, 0);
  }
});

test("wrong usage of the agent is told before anything is connected", async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /--server is needed/],
    [["--server", "jobs"], /not an address/],
    [["--server", "http://jobs.internal:7070"], /--allow-plain-http/],
    [["--server", "http://127.0.0.1:1", "--label", "zone"], /not a label/],
    [["--server", "http://127.0.0.1:1", "--ca", "nothing"], /neither a certificate nor a fingerprint/],
  ];
  for (const [argv, message] of wrong) {
    const ended = await landbridge(["agent", ...argv]);
    assert.equal(ended.status, 2, ended.err);
    assert.match(ended.err, message);
  }
  const unnamed = await landbridge(["agent", "--server", "http://127.0.0.1:1"]);
  assert.match(unnamed.err, /has no name yet/);
  assert.equal(unnamed.status, 1);
});

test("a server beyond this machine is refused without TLS", async () => {
  const ended = await landbridge(["up", "--host", "0.0.0.0", "--port", "0"]);
  assert.equal(ended.status, 2);
  assert.match(ended.err, /--tls-cert and --tls-key/);
});

async function connected(agent: ReturnType<typeof startLandbridge>): Promise<void> {
  let text = "";
  for await (const chunk of agent.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk);
    if (text.includes("connected to")) return;
  }
  throw new Error(`the agent never connected: ${text}`);
}

/** Looks now and then: a watch of folders within folders may miss what is made while it begins. */
async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 20));
}
