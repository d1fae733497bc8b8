import { LandbridgeError } from "@landbridge/model";

/** What a store throws; `retryable` says whether the same call may succeed later. */
export const storeErrors = {
  FENCED: { retryable: false, message: "another holder has taken this partition over" },
  UNKNOWN_OUTCOME: { retryable: false, message: "the commit failed and may or may not have been applied" },
  REJECTED: { retryable: true, message: "the commit failed and was rolled back" },
  STORE_FULL: { retryable: true, message: "no space is left on the store's disk" },
  STORE_READ_ONLY: { retryable: false, message: "the store cannot be written to" },
  STORE_IN_USE: { retryable: false, message: "another process owns this data folder" },
  STORE_CORRUPT: { retryable: false, message: "the store's files are damaged" },
  STORE_NEWER: { retryable: false, message: "the store was written by a newer version of Landbridge" },
  STORE_NODES_ALIVE: {
    retryable: false,
    message: "nodes are alive that an upgrade of the tables would harm",
  },
  STORE_CLOSED: { retryable: false, message: "the store is closed" },
  STORE_BUSY: { retryable: true, message: "too many commits are waiting for the store" },
  STORE_UNAVAILABLE: { retryable: true, message: "the store cannot be reached" },
  STORE_NOT_EMPTY: { retryable: false, message: "the store holds something already" },
  STORE_UNSUITABLE: { retryable: false, message: "the store's database cannot be used" },
  STORE_URL_INVALID: { retryable: false, message: "the store's address cannot be read" },
  CURSOR_INVALID: { retryable: false, message: "the cursor is not one that a list gave" },
} as const;

export type StoreErrorCode = keyof typeof storeErrors;

/** @param detail what was found, where, and what to do */
export function storeError(code: StoreErrorCode, detail: string, cause?: unknown): LandbridgeError {
  const { retryable, message } = storeErrors[code];
  return new LandbridgeError(code, `${message}: ${detail}`, { retryable, cause });
}

export function isStoreError(error: unknown, code: StoreErrorCode): boolean {
  return error instanceof LandbridgeError && error.code === code;
}
