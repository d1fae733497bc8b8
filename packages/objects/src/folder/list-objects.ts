import type { BigIntStats } from "node:fs";
import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ListedObject, ObjectAddress, ObjectHead, ObjectQuery } from "../port.ts";
import { bucketFolder } from "./buckets.ts";
import { fileError } from "./file-error.ts";
import type { FolderPage } from "./folder-port.ts";
import { type FileQuery, filesOf } from "./list-folder.ts";

/** Past every key that begins with what stands before it: the last of Unicode's characters. */
const pastAll = "\u{10FFFF}";

export async function listObjects(
  root: string,
  query: ObjectQuery & { readonly delimiter?: string },
  headOf: (address: ObjectAddress, stats: BigIntStats) => Promise<ObjectHead>,
): Promise<FolderPage> {
  const { bucket, prefix = "", startAfter, delimiter = "" } = query;
  const limit = Math.min(query.limit ?? objectLimits.pageObjectsMax, objectLimits.pageObjectsMax);
  const folder = await bucketFolder(root, bucket);
  const files: FileQuery = { prefix, after: query.after === undefined ? startAfter : readToken(query.after) };
  const objects: ListedObject[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  try {
    for await (const { key, stats } of filesOf(folder, files)) {
      if (objects.length + commonPrefixes.length >= limit)
        return limit === 0 ? { objects, commonPrefixes } : { objects, commonPrefixes, next: toToken(last) };
      const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        const { sizeBytes, etag, modifiedAt } = await headOf({ bucket, key }, stats);
        objects.push({ key, sizeBytes, etag, modifiedAt });
        last = key;
      } else {
        const common = key.slice(0, end + delimiter.length);
        commonPrefixes.push(common);
        files.skipped = common;
        last = `${common}${pastAll}`;
      }
    }
  } catch (error) {
    throw fileError(error, bucket, "NoSuchBucket");
  }
  return { objects, commonPrefixes };
}

function toToken(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function readToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (key === "" || toToken(key) !== token) throw objectError("InvalidToken", token.slice(0, 100));
  return key;
}
