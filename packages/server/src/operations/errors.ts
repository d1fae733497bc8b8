import { LandbridgeError } from "@landbridge/model";

/** What operating a store may fail with besides what the store says. */
const operationsErrors = {
  BACKUP_UNREADABLE: "the backup cannot be read",
  BACKUP_UNSUITABLE: "the backup does not fit this store",
} as const;

export function operationsError(
  code: keyof typeof operationsErrors,
  detail: string,
  cause?: unknown,
): LandbridgeError {
  return new LandbridgeError(code, `${operationsErrors[code]}: ${detail}`, { retryable: false, cause });
}
