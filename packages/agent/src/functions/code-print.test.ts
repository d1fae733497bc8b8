import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { poolUnderTest } from "../../test/functions.ts";
import { codePrint } from "./code-print.ts";

const definition = {
  name: "f",
  handler: "index.handler",
  memoryMegabytes: 128,
  timeoutSeconds: 60,
  concurrency: 1,
  environment: {},
} as const;

const files = {
  "functions/f/index.mjs": 'import { a } from "./lib/a.mjs"; export const handler = async () => a;',
  "functions/f/lib/a.mjs": 'import { b } from "../../../shared/b.mjs"; export const a = b;',
  "functions/g/index.mjs": "export const handler = async () => 1;",
  "shared/b.mjs": 'const c = await import("./c.ts"); export const b = "old";',
  "shared/c.ts": "export const c = 1;",
  "shared/other.mjs": "export const d = 1;",
} as const;
type Name = keyof typeof files;

function projectOf(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "landbridge-print-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const entry = join(root, "functions/f/index.mjs");
  return { root, entry, print: () => codePrint({ ...definition, entry }) };
}

for (const name of [
  "functions/f/index.mjs",
  "functions/f/lib/a.mjs",
  "shared/b.mjs",
  "shared/c.ts",
] satisfies Name[])
  test(`a function is another one when ${name} is written anew, of the same size and with an older time`, (t) => {
    const { root, print } = projectOf(t);
    const before = print();
    assert.equal(print(), before);
    const { atime, mtimeMs } = statSync(join(root, name));
    utimesSync(join(root, name), atime, new Date(mtimeMs - 3_600_000));
    assert.notEqual(print(), before);
  });

for (const name of ["functions/g/index.mjs", "shared/other.mjs"] satisfies Name[])
  test(`${name}, which it does not import, leaves it as it is`, (t) => {
    const { root, print } = projectOf(t);
    const before = print();
    writeFileSync(join(root, name), "// another text");
    assert.equal(print(), before);
  });

test("what functions share takes effect with the next apply", async (t) => {
  const { root, entry } = projectOf(t);
  const { pool, value } = poolUnderTest(t);
  pool.define([{ ...definition, entry }]);
  writeFileSync(join(root, "shared/c.ts"), "export const c = 2;");
  assert.equal(await value(), "old");
  writeFileSync(join(root, "shared/b.mjs"), 'export const b = "newer";');
  pool.define([{ ...definition, entry }]);
  assert.equal(await value(), "newer");
});
