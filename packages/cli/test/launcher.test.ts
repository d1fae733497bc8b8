import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, cpSync } from "node:fs";
import { delimiter, join } from "node:path";
import test from "node:test";
import {
  finished,
  landbridge,
  launcher,
  outputUntil,
  startLandbridge,
  temporaryFolder,
} from "./run-landbridge.ts";

const majorNeeded = 26;

/** A Node of this machine, from 20 on, that cannot run the sources itself; not one of the packages'. */
function findOlderNode(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/local/bin", "/usr/bin"];
  return folders
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .find((node) => isExecutable(node) && majorOf(node) >= 20 && majorOf(node) < majorNeeded);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function majorOf(node: string): number {
  return Number(spawnSync(node, ["-p", "parseInt(process.versions.node)"], { encoding: "utf8" }).stdout);
}

const older = findOlderNode();
const skip =
  older === undefined ? "THIS MACHINE HAS NO NODE FROM 20 TO 25: the launcher was not tried" : false;
const node = older ?? "";

test("under an older Node the command is the same: output, input and exit status", { skip }, async () => {
  const help = await landbridge(["--help"], { node });
  assert.equal(help.status, 0);
  assert.match(help.out, /^Usage: landbridge/);
  assert.equal((await landbridge(["runz"], { node })).status, 2);
  const input = await landbridge(["launch", "x", "--input", "-"], { node, input: "{bad" });
  assert.equal(input.status, 2);
  assert.match(input.err, /the standard input is not JSON/);
});

test("a signal to the launcher stops the server, cleanly", { skip }, async () => {
  const child = startLandbridge(["up", "--port", "0"], { node });
  await outputUntil(child, /Look closer[^]*\n\n/);
  const end = finished(child);
  child.kill("SIGTERM");
  const { status, err } = await end;
  assert.equal(status, 0);
  assert.match(err, /Stopping\./);
});

test("the server dies with a launcher that is killed", { skip }, async () => {
  const folder = temporaryFolder();
  const first = startLandbridge(["up", "--port", "0"], { node, folder });
  const out = await outputUntil(first, /Look closer[^]*\n\n/);
  const url = /http:\/\/[\d.:]+/.exec(out)?.[0] ?? assert.fail();
  // Its pipes close when the last process that holds them is gone, and all of it was read.
  const closed = finished(first);
  first.kill("SIGKILL");
  await closed;
  await assert.rejects(fetch(`${url}/healthz`));
  const again = startLandbridge(["up", "--port", "0"], { node, folder });
  await outputUntil(again, /Look closer/);
  again.kill("SIGTERM");
  assert.equal((await finished(again)).status, 0);
});

test("without the pinned Node the message says what to do", { skip }, async () => {
  const folder = temporaryFolder();
  const copy = join(folder, "package", "bin", "landbridge.js");
  cpSync(join(launcher, ".."), join(copy, ".."), { recursive: true });
  cpSync(join(launcher, "..", "..", "package.json"), join(folder, "package", "package.json"));
  const { status, err } = await finished(spawn(node, [copy, "--help"], { cwd: folder }));
  assert.equal(status, 1);
  assert.match(err, /needs Node 26; this is Node 2\d\.[^]*npm install/);
});
