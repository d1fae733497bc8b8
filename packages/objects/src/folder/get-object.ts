import { createHash } from "node:crypto";
import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { join } from "node:path";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress, ObjectHead, OpenedObject } from "../port.ts";
import { bucketFolder } from "./buckets.ts";
import { readDetails } from "./details.ts";
import { fileError } from "./file-error.ts";
import type { ObjectHeaders, RangeOptions } from "./folder-port.ts";
import { keySegments } from "./key-path.ts";

export async function getObject(
  root: string,
  address: ObjectAddress,
  options: RangeOptions,
): Promise<OpenedObject & ObjectHeaders> {
  const path = await pathOf(root, address);
  const file = await openExisting(root, path, address);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw objectError("NoSuchKey", nameOf(address));
    const head = await headOf(root, address, stats);
    if (options.ifMatch !== undefined && options.ifMatch !== head.etag) {
      throw objectError("PreconditionFailed", `${nameOf(address)} has changed`);
    }
    const { fromByte = 0, lengthBytes = Number.POSITIVE_INFINITY } = options;
    return { ...head, body: chunksOf(file, { fromByte, lengthBytes }, nameOf(address)) };
  } catch (error) {
    await file.close();
    throw fileError(error, nameOf(address), "NoSuchKey");
  }
}

async function* chunksOf(
  file: FileHandle,
  { fromByte, lengthBytes }: { readonly fromByte: number; readonly lengthBytes: number },
  name: string,
): AsyncGenerator<Uint8Array> {
  try {
    const end = fromByte + lengthBytes;
    let position = fromByte;
    while (position < end) {
      const buffer = Buffer.allocUnsafe(Math.min(objectLimits.chunkBytes, end - position));
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

export async function headObject(root: string, address: ObjectAddress): Promise<ObjectHead & ObjectHeaders> {
  const path = await pathOf(root, address);
  const file = await openExisting(root, path, address);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw objectError("NoSuchKey", nameOf(address));
    return await headOf(root, address, stats);
  } finally {
    await file.close();
  }
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

/** @returns headers and etag as they were put, or of a file that was laid there by hand */
export async function headOf(
  root: string,
  address: ObjectAddress,
  stats: BigIntStats,
): Promise<ObjectHead & ObjectHeaders> {
  const details = await readDetails(root, address, stats);
  return {
    sizeBytes: Number(stats.size),
    etag: details?.etag ?? opaqueEtag(stats),
    modifiedAt: epochMs(Number(stats.mtimeMs)),
    headers: details?.headers ?? {},
  };
}

/** As S3's of a multipart upload is: what tells this content from any other that was here. */
function opaqueEtag({ ino, size, mtimeNs }: BigIntStats): string {
  return `"${createHash("md5").update(`${ino} ${size} ${mtimeNs}`).digest("hex")}-0"`;
}

export async function pathOf(root: string, { bucket, key }: ObjectAddress): Promise<string> {
  return join(await bucketFolder(root, bucket), ...keySegments(key));
}

export function nameOf({ bucket, key }: ObjectAddress): string {
  return `s3://${bucket}/${key}`;
}
