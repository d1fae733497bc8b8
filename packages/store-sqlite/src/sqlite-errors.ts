import { AssertionError, LandbridgeError } from "@landbridge/model";
import { type StoreErrorCode, storeError } from "@landbridge/store";

/** SQLite's primary result codes that we tell apart. Source: https://www.sqlite.org/rescode.html */
const primary = {
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  TOOBIG: 18,
  CONSTRAINT: 19,
  MISMATCH: 20,
  NOTADB: 26,
} as const;

/** What a failed statement means to the caller of the store. The transaction is rolled back, or never began. */
export function toStoreError(error: unknown, path: string): Error {
  if (error instanceof LandbridgeError || error instanceof AssertionError) return error;
  const code = primaryCodeOf(error);
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  if (isCallersMistake(code))
    return new AssertionError(`an entry fits its tables: ${messageOf(error)}`, { cause: error });
  const storeCode = storeCodes.get(code) ?? "REJECTED";
  const advice = advices[storeCode];
  return storeError(
    storeCode,
    `${path}: ${messageOf(error)}${advice === undefined ? "" : `; ${advice}`}`,
    error,
  );
}

export function isBusy(error: unknown): boolean {
  return primaryCodeOf(error) === primary.BUSY;
}

/** A COMMIT that failed so was rolled back whole: its commit frame never reached the log. */
export function isRolledBackCommit(error: unknown): boolean {
  const code = primaryCodeOf(error);
  return code === primary.FULL || code === primary.BUSY || code === primary.READONLY;
}

/** Another try by itself may succeed where the whole batch failed. */
export function isOneCallsFault(error: unknown): boolean {
  if (error instanceof LandbridgeError) return false;
  const code = primaryCodeOf(error);
  return code === undefined || code === primary.FULL || isCallersMistake(code);
}

const storeCodes: ReadonlyMap<number, StoreErrorCode> = new Map<number, StoreErrorCode>([
  [primary.FULL, "STORE_FULL"],
  [primary.READONLY, "STORE_READ_ONLY"],
  [primary.PERM, "STORE_READ_ONLY"],
  [primary.CANTOPEN, "STORE_READ_ONLY"],
  [primary.CORRUPT, "STORE_CORRUPT"],
  [primary.NOTADB, "STORE_CORRUPT"],
]);

const advices: Partial<Record<StoreErrorCode, string>> = {
  STORE_FULL: "nothing was lost: free some space and try again",
  STORE_READ_ONLY: "check who owns the folder, its mode, and whether its file system is mounted read-only",
  STORE_CORRUPT:
    "move the folder aside and restore a backup, or save what can be saved with `sqlite3 FILE .recover`",
};

function isCallersMistake(code: number): boolean {
  return code === primary.CONSTRAINT || code === primary.MISMATCH || code === primary.TOOBIG;
}

function primaryCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number")
    return undefined;
  return error.errcode & 0xff;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
