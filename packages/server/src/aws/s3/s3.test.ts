import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createFolderStore } from "@landbridge/objects";
import { type AwsTestServer, startAws } from "../../../test/aws-server.ts";
import { s3Service } from "./s3-service.ts";

async function start(context: TestContext): Promise<AwsTestServer & { s3: S3Client; root: string }> {
  const root = mkdtempSync(join(tmpdir(), "s3-"));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const objects = createFolderStore(root);
  const server = await startAws(context, [
    s3Service({ objects, region: "us-east-1", owner: "000000000000" }),
  ]);
  const s3 = new S3Client(server.clientOptions);
  context.after(() => s3.destroy());
  return { ...server, s3, root };
}

const Bucket = "v1";
const named = (name: string, status?: number) => (error: unknown) => {
  assert.ok(error instanceof Error);
  assert.equal(error.name, name);
  if (status !== undefined)
    assert.equal((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode, status);
  return true;
};

async function withBucket(context: TestContext) {
  const server = await start(context);
  await server.s3.send(new CreateBucketCommand({ Bucket: "v1x" }));
  const put = (Key: string, Body: string) =>
    server.s3.send(new PutObjectCommand({ Bucket: "v1x", Key, Body }));
  const text = async (Key: string, more: object = {}) => {
    const { Body } = await server.s3.send(new GetObjectCommand({ Bucket: "v1x", Key, ...more }));
    return (await Body?.transformToString()) ?? "";
  };
  return { ...server, put, text, Bucket: "v1x" };
}

test("buckets are made, found, listed and deleted, and only when they are empty", async (context) => {
  const { s3 } = await start(context);
  await assert.rejects(s3.send(new CreateBucketCommand({ Bucket })), named("InvalidBucketName"));
  await s3.send(new CreateBucketCommand({ Bucket: "runs" }));
  await s3.send(new CreateBucketCommand({ Bucket: "runs" }));
  await s3.send(new HeadBucketCommand({ Bucket: "runs" }));
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: "none" })), named("NotFound", 404));
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  assert.deepEqual(
    Buckets?.map(({ Name }) => Name),
    ["runs"],
  );
  await s3.send(new PutObjectCommand({ Bucket: "runs", Key: "a", Body: "x" }));
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: "runs" })), named("BucketNotEmpty", 409));
  await s3.send(new DeleteObjectCommand({ Bucket: "runs", Key: "a" }));
  await s3.send(new DeleteBucketCommand({ Bucket: "runs" }));
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket: "runs" })), named("NoSuchBucket", 404));
});

test("names that S3 keeps for itself are refused", async (context) => {
  const server = await start(context);
  // Raw: the SDK refuses some of them by itself.
  const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  for (const reserved of ["192.168.1.1", "xn--a", "a-s3alias", "sthree-a", "a--x-s3"]) {
    const response = await server.send({ service: "s3", method: "PUT", path: `/${reserved}`, headers });
    assert.equal(response.status, 400, reserved);
    assert.match(await response.text(), /<Code>InvalidBucketName</);
  }
});

test("an object comes back with its bytes, its MD5, its type, its metadata and its checksum", async (context) => {
  const { s3, Bucket } = await withBucket(context);
  const Key = "a b/ü+%/x?y&z=1";
  const put = await s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: "hello",
      ContentType: "text/plain",
      CacheControl: "no-store",
      Metadata: { who: "me" },
      ChecksumAlgorithm: "CRC64NVME",
    }),
  );
  assert.equal(put.ETag, `"${createHash("md5").update("hello").digest("hex")}"`);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  assert.equal(await got.Body?.transformToString(), "hello");
  const { ContentType, CacheControl, Metadata, ContentLength, ETag, ChecksumCRC64NVME } = got;
  assert.deepEqual(
    { ContentType, CacheControl, Metadata, ContentLength, ETag, ChecksumCRC64NVME },
    {
      ContentType: "text/plain",
      CacheControl: "no-store",
      Metadata: { who: "me" },
      ContentLength: 5,
      ETag: put.ETag,
      ChecksumCRC64NVME: put.ChecksumCRC64NVME,
    },
  );
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  assert.equal(head.ContentLength, 5);
  await assert.rejects(s3.send(new HeadObjectCommand({ Bucket, Key: "none" })), named("NotFound", 404));
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "none" })), named("NoSuchKey", 404));
});

test("ranges and conditions are S3's", async (context) => {
  const { s3, put, text, Bucket } = await withBucket(context);
  const { ETag = "" } = await put("k", "0123456789");
  assert.equal(await text("k", { Range: "bytes=2-4" }), "234");
  assert.equal(await text("k", { Range: "bytes=-3" }), "789");
  assert.equal(await text("k", { Range: "bytes=8-" }), "89");
  assert.equal(await text("k", { Range: "bytes=0-1,4-5" }), "0123456789");
  const far = await s3.send(new GetObjectCommand({ Bucket, Key: "k", Range: `bytes=0-${"9".repeat(30)}` }));
  assert.equal(far.ContentRange, "bytes 0-9/10");
  await assert.rejects(text("k", { Range: "bytes=10-" }), named("InvalidRange", 416));
  await assert.rejects(text("k", { IfNoneMatch: ETag }), named("Unknown", 304));
  await assert.rejects(text("k", { IfMatch: '"other"' }), named("PreconditionFailed", 412));
  const at = (more: object) => s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "new", ...more }));
  await assert.rejects(at({ IfNoneMatch: "*" }), named("PreconditionFailed", 412));
  await assert.rejects(at({ IfMatch: '"other"' }), named("PreconditionFailed", 412));
  await at({ IfMatch: ETag });
  assert.equal(await text("k"), "new");
  await assert.rejects(at({ ContentMD5: "AAAA" }), named("InvalidDigest", 400));
});

test("what is deleted under a condition is that object and no other", async (context) => {
  const { s3, put, text, Bucket } = await withBucket(context);
  const { ETag } = await put("k", "one");
  const remove = (Key: string, IfMatch: string) => s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));
  await assert.rejects(remove("k", '"other"'), named("PreconditionFailed", 412));
  await assert.rejects(remove("none", "*"), named("PreconditionFailed", 412));
  const each = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "k", ETag: '"other"' }, { Key: "x" }] } }),
  );
  assert.deepEqual(
    each.Errors?.map(({ Key, Code }) => [Key, Code]),
    [["k", "PreconditionFailed"]],
  );
  assert.equal(await text("k"), "one");
  await remove("k", ETag ?? "");
  await assert.rejects(text("k"), named("NoSuchKey", 404));
  await put("k", "two");
  await remove("k", "*");
  await assert.rejects(text("k"), named("NoSuchKey", 404));
});

test("a stream of unknown kind is sent in chunks with a trailer, and is checked by it", async (context) => {
  const { s3, text, Bucket } = await withBucket(context);
  for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME"] as const) {
    const Body = Readable.from([Buffer.alloc(70_000, "a"), Buffer.from("end")], { objectMode: false });
    await s3.send(new PutObjectCommand({ Bucket, Key: "s", Body, ContentLength: 70_003, ChecksumAlgorithm }));
    assert.equal((await text("s", { ChecksumMode: "ENABLED" })).length, 70_003);
  }
});

test("a body that is not what was signed or summed leaves nothing behind", async (context) => {
  const { s3, send, Bucket } = await withBucket(context);
  const put = (headers: Readonly<Record<string, string>>, sentBody: string) =>
    send({ service: "s3", method: "PUT", path: `/${Bucket}/k`, headers, body: "good", sentBody });
  const signed = createHash("sha256").update("good").digest("hex");
  const changed = await put({ "x-amz-content-sha256": signed }, "evil");
  assert.equal(changed.status, 400);
  assert.match(await changed.text(), /XAmzContentSHA256Mismatch/);
  const summed = await put(
    { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-checksum-crc32": "AAAAAA==" },
    "good",
  );
  assert.match(await summed.text(), /BadDigest/);
  const md5 = { "content-md5": createHash("md5").update("x").digest("base64") };
  assert.match(await (await put({ "x-amz-content-sha256": signed, ...md5 }, "good")).text(), /BadDigest/);
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket }));
  assert.equal(KeyCount, 0);
});

test("listings are in order, by pages, by prefix, and folded at a delimiter", async (context) => {
  const { s3, put, Bucket } = await withBucket(context);
  for (const key of ["a/1", "a/2", "a/b/3", "b", "c/1", "c d", "é"]) await put(key, key);
  const pages = async (input: object) => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, ...input, ...(ContinuationToken && { ContinuationToken }) }),
      );
      found.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ""));
      found.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix}*`));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  };
  const all = ["a/1", "a/2", "a/b/3", "b", "c d", "c/1", "é"];
  assert.deepEqual(await pages({}), all);
  assert.deepEqual(await pages({ MaxKeys: 2 }), all);
  assert.deepEqual(await pages({ Prefix: "a/", Delimiter: "/" }), ["a/1", "a/2", "a/b/*"]);
  assert.deepEqual(await pages({ Delimiter: "/", MaxKeys: 1 }), ["a/*", "b", "c d", "c/*", "é"]);
  assert.deepEqual(await pages({ StartAfter: "b", EncodingType: "url" }), ["c%20d", "c/1", "%C3%A9"]);
  const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 1 }));
  assert.equal(first.NextMarker, "a/");
  const second = await s3.send(
    new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 1, Marker: first.NextMarker }),
  );
  assert.equal(second.Contents?.[0]?.Key, "b");
});

test("a thousand keys are deleted with one call, and each is told", async (context) => {
  const { s3, put, Bucket } = await withBucket(context);
  for (const key of ["a", "b<&>", "c"]) await put(key, "x");
  const Objects = [{ Key: "a" }, { Key: "b<&>" }, { Key: "none" }];
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.deepEqual(
    Deleted?.map(({ Key }) => Key),
    ["a", "b<&>", "none"],
  );
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
  assert.deepEqual(
    Contents?.map(({ Key }) => Key),
    ["c"],
  );
});

test("a copy keeps what its source has, or takes what it is told", async (context) => {
  const { s3, text, Bucket } = await withBucket(context);
  await s3.send(new PutObjectCommand({ Bucket, Key: "ä", Body: "x", Metadata: { a: "1" } }));
  const CopySource = `${Bucket}/${encodeURIComponent("ä")}`;
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
  assert.equal(await text("copy"), "x");
  const kept = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
  assert.deepEqual(kept.Metadata, { a: "1" });
  const Metadata = { b: "2" };
  await s3.send(
    new CopyObjectCommand({ Bucket, Key: "copy", CopySource, MetadataDirective: "REPLACE", Metadata }),
  );
  assert.deepEqual((await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }))).Metadata, Metadata);
});

test("parts become one object at once, and an upload that is given up leaves nothing", async (context) => {
  const { s3, Bucket, root } = await withBucket(context);
  const Key = "big";
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, Metadata: { a: "1" }, ChecksumAlgorithm: "CRC32" }),
  );
  const part = async (PartNumber: number, Body: Buffer) => {
    const { ETag } = await s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: "CRC32" }),
    );
    return { PartNumber, ETag };
  };
  const large = Buffer.alloc(5 * 1024 * 1024, "a");
  await part(1, Buffer.from("sent again"));
  const parts = [await part(1, large), await part(2, Buffer.from("end"))];
  const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
  assert.deepEqual(
    listed.Parts?.map(({ Size }) => Size),
    [large.length, 3],
  );
  const complete = (Parts: typeof parts) =>
    s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  await assert.rejects(complete(parts.toReversed()), named("InvalidPartOrder"));
  await assert.rejects(complete([{ PartNumber: 3, ETag: '"x"' }]), named("InvalidPart"));
  const { ETag } = await complete(parts);
  assert.match(ETag ?? "", /^"[0-9a-f]{32}-2"$/);
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  assert.deepEqual(
    [head.ContentLength, head.Metadata, head.ChecksumType],
    [large.length + 3, { a: "1" }, "COMPOSITE"],
  );
  await assert.rejects(complete(parts), named("NoSuchUpload", 404));
  const second = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: second.UploadId }));
  assert.deepEqual(readdirSync(join(root, ".multipart")), []);
  assert.deepEqual(readdirSync(join(root, ".uploads")), []);
});

test("keys that name folders above stay inside of their bucket", async (context) => {
  const { text, put, Bucket, root } = await withBucket(context);
  for (const key of ["../../escape", "/etc/passwd", "a/../../../b", "%2E%2E/c"]) {
    await put(key, key);
    assert.equal(await text(key), key);
  }
  assert.deepEqual(readdirSync(root).toSorted(), [".details", ".multipart", ".uploads", Bucket]);
});

test("what is not offered is said to be so, and a reader may not write", async (context) => {
  const { send, pairOf, Bucket } = await withBucket(context);
  const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const acl = await send({ service: "s3", method: "GET", path: `/${Bucket}?acl=`, headers });
  assert.equal(acl.status, 501);
  const reader = await pairOf({ scopes: ["read"] });
  const put = await send({
    service: "s3",
    method: "PUT",
    path: `/${Bucket}/k`,
    headers,
    body: "x",
    pair: reader,
  });
  assert.equal(put.status, 403);
  assert.match(await put.text(), /<Code>AccessDenied<\/Code>/);
});

test("a presigned request needs no key until it expires, and says nothing but what was signed", async (context) => {
  const { presign, Bucket, put } = await withBucket(context);
  await put("k", "hello");
  const url = await presign({ service: "s3", path: `/${Bucket}/k`, expiresIn: 900 });
  assert.equal(await (await fetch(url)).text(), "hello");
  const other = await fetch(url.replace("/k?", "/other?"));
  assert.equal(other.status, 403);
  assert.match(await other.text(), /SignatureDoesNotMatch/);
  const upload = await presign({ service: "s3", method: "PUT", path: `/${Bucket}/new`, expiresIn: 900 });
  assert.equal((await fetch(upload, { method: "PUT", body: "any body" })).status, 200);
  const added = await fetch(url, { headers: { "x-amz-meta-a": "1" } });
  assert.match(await added.text(), /HeadersNotSigned>x-amz-meta-a</);
  const signedAt = new Date(Date.now() - 120_000);
  const expired = await fetch(
    await presign({ service: "s3", path: `/${Bucket}/k`, expiresIn: 60, signedAt }),
  );
  assert.match(await expired.text(), /Request has expired/);
});
