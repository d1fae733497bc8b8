import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, parseJson } from "@landbridge/model";
import type { ObjectAddress } from "../port.ts";
import { makeFolders, syncFolder } from "./durable-file.ts";

// What S3 keeps of an object besides its bytes: its etag and headers. A file of its own holds them, beside the
// buckets, so that a bucket's folder holds nothing but its objects.
//
// D1. Its name is made of the key and the file's time, its content repeats the size: it speaks of exactly one
//     writing of one object. It is on disk before that object is in its place, so an object that is there has
//     its details, and one that is replaced by hand has none.
// D2. A copy of the whole folder keeps them as long as it keeps times (cp -a, rsync -a).

export interface Details {
  /** With its quotes. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Written = Pick<BigIntStats, "mtimeNs" | "size">;

/** No bucket's name: they do not begin with a dot. */
const folderName = ".details";

export async function writeDetails(
  root: string,
  address: ObjectAddress,
  written: Written,
  details: Details,
): Promise<void> {
  const folder = join(root, folderName, address.bucket);
  await makeFolders(folder, root);
  const file = await open(pathOf(root, address, written), "w", 0o600);
  try {
    await file.writeFile(JSON.stringify({ v: 1, size: String(written.size), ...details }));
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

/** Undefined: the file was put there by hand. */
export async function readDetails(
  root: string,
  address: ObjectAddress,
  written: Written,
): Promise<Details | undefined> {
  const content = await readFile(pathOf(root, address, written), "utf8").catch(() => "");
  const found = parseJson(content);
  if (!isJsonObject(found) || found["size"] !== String(written.size)) return undefined;
  const { etag, headers } = found;
  if (typeof etag !== "string" || !isJsonObject(headers)) return undefined;
  const texts = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { etag, headers: Object.fromEntries(texts) };
}

export async function dropDetails(root: string, address: ObjectAddress, written: Written): Promise<void> {
  await unlink(pathOf(root, address, written)).catch(() => {});
}

export function detailsFolder(root: string, bucket: string): string {
  return join(root, folderName, bucket);
}

function pathOf(root: string, { bucket, key }: ObjectAddress, { mtimeNs }: Written): string {
  const name = createHash("sha256").update(key).digest("hex").slice(0, 40);
  return join(root, folderName, bucket, `${name}.${mtimeNs}`);
}
