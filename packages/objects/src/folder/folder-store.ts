import { lstat, mkdir, readdir, realpath, rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { objectError } from "../errors.ts";
import type { ObjectAddress } from "../port.ts";
import { bucketsIn } from "./buckets.ts";
import { dropDetails } from "./details.ts";
import { syncFolder } from "./durable-file.ts";
import { fileError } from "./file-error.ts";
import type { FolderPlace } from "./folder-place.ts";
import type { FolderStore, Uploads } from "./folder-port.ts";
import { getObject, headObject, headOf, nameOf, pathOf } from "./get-object.ts";
import { listObjects } from "./list-objects.ts";
import { putObject } from "./put-object.ts";
import { createTurns } from "./turns.ts";
import { openUploads } from "./uploads.ts";

// Buckets are folders, objects are files (key-path.ts says which). What was laid there by hand counts.
//
// F1. Nothing outside the root is read or written: keys cannot lead out, and links are not followed.
// F2. Uploads grow in a folder of their own, which start-up empties, and are renamed into place (O1).
// F3. Processes that share the folder have each a name, and an uploads' folder of that name. Only conditions
//     (If-Match) and the order of two writings of one key are each process's own affair.

/** No bucket's name: they do not begin with a dot. */
const uploadsFolder = ".uploads";

export interface FolderOptions {
  /** Of this process among those that share the folder; the same when it is started again. Absent: nobody else has it. */
  readonly sharer?: string;
}

export async function openFolderStore(folder: string, { sharer }: FolderOptions = {}): Promise<FolderStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await realpath(folder);
  const uploads = join(root, sharer === undefined ? uploadsFolder : `${uploadsFolder}-${sharer}`);
  // What is left in it was never acknowledged.
  await rm(uploads, { recursive: true, force: true });
  await mkdir(uploads, { mode: 0o700 });
  await syncFolder(root);
  const place: FolderPlace = { root, uploads, turns: createTurns() };
  return storeIn(place, await openUploads(place));
}

/** The same, opened with the first call, for whoever wires things before anything may happen. */
export function createFolderStore(folder: string, options: FolderOptions = {}): FolderStore {
  let opened: Promise<FolderStore> | undefined;
  const open = (): Promise<FolderStore> => {
    // A folder that could not be opened is tried again by the next call.
    opened ??= openFolderStore(folder, options).catch((error: unknown) => {
      opened = undefined;
      throw fileError(error, folder, "ObjectStoreUnavailable");
    });
    return opened;
  };
  return {
    get: async (address, options) => (await open()).get(address, options),
    head: async (address) => (await open()).head(address),
    put: async (address, body, options) => (await open()).put(address, body, options),
    list: async (query) => (await open()).list(query),
    delete: async (address, options) => (await open()).delete(address, options),
    buckets: {
      create: async (bucket) => (await open()).buckets.create(bucket),
      delete: async (bucket) => (await open()).buckets.delete(bucket),
      head: async (bucket) => (await open()).buckets.head(bucket),
      list: async () => (await open()).buckets.list(),
    },
    uploads: {
      create: async (address, headers) => (await open()).uploads.create(address, headers),
      putPart: async (upload, number, body, headers) =>
        (await open()).uploads.putPart(upload, number, body, headers),
      parts: async (upload) => (await open()).uploads.parts(upload),
      complete: async (upload, parts, options) => (await open()).uploads.complete(upload, parts, options),
      abort: async (upload) => (await open()).uploads.abort(upload),
      list: async (bucket) => (await open()).uploads.list(bucket),
    },
    close: async () => (await opened)?.close(),
  };
}

function storeIn(place: FolderPlace, uploads: Uploads): FolderStore {
  const { root, turns } = place;
  return {
    get: (address, options) => getObject(root, address, options ?? {}),
    head: (address) => headObject(root, address),
    put: (address, body, options) => putObject(place, address, body, options ?? {}),
    list: (query) => listObjects(root, query, (address, stats) => headOf(root, address, stats)),
    delete: (address, { ifMatch } = {}) =>
      turns(`${address.bucket}/${address.key}`, () => deleteObject(root, address, ifMatch)),
    buckets: bucketsIn(root),
    uploads,
    close: async () => {},
  };
}

async function deleteObject(root: string, address: ObjectAddress, ifMatch?: string): Promise<void> {
  const path = await pathOf(root, address);
  try {
    // Refuses links and folders on the way, as reading does.
    const { etag } = await headObject(root, address);
    if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etag)
      throw objectError("PreconditionFailed", nameOf(address));
    const stats = await lstat(path, { bigint: true });
    await unlink(path);
    await syncFolder(join(path, ".."));
    await dropDetails(root, address, stats);
    await pruneFolders(join(root, address.bucket), join(path, ".."));
  } catch (error) {
    const known = fileError(error, nameOf(address), "NoSuchKey");
    if (!("code" in known) || known.code !== "NoSuchKey") throw known;
    if (ifMatch !== undefined) throw objectError("PreconditionFailed", nameOf(address));
  }
}

/** Folders are there for the keys below them only. */
async function pruneFolders(bucket: string, from: string): Promise<void> {
  for (let at = from; at.length > bucket.length; at = join(at, "..")) {
    if ((await readdir(at)).length > 0) return;
    await rmdir(at).catch(() => {});
  }
}
