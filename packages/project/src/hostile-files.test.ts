import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { onDisk, placed, sound } from "../test/project-on-disk.ts";
import { projectLimits } from "./limits.ts";
import { readProject } from "./read-project.ts";

async function issuesOf(folder: string): Promise<readonly string[]> {
  return placed((await readProject(folder)).issues);
}

test("a symbolic link out of the project is refused, for a file, a folder and an entry", async () => {
  const elsewhere = onDisk({ "secret.yaml": "command: x", "index.ts": "" });
  const folder = onDisk({ ...sound, "functions/f/function.yaml": "" });
  symlinkSync(join(elsewhere, "secret.yaml"), join(folder, "jobs/stolen.yaml"));
  symlinkSync(join(elsewhere, "index.ts"), join(folder, "functions/f/index.ts"));
  symlinkSync(elsewhere, join(folder, "functions/g"));
  assert.deepEqual(await issuesOf(folder), [
    "functions/f/index.ts OUTSIDE_PROJECT",
    "functions/g OUTSIDE_PROJECT",
    "jobs/stolen.yaml OUTSIDE_PROJECT",
  ]);
});

test("a folder beside the project whose name begins alike is outside", async () => {
  const folder = onDisk(sound);
  const beside = `${folder}-beside`;
  const other = onDisk({ "secret.yaml": "command: x" });
  symlinkSync(other, beside);
  symlinkSync(join(beside, "secret.yaml"), join(folder, "jobs/stolen.yaml"));
  assert.deepEqual(await issuesOf(folder), ["jobs/stolen.yaml OUTSIDE_PROJECT"]);
});

test("a symbolic link within the project is followed", async () => {
  const folder = onDisk({ ...sound, "shared/job.yaml": "command: x" });
  symlinkSync("../shared/job.yaml", join(folder, "jobs/again.yaml"));
  assert.deepEqual(await issuesOf(folder), []);
});

test("links that lead nowhere or in a circle are reported", async () => {
  const folder = onDisk(sound);
  symlinkSync("nowhere", join(folder, "jobs/lost.yaml"));
  symlinkSync("round.yaml", join(folder, "jobs/round.yaml"));
  assert.deepEqual(await issuesOf(folder), ["jobs/lost.yaml NOT_READABLE", "jobs/round.yaml NOT_READABLE"]);
});

test("a named pipe holds nobody up", async () => {
  const folder = onDisk({ ...sound, "landbridge.yaml": "name: a" });
  execFileSync("mkfifo", [join(folder, "jobs/pipe.yaml")]);
  const { issues } = await readProject(folder);
  assert.deepEqual(
    issues.map(({ severity, file }) => [severity, file]),
    [["error", "jobs/pipe.yaml"]],
  );
});

test("a folder where a file should be is not read as one", async () => {
  const folder = onDisk({ ...sound, "jobs/folder.yaml/a": "" });
  assert.deepEqual(await issuesOf(folder), ["jobs/folder.yaml NOT_READABLE"]);
});

test("bytes that are no UTF-8 are refused, and a byte order mark is nothing", async () => {
  const latin = Uint8Array.from([...Buffer.from("command: gr"), 0xfc, 0xdf]);
  assert.deepEqual(await issuesOf(onDisk({ ...sound, "jobs/load.yaml": latin })), [
    "jobs/load.yaml NOT_UTF8",
  ]);
  assert.deepEqual(await issuesOf(onDisk({ ...sound, "jobs/load.yaml": "\ufeffcommand: x" })), []);
});

test("a file over the limit is not read", async () => {
  const text = `command: x\n#${"a".repeat(projectLimits.yamlBytesMax)}`;
  assert.deepEqual(await issuesOf(onDisk({ ...sound, "jobs/load.yaml": text })), [
    "jobs/load.yaml FILE_TOO_LARGE",
  ]);
});

test("editors' hidden files are passed over", async () => {
  assert.deepEqual(await issuesOf(onDisk({ ...sound, "jobs/.load.yaml.swp": "x", "jobs/.x.yaml": "[" })), []);
});
