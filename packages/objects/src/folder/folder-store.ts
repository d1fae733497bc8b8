import { createHash, randomUUID } from "node:crypto";
import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type {
  GetOptions,
  ObjectAddress,
  ObjectHead,
  ObjectPage,
  ObjectQuery,
  ObjectStore,
  OpenedObject,
} from "../port.ts";
import { checkBucketName } from "./bucket-name.ts";
import { syncFolder, writeDurably } from "./durable-file.ts";
import { fileError } from "./file-error.ts";
import { keySegments } from "./key-path.ts";
import { filesOf } from "./list-folder.ts";

// Buckets are folders, objects are files (key-path.ts says which). What was laid there by hand counts.
//
// F1. Nothing outside the root is read or written: keys cannot lead out, and links are not followed.
// F2. Uploads grow in a folder of their own, which start-up empties, and are renamed into place (O1).
// F3. One process owns the folder, as it owns the data folder around it.

export interface FolderStore extends ObjectStore {
  /** Harmless where it is there already. */
  createBucket(bucket: string): Promise<void>;
}

/** No bucket's name: they do not begin with a dot. */
const uploadsFolder = ".uploads";

export async function openFolderStore(folder: string): Promise<FolderStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await realpath(folder);
  const uploads = join(root, uploadsFolder);
  // What is left in it was never acknowledged.
  await rm(uploads, { recursive: true, force: true });
  await mkdir(uploads, { mode: 0o700 });
  await syncFolder(root);
  return storeIn(root, uploads);
}

/** The same, opened with the first call, for whoever wires things before anything may happen. */
export function createFolderStore(folder: string): FolderStore {
  let opened: Promise<FolderStore> | undefined;
  const open = (): Promise<FolderStore> => {
    // A folder that could not be opened is tried again by the next call.
    opened ??= openFolderStore(folder).catch((error: unknown) => {
      opened = undefined;
      throw fileError(error, folder, "ObjectStoreUnavailable");
    });
    return opened;
  };
  return {
    get: async (address, options) => (await open()).get(address, options),
    head: async (address) => (await open()).head(address),
    put: async (address, body) => (await open()).put(address, body),
    list: async (query) => (await open()).list(query),
    delete: async (address) => (await open()).delete(address),
    createBucket: async (bucket) => (await open()).createBucket(bucket),
    close: async () => (await opened)?.close(),
  };
}

function storeIn(root: string, uploads: string): FolderStore {
  return {
    get: (address, options) => getObject(root, address, options ?? {}),
    head: (address) => headObject(root, address),
    put: (address, body) => putObject(root, uploads, address, body),
    list: (query) => listObjects(root, query),
    delete: (address) => deleteObject(root, address),
    async createBucket(bucket) {
      checkBucketName(bucket);
      await mkdir(join(root, bucket), { recursive: true, mode: 0o700 });
      await syncFolder(root);
    },
    close: async () => {},
  };
}

async function getObject(root: string, address: ObjectAddress, options: GetOptions): Promise<OpenedObject> {
  const path = await pathOf(root, address);
  const file = await openExisting(root, path, address);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw objectError("NoSuchKey", nameOf(address));
    const head = headOf(stats);
    if (options.ifMatch !== undefined && options.ifMatch !== head.etag) {
      throw objectError("PreconditionFailed", `${nameOf(address)} has changed`);
    }
    return { ...head, body: chunksOf(file, options.fromByte ?? 0, nameOf(address)) };
  } catch (error) {
    await file.close();
    throw fileError(error, nameOf(address), "NoSuchKey");
  }
}

async function* chunksOf(file: FileHandle, fromByte: number, name: string): AsyncGenerator<Uint8Array> {
  try {
    let position = fromByte;
    for (;;) {
      const buffer = Buffer.allocUnsafe(objectLimits.chunkBytes);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw fileError(error, name, "NoSuchKey");
  } finally {
    await file.close();
  }
}

async function headObject(root: string, address: ObjectAddress): Promise<ObjectHead> {
  const path = await pathOf(root, address);
  const file = await openExisting(root, path, address);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw objectError("NoSuchKey", nameOf(address));
    return headOf(stats);
  } finally {
    await file.close();
  }
}

async function putObject(
  root: string,
  uploads: string,
  address: ObjectAddress,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<ObjectHead> {
  const path = await pathOf(root, address);
  const bucket = join(root, address.bucket);
  await checkWay(bucket, path, address);
  try {
    await writeDurably(path, join(uploads, randomUUID()), bucket, body);
  } catch (error) {
    const isTaken =
      error instanceof Error &&
      "code" in error &&
      ["EISDIR", "ENOTDIR", "EEXIST", "ENOTEMPTY"].includes(String(error.code));
    if (isTaken) throw takenError(address, error);
    throw fileError(error, nameOf(address), "NoSuchBucket");
  }
  return headObject(root, address);
}

/**
 * A folder on the way must be one, by exactly that name: neither a link that leads out (F1), nor on a file
 * system without case another key's.
 */
async function checkWay(bucket: string, path: string, address: ObjectAddress): Promise<void> {
  let at = bucket;
  const names = path.slice(bucket.length + 1).split("/");
  for (const [index, name] of names.entries()) {
    at = join(at, name);
    const isLast = index === names.length - 1;
    const stats = await lstat(at).catch(() => undefined);
    if (stats === undefined) return;
    if (stats.isSymbolicLink())
      throw objectError("AccessDenied", `${nameOf(address)} goes through a symbolic link`);
    if (stats.isDirectory() === isLast) throw takenError(address);
    if ((await realpath(at)) !== at) throw takenError(address);
  }
}

function takenError(address: ObjectAddress, cause?: unknown): Error {
  return objectError(
    "InvalidKey",
    `${nameOf(address)}: a folder store cannot keep a key beside one that is the same up to case, or that goes on after it with "/"`,
    cause,
  );
}

async function listObjects(root: string, query: ObjectQuery): Promise<ObjectPage> {
  const { bucket, prefix = "", startAfter } = query;
  const limit = Math.min(query.limit ?? objectLimits.pageObjectsMax, objectLimits.pageObjectsMax);
  const folder = await bucketFolder(root, bucket);
  const after = query.after === undefined ? startAfter : readToken(query.after);
  const objects: (ObjectHead & { readonly key: string })[] = [];
  try {
    for await (const { key, stats } of filesOf(folder, { prefix, after })) {
      const last = objects.at(-1);
      if (objects.length >= limit && last !== undefined) return { objects, next: toToken(last.key) };
      objects.push({ key, ...headOf(stats) });
    }
  } catch (error) {
    throw fileError(error, bucket, "NoSuchBucket");
  }
  return { objects };
}

function toToken(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function readToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (key === "" || toToken(key) !== token) throw objectError("InvalidToken", token.slice(0, 100));
  return key;
}

async function deleteObject(root: string, address: ObjectAddress): Promise<void> {
  const path = await pathOf(root, address);
  try {
    // Refuses links and folders on the way, as reading does.
    await headObject(root, address);
    await unlink(path);
    await syncFolder(join(path, ".."));
    await pruneFolders(join(root, address.bucket), join(path, ".."));
  } catch (error) {
    const known = fileError(error, nameOf(address), "NoSuchKey");
    if (!("code" in known) || known.code !== "NoSuchKey") throw known;
  }
}

/** Folders are there for the keys below them only. */
async function pruneFolders(bucket: string, from: string): Promise<void> {
  for (let at = from; at.length > bucket.length; at = join(at, "..")) {
    if ((await readdir(at)).length > 0) return;
    await rmdir(at).catch(() => {});
  }
}

async function pathOf(root: string, { bucket, key }: ObjectAddress): Promise<string> {
  return join(await bucketFolder(root, bucket), ...keySegments(key));
}

/** NoSuchBucket; AccessDenied for a link (F1). */
async function bucketFolder(root: string, bucket: string): Promise<string> {
  checkBucketName(bucket);
  const folder = join(root, bucket);
  const stats = await lstat(folder).catch((error: unknown) => {
    throw fileError(error, bucket, "NoSuchBucket");
  });
  if (stats.isSymbolicLink()) throw objectError("AccessDenied", `bucket ${bucket} is a symbolic link`);
  if (!stats.isDirectory()) throw objectError("NoSuchBucket", bucket);
  return folder;
}

async function openExisting(root: string, path: string, address: ObjectAddress): Promise<FileHandle> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const real = await realpath(path).catch(() => path);
    if (real === path) return file;
    await file.close();
    // The same up to case is another key; anything else went through a link.
    const isCase = real.startsWith(`${root}/`) && real.toLowerCase() === path.toLowerCase();
    throw isCase
      ? objectError("NoSuchKey", nameOf(address))
      : objectError("AccessDenied", `${nameOf(address)} goes through a symbolic link`);
  } catch (error) {
    throw fileError(error, nameOf(address), "NoSuchKey");
  }
}

/** An opaque etag, as S3's of a multipart upload is: what tells this content from any other that was here. */
function headOf(stats: BigIntStats): ObjectHead {
  const identity = `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
  return {
    sizeBytes: Number(stats.size),
    etag: `"${createHash("md5").update(identity).digest("hex")}"`,
    modifiedAt: epochMs(Number(stats.mtimeMs)),
  };
}

function nameOf({ bucket, key }: ObjectAddress): string {
  return `s3://${bucket}/${key}`;
}
