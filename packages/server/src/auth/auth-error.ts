import { LandbridgeError } from "@landbridge/model";

/** What stops a start: files of secrets that are missing, damaged, or open to others. None is mended by a retry. */
const authErrors = {
  SECRET_FILE_OPEN_TO_OTHERS: "a file of secrets can be read by others than its owner",
  SECRET_FILE_UNREADABLE: "a file of secrets cannot be read",
  SECRET_FILE_UNWRITABLE: "a file of secrets cannot be written",
  ADMIN_KEY_INVALID: "the admin key's file does not hold an API key",
  MASTER_KEY_INVALID: "the master key's file is damaged",
  MASTER_KEY_MISSING: "the master key that this store was used with is missing",
  MASTER_KEY_MISMATCH: "the master key is not the one that this store was used with",
  MASTER_KEY_UNKNOWN: "no master key has that id",
} as const;

export type AuthErrorCode = keyof typeof authErrors;

/** @param detail which file, what was found, and what to do */
export function authError(code: AuthErrorCode, detail: string, cause?: unknown): LandbridgeError {
  return new LandbridgeError(code, `${authErrors[code]}: ${detail}`, { cause });
}
