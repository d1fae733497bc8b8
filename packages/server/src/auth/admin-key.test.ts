import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Store } from "@landbridge/store";
import { createFakeClock } from "../../test/fake-clock.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { ensureAdminKey } from "./admin-key.ts";
import { createKeys } from "./keys.ts";

async function open() {
  const base = await memoryStore();
  const clock = createFakeClock();
  const folder = await mkdtemp(join(tmpdir(), "admin-key-"));
  after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "admin.key");
  const options = { ...base, clock, file };
  return { ...options, options, keys: createKeys(options) };
}

test("the first start makes an admin key in a file that only its owner can read", async () => {
  const { options, keys, file } = await open();
  assert.deepEqual(await ensureAdminKey(options), { kind: "created", file });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const verified = await keys.verify((await readFile(file, "utf8")).trim());
  assert.deepEqual(verified.kind === "valid" && verified.key.scopes, ["admin"]);
});

test("later starts change nothing, with the file or without it", async () => {
  const { options, file } = await open();
  await ensureAdminKey(options);
  const before = await readFile(file, "utf8");
  assert.deepEqual(await ensureAdminKey(options), { kind: "present", file, isFileThere: true });
  assert.equal(await readFile(file, "utf8"), before);
  await rm(file);
  assert.deepEqual(await ensureAdminKey(options), { kind: "present", file, isFileThere: false });
});

test("a crash between the file and the store is mended by the next start, with the same key", async () => {
  const { options, keys, file } = await open();
  const crashing: Store = { ...options.store, commit: () => Promise.reject(new Error("killed here")) };
  await assert.rejects(ensureAdminKey({ ...options, store: crashing }), /killed here/);
  const told = (await readFile(file, "utf8")).trim();
  assert.equal((await keys.verify(told)).kind, "unknown");
  assert.equal((await ensureAdminKey(options)).kind, "created");
  assert.equal((await keys.verify(told)).kind, "valid");
});

test("a crash before the file had its content leaves a blank file, which is replaced", async () => {
  for (const blank of ["", "\0".repeat(84)]) {
    const { options, keys, file } = await open();
    await writeFile(file, blank, { mode: 0o600 });
    assert.equal((await ensureAdminKey(options)).kind, "created");
    assert.equal((await keys.verify((await readFile(file, "utf8")).trim())).kind, "valid");
  }
});

test("a file that was kept does not bring a revoked key back", async () => {
  const { options, keys, file } = await open();
  await ensureAdminKey(options);
  const old = (await readFile(file, "utf8")).trim();
  await keys.create({ name: "new", scopes: ["admin"], createdBy: "test" });
  await keys.revoke(old.split("_")[1] ?? "", { principal: "test" });
  await ensureAdminKey(options);
  assert.equal((await keys.verify(old)).kind, "revoked");
});

test("a file that others can read, or that holds something else, stops the start and says what to do", async () => {
  const { options, file } = await open();
  await ensureAdminKey(options);
  await chmod(file, 0o640);
  await assert.rejects(ensureAdminKey(options), /mode 0640; run `chmod 600`/);
  const other = await open();
  await writeFile(other.file, "secret plans", { mode: 0o600 });
  await assert.rejects(ensureAdminKey(other.options), { code: "ADMIN_KEY_INVALID" });
});

test("a folder that cannot be written to is named", async () => {
  const { options } = await open();
  await assert.rejects(ensureAdminKey({ ...options, file: "/proc/none/admin.key" }), {
    code: "SECRET_FILE_UNWRITABLE",
    message: /\/proc\/none\/admin\.key/,
  });
});
