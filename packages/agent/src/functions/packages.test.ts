import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { poolUnderTest } from "../../test/functions.ts";
import { makeZip, type ZipFile } from "../../test/make-zip.ts";
import { createPackages } from "./packages.ts";

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-packages-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function zipIn(folder: string, files: readonly ZipFile[], name = "f.zip"): string {
  const path = join(folder, name);
  writeFileSync(path, makeZip(files));
  return path;
}

const definition = {
  name: "f",
  handler: "index.handler",
  memoryMegabytes: 128,
  timeoutSeconds: 10,
  concurrency: 2,
  environment: {},
} as const;

test("a package is unpacked once, with its folders and its programs", async (t) => {
  const folder = folderOf(t);
  const packages = createPackages(join(folder, "unpacked"));
  const zip = zipIn(folder, [
    { name: "lib/", content: "" },
    { name: "lib/deep/a.txt", content: "ä" },
    { name: "bin/run", content: "#!/bin/sh\n", mode: 0o100755 },
    { name: "link", content: "/etc/passwd", mode: 0o120777 },
  ]);
  const [one, two] = await Promise.all([packages.unpack(zip), packages.unpack(zip)]);
  assert.equal(one, two);
  assert.equal(readFileSync(join(one, "lib/deep/a.txt"), "utf8"), "ä");
  assert.equal(statSync(join(one, "bin/run")).mode & 0o777, 0o755);
  assert.ok(!existsSync(join(one, "link")), "links are left out");
  assert.equal(readdirSync(join(folder, "unpacked")).length, 1, "nothing half done is left");
});

for (const [what, name] of [
  ["climbs out of its folder", "../out.txt"],
  ["climbs out from inside", "a/../../out.txt"],
  ["is absolute", "/tmp/landbridge-out.txt"],
  ["is written for another system", "..\\out.txt"],
] as const) {
  test(`a package with a name that ${what} is refused, and nothing is written`, async (t) => {
    const folder = folderOf(t);
    const packages = createPackages(join(folder, "unpacked"));
    const zip = zipIn(folder, [
      { name: "good.txt", content: "good" },
      { name, content: "bad" },
    ]);
    await assert.rejects(packages.unpack(zip), { code: "PACKAGE_UNUSABLE" });
    assert.deepEqual(readdirSync(join(folder, "unpacked")), []);
    assert.ok(!existsSync(join(folder, "out.txt")) && !existsSync("/tmp/landbridge-out.txt"));
  });
}

test("what is no package is told so", async (t) => {
  const folder = folderOf(t);
  const path = join(folder, "f.zip");
  writeFileSync(path, "not a zip at all");
  await assert.rejects(createPackages(folder).unpack(path), /f\.zip cannot be unpacked: /);
});

test("a function runs from its package, and from the new one when that was built anew", async (t) => {
  const folder = folderOf(t);
  const bench = poolUnderTest(t, { packagesFolder: join(folder, "unpacked") });
  const source = (answer: string): string =>
    `import { text } from "./lib/text.mjs"; export const handler = async () => text + ${JSON.stringify(answer)};`;
  const build = (answer: string): string =>
    zipIn(folder, [
      { name: "index.mjs", content: source(answer) },
      { name: "lib/text.mjs", content: 'export const text = "says ";' },
    ]);
  const entry = build("one");
  bench.pool.define([{ ...definition, entry }]);
  const answers = await Promise.all([bench.value(), bench.value(), bench.value()]);
  assert.deepEqual(answers, ["says one", "says one", "says one"]);
  build("another");
  bench.pool.define([{ ...definition, entry }]);
  assert.equal(await bench.value(), "says another");
});

test("a function whose package cannot be used says why, and is served once it can", async (t) => {
  const folder = folderOf(t);
  const bench = poolUnderTest(t);
  const entry = join(folder, "f.zip");
  bench.pool.define([{ ...definition, entry }]);
  const failed = await bench.call();
  assert.ok(failed.kind === "failed");
  assert.match(failed.errorMessage, /f\.zip cannot be unpacked/);
  zipIn(folder, [{ name: "index.mjs", content: "export const handler = async () => 7;" }]);
  bench.pool.define([{ ...definition, entry }]);
  assert.equal(await bench.value(), 7);
});

test("a handler is found by the module that it names, in a folder too, and nested as Lambda has it", async (t) => {
  const folder = folderOf(t);
  const { pool } = poolUnderTest(t);
  const zip = zipIn(folder, [
    { name: "src/app.js", content: "exports.handler = async () => process.env._HANDLER;" },
    { name: "index.mjs", content: "export const api = { get: async () => process.env._HANDLER };" },
  ]);
  for (const handler of ["src/app.handler", "index.api.get"]) {
    pool.define([{ ...definition, entry: zip, handler }]);
    const result = await pool.invoke({ name: "f", payload: "{}", requestId: handler });
    assert.deepEqual(result, { kind: "succeeded", payload: JSON.stringify(handler) });
  }
  pool.define([{ ...definition, entry: zip, handler: "lib/none.handler" }]);
  const missing = await pool.invoke({ name: "f", payload: "{}", requestId: "r" });
  assert.ok(missing.kind === "failed");
  assert.equal(missing.errorType, "Runtime.ImportModuleError");
  assert.equal(missing.errorMessage, "Error: Cannot find module 'lib/none'");
});
