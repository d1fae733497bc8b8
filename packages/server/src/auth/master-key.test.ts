import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Store } from "@landbridge/store";
import { memoryStore } from "../../test/memory-store.ts";
import { openMasterKey } from "./master-key.ts";

async function open() {
  const base = await memoryStore();
  const dataFolder = await mkdtemp(join(tmpdir(), "master-key-"));
  after(() => rm(dataFolder, { recursive: true, force: true }));
  return { ...base, dataFolder, environment: {}, file: join(dataFolder, "master.key") };
}

test("the first start makes the key, for its owner only, and later starts derive the same secrets", async () => {
  const options = await open();
  const first = await openMasterKey(options);
  assert.equal((await stat(options.file)).mode & 0o777, 0o600);
  const again = await openMasterKey(options);
  assert.deepEqual(again.deriveSecret("task-token", "e1/2/3"), first.deriveSecret("task-token", "e1/2/3"));
  assert.equal(again.keyId, first.keyId);
});

test("label and id both tell secrets apart, and neither can be shifted into the other", async () => {
  const key = await openMasterKey(await open());
  const secrets = [
    key.deriveSecret("a", "bc"),
    key.deriveSecret("ab", "c"),
    key.deriveSecret("a", "c"),
    key.deriveSecret("a", "b"),
  ].map((secret) => Buffer.from(secret).toString("hex"));
  assert.equal(new Set(secrets).size, 4);
  assert.equal(key.deriveSecret("a", "bc").length, 32);
});

test("the store holds a fingerprint and not the key", async () => {
  const options = await open();
  await openMasterKey(options);
  const { keys } = JSON.parse(await readFile(options.file, "utf8")) as { keys: Record<string, string> };
  const body = (await options.store.get("settings", "master-key"))?.body ?? "";
  for (const secret of Object.values(keys)) {
    assert.ok(!body.includes(secret));
    assert.ok(!body.includes(Buffer.from(secret, "base64url").toString("hex")));
  }
});

test("a lost key is told, not replaced", async () => {
  const options = await open();
  await openMasterKey(options);
  await rm(options.file);
  await assert.rejects(openMasterKey(options), { code: "MASTER_KEY_MISSING", message: /put the file back/ });
  await assert.rejects(stat(options.file), { code: "ENOENT" });
});

test("the key of another installation is refused", async () => {
  const options = await open();
  const stranger = await open();
  await openMasterKey(options);
  await openMasterKey(stranger);
  await rename(stranger.file, options.file);
  await assert.rejects(openMasterKey(options), { code: "MASTER_KEY_MISMATCH" });
});

test("a crash between the file and the store is mended by the next start, with the same key", async () => {
  const options = await open();
  const crashing: Store = { ...options.store, commit: () => Promise.reject(new Error("killed here")) };
  await assert.rejects(openMasterKey({ ...options, store: crashing }), /killed here/);
  const before = await readFile(options.file, "utf8");
  await openMasterKey(options);
  assert.equal(await readFile(options.file, "utf8"), before);
});

test("the environment may name another file", async () => {
  const options = await open();
  const file = join(options.dataFolder, "elsewhere.key");
  const key = await openMasterKey({ ...options, environment: { LANDBRIDGE_MASTER_KEY_FILE: file } });
  assert.equal(key.file, file);
  await assert.rejects(stat(options.file), { code: "ENOENT" });
});

test("a second key in the file is taken in, and what came from the first can still be derived", async () => {
  const options = await open();
  const old = await openMasterKey(options);
  const ring = JSON.parse(await readFile(options.file, "utf8")) as {
    current: string;
    keys: Record<string, string>;
  };
  ring.current = "m0000000f";
  ring.keys["m0000000f"] = Buffer.alloc(32, 7).toString("base64url");
  await writeFile(options.file, JSON.stringify(ring));
  const key = await openMasterKey(options);
  assert.deepEqual(key.keyIds.toSorted(), [old.keyId, "m0000000f"].toSorted());
  assert.deepEqual(key.deriveSecret("x", "y", old.keyId), old.deriveSecret("x", "y"));
  assert.notDeepEqual(key.deriveSecret("x", "y"), old.deriveSecret("x", "y"));
  assert.throws(() => key.deriveSecret("x", "y", "m99999999"), { code: "MASTER_KEY_UNKNOWN" });
});

test("a damaged file or one that others can read stops the start", async () => {
  const damaged = ["{", "[]", '{"format":"landbridge-master-key","version":2}'];
  const short =
    '{"format":"landbridge-master-key","version":1,"current":"m00000000","keys":{"m00000000":"AAAA"}}';
  for (const content of [...damaged, short]) {
    const options = await open();
    await writeFile(options.file, content, { mode: 0o600 });
    await assert.rejects(openMasterKey(options), { code: "MASTER_KEY_INVALID" }, content);
  }
  const options = await open();
  await openMasterKey(options);
  await chmod(options.file, 0o604);
  await assert.rejects(openMasterKey(options), { code: "SECRET_FILE_OPEN_TO_OTHERS" });
});
