import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { assert, type EpochMs, epochMs, isJsonObject, type JsonObject, parseJson } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress } from "../port.ts";
import { bucketFolder } from "./buckets.ts";
import { dropStaged, publishFile, stageFile, syncFolder } from "./durable-file.ts";
import type { FolderPlace } from "./folder-place.ts";
import type { OpenUpload, StoredPart, UploadPart, Uploads } from "./folder-port.ts";
import { keySegments } from "./key-path.ts";
import { putStaged } from "./put-object.ts";

// Multipart uploads: a folder each beside the buckets, with a file for the upload, one for each part's bytes and
// one that says which of them is the part.
//
// U1. A part counts once its description is in place: one that is sent again replaces the first at once.
// U2. Completing writes the object as any other (O1), and the upload is gone after it. A crash in between leaves
//     an upload that can be completed again.

const folderName = ".multipart";
const uploadFile = "upload.json";

type UploadAddress = ObjectAddress & { readonly uploadId: string };

export async function openUploads(place: FolderPlace): Promise<Uploads> {
  const top = join(place.root, folderName);
  await mkdir(top, { recursive: true, mode: 0o700 });
  await dropIdle(top);
  return {
    async create(address, headers) {
      await bucketFolder(place.root, address.bucket);
      keySegments(address.key);
      if ((await readdir(top)).length >= objectLimits.uploadsMax)
        throw objectError("TooManyUploads", `${objectLimits.uploadsMax}`);
      const uploadId = randomUUID().replaceAll("-", "");
      const folder = join(top, uploadId);
      await mkdir(folder, { mode: 0o700 });
      const { bucket, key } = address;
      await writeJson(place, join(folder, uploadFile), { v: 1, bucket, key, headers, startedAt: Date.now() });
      await syncFolder(top);
      return uploadId;
    },
    async putPart(address, partNumber, body, headers = () => ({})) {
      const { folder } = await readUpload(top, address);
      const staging = join(place.uploads, randomUUID());
      try {
        const staged = await stageFile(staging, body);
        const file = `${partNumber}.${randomUUID()}`;
        await publishFile(staged.path, join(folder, file), folder);
        const described = {
          v: 1,
          file,
          etag: `"${staged.md5}"`,
          sizeBytes: staged.sizeBytes,
          modifiedAt: Date.now(),
          headers: headers(),
        };
        await place.turns(folder, async () => {
          const path = join(folder, partFile(partNumber));
          const before = await readJson(path);
          await writeJson(place, path, described);
          if (typeof before?.["file"] === "string") await dropStaged(join(folder, before["file"]));
        });
        return toPart(partNumber, described);
      } catch (error) {
        await dropStaged(staging);
        throw error;
      }
    },
    async parts(address) {
      return partsOf((await readUpload(top, address)).folder);
    },
    async complete(address, parts, options = {}) {
      const { folder, headers } = await readUpload(top, address);
      const chosen = choose(await partsOf(folder), parts);
      const staging = join(place.uploads, randomUUID());
      try {
        const staged = await stageFile(staging, bytesOf(folder, chosen));
        const details = { etag: joinedEtag(chosen), headers: { ...headers, ...options.headers } };
        const done = await putStaged(place, address, staged, details, options);
        await rm(folder, { recursive: true, force: true });
        return done;
      } catch (error) {
        await dropStaged(staging);
        throw error;
      }
    },
    async abort(address) {
      const { folder } = await readUpload(top, address);
      await rm(folder, { recursive: true, force: true });
      await syncFolder(top);
    },
    async list(bucket) {
      await bucketFolder(place.root, bucket);
      const found: OpenUpload[] = [];
      for (const uploadId of await readdir(top)) {
        const upload = await readJson(join(top, uploadId, uploadFile));
        const { key, startedAt } = upload ?? {};
        if (upload?.["bucket"] === bucket && typeof key === "string" && typeof startedAt === "number")
          found.push({ uploadId, key, startedAt: epochMs(startedAt) });
      }
      return found.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
    },
  };
}

/** Of the file's name only, so that an upload's id can lead nowhere else. */
async function readUpload(
  top: string,
  { bucket, key, uploadId }: UploadAddress,
): Promise<{ readonly folder: string; readonly headers: Readonly<Record<string, string>> }> {
  const folder = join(top, uploadId);
  const upload = /^[0-9a-f]{32}$/.test(uploadId) ? await readJson(join(folder, uploadFile)) : undefined;
  if (upload === undefined || upload["bucket"] !== bucket || upload["key"] !== key)
    throw objectError("NoSuchUpload");
  return { folder, headers: texts(upload["headers"]) };
}

async function partsOf(folder: string): Promise<readonly (StoredPart & { readonly file: string })[]> {
  const names = (await readdir(folder)).filter((name) => /^\d+\.json$/.test(name));
  const parts = names.map(async (name) => {
    const described = await readJson(join(folder, name));
    return described === undefined ? [] : [toPart(Number.parseInt(name, 10), described)];
  });
  return (await Promise.all(parts)).flat().sort((a, b) => a.partNumber - b.partNumber);
}

function toPart(partNumber: number, described: JsonObject): StoredPart & { readonly file: string } {
  return {
    partNumber,
    file: textAt(described, "file"),
    etag: textAt(described, "etag"),
    sizeBytes: Number(described["sizeBytes"]),
    modifiedAt: epochMs(Number(described["modifiedAt"])),
    headers: texts(described["headers"]),
  };
}

function choose<P extends StoredPart>(stored: readonly P[], wanted: readonly UploadPart[]): readonly P[] {
  const byNumber = new Map(stored.map((part) => [part.partNumber, part]));
  let before = 0;
  const chosen = wanted.map(({ partNumber, etag }) => {
    if (partNumber <= before) throw objectError("InvalidPartOrder");
    before = partNumber;
    const part = byNumber.get(partNumber);
    if (part === undefined || part.etag.replaceAll('"', "") !== etag.replaceAll('"', ""))
      throw objectError("InvalidPart");
    return part;
  });
  if (chosen.length === 0) throw objectError("InvalidPart");
  if (chosen.slice(0, -1).some(({ sizeBytes }) => sizeBytes < objectLimits.partBytesMin))
    throw objectError("EntityTooSmall");
  return chosen;
}

async function* bytesOf(
  folder: string,
  parts: readonly { readonly file: string }[],
): AsyncGenerator<Uint8Array> {
  for (const { file } of parts)
    yield* createReadStream(join(folder, file), {
      highWaterMark: objectLimits.chunkBytes,
    }) as AsyncIterable<Uint8Array>;
}

/** As S3 makes it: the MD5 of the parts' MD5s, and how many they were. */
function joinedEtag(parts: readonly UploadPart[]): string {
  const hash = createHash("md5");
  for (const { etag } of parts) hash.update(Buffer.from(etag.replaceAll('"', ""), "hex"));
  return `"${hash.digest("hex")}-${parts.length}"`;
}

function partFile(partNumber: number): string {
  return `${partNumber}.json`;
}

async function writeJson(place: FolderPlace, path: string, value: JsonObject): Promise<void> {
  const staged = await stageFile(join(place.uploads, randomUUID()), Buffer.from(JSON.stringify(value)));
  await publishFile(staged.path, path, join(path, ".."));
}

async function readJson(path: string): Promise<JsonObject | undefined> {
  const found = parseJson(await readFile(path, "utf8").catch(() => ""));
  return isJsonObject(found) ? found : undefined;
}

function textAt(described: JsonObject, name: string): string {
  const found = described[name];
  assert(typeof found === "string", `a part's description has the text ${name}`);
  return found;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Nobody comes back for an upload after so long. */
async function dropIdle(top: string, now: EpochMs = epochMs(Date.now())): Promise<void> {
  for (const name of await readdir(top)) {
    const stats = await lstat(join(top, name)).catch(() => undefined);
    if (stats !== undefined && now - stats.mtimeMs > objectLimits.uploadIdleMs)
      await rm(join(top, name), { recursive: true, force: true });
  }
}
