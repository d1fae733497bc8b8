import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type StandIn, startStandIn } from "../../test/s3-stand-in.ts";
import {
  createS3Store,
  isObjectError,
  type ObjectErrorCode,
  type ObjectStore,
  objectLimits,
} from "../index.ts";

let s3: StandIn;
let store: ObjectStore;

before(async () => {
  s3 = await startStandIn();
  const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
  store = createS3Store({ region: "us-east-1", endpoint: s3.endpoint, credentials });
});
after(async () => {
  await store.close();
  await s3.close();
});

const at = (key: string) => ({ bucket: "b-1", key });
const is = (code: ObjectErrorCode) => (error: unknown) => isObjectError(error, code);

test("an object is put, read from any byte, described and deleted", async () => {
  const { etag } = await store.put(at("a/b c"), Buffer.from("0123456789"));
  const opened = await store.get(at("a/b c"), { fromByte: 4, ifMatch: etag });
  assert.equal(Buffer.concat(await Array.fromAsync(opened.body)).toString(), "456789");
  assert.equal(opened.sizeBytes, 10);
  const end = await store.get(at("a/b c"), { fromByte: 10 });
  assert.deepEqual(await Array.fromAsync(end.body), []);
  assert.deepEqual(await store.head(at("a/b c")), { sizeBytes: 10, etag, modifiedAt: 1_700_000_000_000 });
  await store.delete(at("a/b c"));
  await assert.rejects(store.head(at("a/b c")), is("NoSuchKey"));
});

async function* stream(bytes: number): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.alloc(1_000_003, "x");
  for (let left = bytes; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}

test("a long stream goes up in parts, and arrives whole", async () => {
  const bytes = objectLimits.partBytes * 2 + 5;
  s3.calls.length = 0;
  const head = await store.put(at("long"), stream(bytes));
  assert.equal(head.sizeBytes, bytes);
  assert.equal(s3.objects.get("b-1/long")?.length, bytes);
  assert.equal(s3.calls.filter((call) => call === "PUT partNumber&uploadId").length, 3);
  assert.equal(s3.openUploads(), 0);
});

test("an upload whose source breaks is taken back, and what was there stays", async () => {
  await store.put(at("kept"), Buffer.from("before"));
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* stream(objectLimits.partBytes * 2 + 1);
    throw new Error("the source broke");
  }
  await assert.rejects(store.put(at("kept"), broken()));
  assert.equal(s3.objects.get("b-1/kept")?.toString(), "before");
  assert.equal(s3.openUploads(), 0);
});

test("a list is whole over pages", async () => {
  for (const key of ["l/1", "l/2", "l/3"]) await store.put(at(key), Buffer.from(key));
  const first = await store.list({ bucket: "b-1", prefix: "l/", limit: 2 });
  const second = await store.list({
    bucket: "b-1",
    prefix: "l/",
    limit: 2,
    ...(first.next !== undefined && { after: first.next }),
  });
  assert.deepEqual(
    [...first.objects, ...second.objects].map((one) => one.key),
    ["l/1", "l/2", "l/3"],
  );
  assert.equal(second.next, undefined);
});

test("what S3 refuses has its name here, and a server that fails is worth another try", async () => {
  await assert.rejects(store.get({ bucket: "missing", key: "k" }), is("NoSuchBucket"));
  await assert.rejects(store.get(at("none")), is("NoSuchKey"));
  await store.put(at("k"), Buffer.from("x"));
  await assert.rejects(store.get(at("k"), { ifMatch: '"other"' }), is("PreconditionFailed"));
  s3.fault = { status: 403, code: "AccessDenied" };
  await assert.rejects(store.list({ bucket: "b-1" }), is("AccessDenied"));
  s3.fault = { status: 400, code: "Strange" };
  await assert.rejects(
    store.get(at("k")),
    (error) =>
      isObjectError(error, "ObjectStoreUnavailable") && error.retryable && /Strange/.test(error.message),
  );
  s3.fault = undefined;
});
