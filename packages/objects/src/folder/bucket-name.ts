import { objectError } from "../errors.ts";

/**
 * Source: Amazon S3, "General purpose bucket naming rules": 3 to 63 lower-case letters, digits, dots and
 * hyphens. So a bucket's name is a safe name for a folder, and never one of ours (they begin with a dot).
 */
export function checkBucketName(bucket: string): void {
  if (isBucketName(bucket)) return;
  throw objectError(
    "InvalidBucketName",
    `"${bucket.slice(0, 100)}": 3 to 63 lower-case letters, digits, dots and hyphens`,
  );
}

export function isBucketName(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) && !text.includes("..");
}
