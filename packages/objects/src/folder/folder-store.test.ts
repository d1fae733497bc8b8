import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import {
  createFolderStore,
  type FolderStore,
  isObjectError,
  type ObjectErrorCode,
  openFolderStore,
  readWhole,
} from "../index.ts";

/** Removed when the tests are over. */
function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "objects-"));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

async function freshStore(): Promise<{ store: FolderStore; root: string; outside: string }> {
  const outside = freshFolder();
  const root = join(outside, "objects");
  const store = await openFolderStore(root);
  await store.buckets.create("bucket");
  return { store, root, outside };
}

const at = (key: string) => ({ bucket: "bucket", key });
const is = (code: ObjectErrorCode) => (error: unknown) => isObjectError(error, code);
const textOf = async (store: FolderStore, key: string) =>
  Buffer.from(await readWhole(store, at(key), 1e6)).toString();

const hostile = [
  "../escape",
  "b/..",
  ".",
  "/etc/passwd",
  "a/../../b",
  "a//b",
  "trailing/",
  "nul\0byte",
  "new\nline",
  "per%cent",
  "%2E%2E",
  "%",
  "a%_",
  "back\\slash",
  "é💶".repeat(50),
  "x".repeat(1_024),
  "x".repeat(200),
  `${"y".repeat(199)}💶/z`,
  ".uploads",
  "CON",
  " ",
];

test("every key, however hostile, is kept inside its bucket and found again under its own name", async () => {
  const { store, outside } = await freshStore();
  for (const key of hostile) await store.put(at(key), Buffer.from(key));
  for (const key of hostile) assert.equal(await textOf(store, key), key);
  const { objects } = await store.list({ bucket: "bucket" });
  assert.deepEqual(new Set(objects.map((object) => object.key)), new Set(hostile));
  assert.deepEqual(readdirSync(outside), ["objects"]);
  assert.deepEqual(readdirSync(join(outside, "objects")).toSorted(), [
    ".details",
    ".multipart",
    ".uploads",
    "bucket",
  ]);
  for (const key of hostile) await store.delete(at(key));
  assert.deepEqual(readdirSync(join(outside, "objects", "bucket")), []);
});

test("lists are in the order of the keys' bytes, whole over pages, and narrowed by prefix", async () => {
  const part = fc.string({
    unit: fc.constantFrom("a", "b", "-", "0", "%", "💶", "\uFFFD"),
    minLength: 1,
    maxLength: 3,
  });
  const keys = fc.uniqueArray(
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(keys, part, fc.integer({ min: 1, max: 4 }), async (all, prefix, limit) => {
      // A folder store keeps no key beside one that goes on after it.
      const kept = all.filter((key) => !all.some((other) => other.startsWith(`${key}/`)));
      const { store } = await freshStore();
      for (const key of kept) await store.put(at(key), Buffer.alloc(0));
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.list({
          bucket: "bucket",
          prefix,
          limit,
          ...(after !== undefined && { after }),
        });
        assert.ok(page.objects.length <= limit);
        found.push(...page.objects.map((object) => object.key));
        after = page.next;
      } while (after !== undefined);
      const wanted = kept.filter((key) => key.startsWith(prefix));
      assert.deepEqual(
        found,
        wanted.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
    }),
    { numRuns: 15 },
  );
});

test("links lead nowhere: neither an object, nor a folder on the way, nor a bucket", async () => {
  const { store, root, outside } = await freshStore();
  writeFileSync(join(outside, "secret"), "s");
  symlinkSync(join(outside, "secret"), join(root, "bucket", "link"));
  symlinkSync(outside, join(root, "bucket", "way"));
  symlinkSync(outside, join(root, "linked"));
  await assert.rejects(store.get(at("link")), is("AccessDenied"));
  await assert.rejects(store.get(at("way/secret")), is("AccessDenied"));
  await assert.rejects(store.put(at("way/new"), Buffer.from("x")), is("AccessDenied"));
  await assert.rejects(store.put(at("link"), Buffer.from("x")), is("AccessDenied"));
  await assert.rejects(store.delete(at("way/secret")), is("AccessDenied"));
  await assert.rejects(store.get({ bucket: "linked", key: "secret" }), is("AccessDenied"));
  assert.deepEqual((await store.list({ bucket: "bucket" })).objects, []);
  assert.equal(existsSync(join(outside, "new")), false);
  assert.equal(readFileSync(join(outside, "secret"), "utf8"), "s");
});

test("what is not there and what cannot be kept is refused by name", async () => {
  const { store } = await freshStore();
  await store.put(at("a"), Buffer.from("x"));
  await assert.rejects(store.get(at("none")), is("NoSuchKey"));
  await assert.rejects(store.get(at("a/b")), is("NoSuchKey"));
  await assert.rejects(store.get({ bucket: "other", key: "a" }), is("NoSuchBucket"));
  await assert.rejects(store.put({ bucket: "other", key: "a" }, Buffer.from("x")), is("NoSuchBucket"));
  await assert.rejects(store.list({ bucket: "other" }), is("NoSuchBucket"));
  for (const bucket of ["..", ".uploads", "A", "a", "a/b", "a..b", ""]) {
    await assert.rejects(store.get({ bucket, key: "a" }), is("InvalidBucketName"), bucket);
  }
  await assert.rejects(store.put(at(""), Buffer.from("x")), is("InvalidKey"));
  await assert.rejects(store.put(at("\ud800"), Buffer.from("x")), is("InvalidKey"));
  await assert.rejects(store.put(at("x".repeat(1_025)), Buffer.from("x")), is("KeyTooLongError"));
  await assert.rejects(store.put(at("a/b"), Buffer.from("x")), is("InvalidKey"));
  await store.put(at("d/e"), Buffer.from("x"));
  await assert.rejects(store.put(at("d"), Buffer.from("x")), is("InvalidKey"));
  await assert.rejects(store.list({ bucket: "bucket", after: "!" }), is("InvalidToken"));
  await store.delete(at("none"));
});

test("a reader keeps what it opened, and a stream that fails leaves what was there", async () => {
  const { store, root } = await freshStore();
  const first = await store.put(at("k"), Buffer.from("first"));
  const { body } = await store.get(at("k"), { fromByte: 1, ifMatch: first.etag });
  await store.put(at("k"), Buffer.from("second"));
  assert.equal(Buffer.concat(await Array.fromAsync(body)).toString(), "irst");
  await assert.rejects(store.get(at("k"), { ifMatch: first.etag }), is("PreconditionFailed"));
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("half");
    throw new Error("the source broke");
  }
  await assert.rejects(store.put(at("k"), broken()));
  assert.equal(await textOf(store, "k"), "second");
  assert.deepEqual(readdirSync(join(root, ".uploads")), []);
});

test("a store that is opened with its first call opens once, and again after it could not", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "taken"), "a file where the folder should be");
  const failing = createFolderStore(join(folder, "taken"));
  await assert.rejects(failing.buckets.create("bucket"), (error) => isObjectError(error));
  await failing.close();
  const store = createFolderStore(join(folder, "objects"));
  assert.deepEqual(readdirSync(folder), ["taken"]);
  await store.buckets.create("bucket");
  await Promise.all(["a", "b"].map((key) => store.put(at(key), Buffer.from(key))));
  assert.equal((await store.list({ bucket: "bucket" })).objects.length, 2);
  assert.equal((await store.head(at("a"))).sizeBytes, 1);
  await store.close();
});

test("what an upload left at a crash is gone after the next start", async () => {
  const { root } = await freshStore();
  writeFileSync(join(root, ".uploads", "torn"), "half");
  const again = await openFolderStore(root);
  assert.deepEqual(readdirSync(join(root, ".uploads")), []);
  mkdirSync(join(root, "bucket", "by-hand"));
  writeFileSync(join(root, "bucket", "by-hand", "file.csv"), "a,b");
  assert.deepEqual(
    (await again.list({ bucket: "bucket" })).objects.map((one) => one.key),
    ["by-hand/file.csv"],
  );
});
