import { randomUUID } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import type { ObjectAddress, ObjectHead } from "../port.ts";
import { type Details, dropDetails, writeDetails } from "./details.ts";
import { dropStaged, publishFile, type StagedFile, stageFile } from "./durable-file.ts";
import { fileError } from "./file-error.ts";
import type { FolderPlace } from "./folder-place.ts";
import type { Conditions, PutOptions } from "./folder-port.ts";
import { headOf, nameOf, pathOf } from "./get-object.ts";

export async function putObject(
  place: FolderPlace,
  address: ObjectAddress,
  body: Uint8Array | AsyncIterable<Uint8Array>,
  { headers = () => ({}), ...conditions }: PutOptions,
): Promise<ObjectHead> {
  const path = await pathOf(place.root, address);
  // Before the body is read: it may be large.
  await checkWay(join(place.root, address.bucket), path, address);
  const staging = join(place.uploads, randomUUID());
  try {
    const staged = await stageFile(staging, body);
    return await putStaged(
      place,
      address,
      staged,
      { etag: `"${staged.md5}"`, headers: headers() },
      conditions,
    );
  } catch (error) {
    await dropStaged(staging);
    throw fileError(error, nameOf(address), "NoSuchBucket");
  }
}

/** In its place by now, with its details, or nothing has changed. */
export async function putStaged(
  { root, turns }: FolderPlace,
  address: ObjectAddress,
  staged: StagedFile,
  details: Details,
  conditions: Conditions,
): Promise<ObjectHead> {
  const path = await pathOf(root, address);
  const bucket = join(root, address.bucket);
  return turns(`${address.bucket}/${address.key}`, async () => {
    await checkWay(bucket, path, address);
    const before = await lstat(path, { bigint: true }).catch(() => undefined);
    await checkConditions(root, address, before, conditions);
    const written = { size: BigInt(staged.sizeBytes), mtimeNs: staged.mtimeNs };
    try {
      await writeDetails(root, address, written, details);
      await publishFile(staged.path, path, bucket);
    } catch (error) {
      await dropDetails(root, address, written);
      throw isTaken(error) ? takenError(address, error) : fileError(error, nameOf(address), "NoSuchBucket");
    }
    if (before !== undefined) await dropDetails(root, address, before);
    return {
      sizeBytes: staged.sizeBytes,
      etag: details.etag,
      modifiedAt: epochMs(Number(staged.mtimeNs / 1_000_000n)),
    };
  });
}

async function checkConditions(
  root: string,
  address: ObjectAddress,
  before: BigIntStats | undefined,
  { ifMatch, ifAbsent = false }: Conditions,
): Promise<void> {
  if (ifAbsent && before !== undefined) throw objectError("PreconditionFailed", nameOf(address));
  if (ifMatch === undefined) return;
  if (before === undefined) throw objectError("NoSuchKey", nameOf(address));
  const { etag } = await headOf(root, address, before);
  if (etag !== ifMatch) throw objectError("PreconditionFailed", nameOf(address));
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["EISDIR", "ENOTDIR", "EEXIST", "ENOTEMPTY"].includes(String(error.code))
  );
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
