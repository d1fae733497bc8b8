import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { isObjectError, type ObjectErrorCode, objectLimits, openFolderStore, readWhole } from "../index.ts";

const is = (code: ObjectErrorCode) => (error: unknown) => isObjectError(error, code);
const at = { bucket: "bucket", key: "a/b" };

async function open(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "uploads-"));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const store = await openFolderStore(root);
  await store.buckets.create("bucket");
  return { root, store };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

test("an upload goes on after a restart, and is an object with its headers once it is complete", async (context) => {
  const { root, store } = await open(context);
  const uploadId = await store.uploads.create(at, { "content-type": "text/plain" });
  const upload = { ...at, uploadId };
  const part = await store.uploads.putPart(upload, 1, bytes("hello"));
  const again = await openFolderStore(root);
  assert.deepEqual(
    (await again.uploads.list("bucket")).map(({ key }) => key),
    ["a/b"],
  );
  assert.deepEqual(await again.list({ bucket: "bucket" }), { objects: [], commonPrefixes: [] });
  const { etag } = await again.uploads.complete(upload, [part]);
  const md5 = createHash("md5").update("hello").digest();
  assert.equal(etag, `"${createHash("md5").update(md5).digest("hex")}-1"`);
  assert.equal(Buffer.from(await readWhole(again, at, 100)).toString(), "hello");
  assert.deepEqual((await again.head(at)).headers, { "content-type": "text/plain" });
  assert.deepEqual(readdirSync(join(root, ".multipart")), []);
});

test("a part that breaks off is none, and one that is sent again takes the place of the first", async (context) => {
  const { root, store } = await open(context);
  const upload = { ...at, uploadId: await store.uploads.create(at, {}) };
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("half");
    throw new Error("the sender left");
  }
  await assert.rejects(store.uploads.putPart(upload, 1, broken()), /the sender left/);
  assert.deepEqual(await store.uploads.parts(upload), []);
  const [first] = await Promise.all([
    store.uploads.putPart(upload, 1, bytes("one")),
    store.uploads.putPart(upload, 1, bytes("other")),
  ]);
  const parts = await store.uploads.parts(upload);
  assert.equal(parts.length, 1);
  const files = readdirSync(join(root, ".multipart", upload.uploadId));
  assert.equal(files.length, 3, "the upload, the part and what says so");
  if (parts[0]?.etag !== first.etag)
    await assert.rejects(store.uploads.complete(upload, [first]), is("InvalidPart"));
});

test("an upload's id leads nowhere else, and belongs to its key", async (context) => {
  const { store } = await open(context);
  const uploadId = await store.uploads.create(at, {});
  for (const wrong of ["", "..", "../bucket", "0".repeat(32), `${uploadId}/`])
    await assert.rejects(store.uploads.parts({ ...at, uploadId: wrong }), is("NoSuchUpload"), wrong);
  await assert.rejects(store.uploads.abort({ bucket: "bucket", key: "other", uploadId }), is("NoSuchUpload"));
});

test("an upload that nobody came back for is gone after a start", async (context) => {
  const { root, store } = await open(context);
  const uploadId = await store.uploads.create(at, {});
  const old = (Date.now() - objectLimits.uploadIdleMs) / 1000 - 60;
  utimesSync(join(root, ".multipart", uploadId), old, old);
  const again = await openFolderStore(root);
  assert.deepEqual(await again.uploads.list("bucket"), []);
});

test("a condition of a write is judged as it is put in place, so one of many is the first", async (context) => {
  const { store } = await open(context);
  const puts = Array.from({ length: 8 }, (_, number) =>
    store.put(at, bytes(`writer ${number}`), { ifAbsent: true }).then(
      () => "put",
      (error: unknown) => (is("PreconditionFailed")(error) ? "refused" : String(error)),
    ),
  );
  const outcomes = await Promise.all(puts);
  assert.deepEqual(outcomes.toSorted(), ["put", ...Array<string>(7).fill("refused")]);
});

test("headers belong to one writing: what replaces an object by hand has none of them", async (context) => {
  const { root, store } = await open(context);
  const put = await store.put(at, Buffer.from("x"), { headers: () => ({ "x-amz-meta-a": "1" }) });
  assert.deepEqual((await store.head(at)).headers, { "x-amz-meta-a": "1" });
  writeFileSync(join(root, "bucket", "a", "b"), "y");
  const byHand = await store.head(at);
  assert.deepEqual(byHand.headers, {});
  assert.notEqual(byHand.etag, put.etag);
  await store.put(at, Buffer.from("z"));
  await store.delete(at);
  assert.deepEqual(readdirSync(join(root, ".details", "bucket")).length <= 1, true);
});
