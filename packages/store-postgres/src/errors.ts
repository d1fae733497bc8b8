import { AssertionError, LandbridgeError } from "@landbridge/model";
import { type StoreErrorCode, storeError } from "@landbridge/store";
import { unavailable } from "./link/link.ts";
import { LinkError } from "./link/link-error.ts";
import type { Target } from "./link/target.ts";
import { raisedCodes } from "./sql/commit-function.ts";

// PostgreSQL's error codes that we tell apart. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html

/** What a failed statement means to the caller of the store; it was rolled back unless the code is UNKNOWN_OUTCOME. */
export function toStoreError(error: unknown, target: Target): Error {
  if (error instanceof LandbridgeError || error instanceof AssertionError) return error;
  if (error instanceof LinkError) {
    if (error.kind !== "unanswered") return unavailable(target, error);
    return storeError("UNKNOWN_OUTCOME", `${target.description}: ${error.message}`, error);
  }
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  if (isCallersMistake(code))
    return new AssertionError(`an entry fits its tables: ${messageOf(error)}`, { cause: error });
  const storeCode = storeCodes[code] ?? (code.startsWith("57P") ? "STORE_UNAVAILABLE" : "REJECTED");
  return storeError(storeCode, `${target.description}: ${messageOf(error)}`, error);
}

const storeCodes: Readonly<Record<string, StoreErrorCode>> = {
  [raisedCodes.fenced]: "FENCED",
  "53100": "STORE_FULL",
  "25006": "STORE_UNAVAILABLE",
  "42501": "STORE_READ_ONLY",
  XX001: "STORE_CORRUPT",
  XX002: "STORE_CORRUPT",
};

/** Somebody else came in between; the same entries may well succeed now. */
export function isRace(error: unknown): boolean {
  const code = codeOf(error);
  return code === raisedCodes.changed || code === "23505" || code === "40P01" || code === "40001";
}

/** A key that is there twice, a row that is not there, data that fits no column. */
function isCallersMistake(code: string): boolean {
  return (
    code === raisedCodes.changed || code.startsWith("22") || code.startsWith("23") || code.startsWith("54")
  );
}

/** Another try by itself may succeed where the whole batch failed. */
export function isOneCallsFault(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (isCallersMistake(code) || code === raisedCodes.fenced || code === "53100");
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
