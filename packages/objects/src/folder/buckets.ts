import { lstat, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { epochMs } from "@landbridge/model";
import { objectError } from "../errors.ts";
import { checkBucketName, isBucketName } from "./bucket-name.ts";
import { detailsFolder } from "./details.ts";
import { syncFolder } from "./durable-file.ts";
import { fileError } from "./file-error.ts";
import type { Buckets } from "./folder-port.ts";

export function bucketsIn(root: string): Buckets {
  return {
    async create(bucket) {
      checkBucketName(bucket);
      const first = await mkdir(join(root, bucket), { recursive: true, mode: 0o700 });
      await syncFolder(root);
      return first !== undefined;
    },
    async delete(bucket) {
      const folder = await bucketFolder(root, bucket);
      try {
        await rmdir(folder);
      } catch (error) {
        const isFull =
          error instanceof Error && "code" in error && ["ENOTEMPTY", "EEXIST"].includes(String(error.code));
        throw isFull ? objectError("BucketNotEmpty", bucket) : fileError(error, bucket, "NoSuchBucket");
      }
      await syncFolder(root);
      await rm(detailsFolder(root, bucket), { recursive: true, force: true });
    },
    async head(bucket) {
      await bucketFolder(root, bucket);
    },
    async list() {
      const entries = await readdir(root, { withFileTypes: true });
      const names = entries.filter((one) => one.isDirectory() && isBucketName(one.name));
      const found = names.map(async ({ name }) => {
        const { birthtimeMs } = await lstat(join(root, name));
        return { name, createdAt: epochMs(Math.floor(birthtimeMs)) };
      });
      return (await Promise.all(found)).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** NoSuchBucket; AccessDenied for a link (F1). */
export async function bucketFolder(root: string, bucket: string): Promise<string> {
  checkBucketName(bucket);
  const folder = join(root, bucket);
  const stats = await lstat(folder).catch((error: unknown) => {
    throw fileError(error, bucket, "NoSuchBucket");
  });
  if (stats.isSymbolicLink()) throw objectError("AccessDenied", `bucket ${bucket} is a symbolic link`);
  if (!stats.isDirectory()) throw objectError("NoSuchBucket", bucket);
  return folder;
}
