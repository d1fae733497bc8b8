import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { AuditRecordBody, AuditVerificationBody } from "@landbridge/api";
import { Failure } from "../failure.ts";

/** Walks the chain of an exported file, without a server: all but the seals, which need the master key. */
export async function verifyExport(folder: string, file: string): Promise<AuditVerificationBody> {
  const lines = createInterface({ input: createReadStream(resolve(folder, file)), crlfDelay: Infinity });
  let first: AuditRecordBody | undefined;
  let last: AuditRecordBody | undefined;
  let problem: string | undefined;
  try {
    for await (const line of lines) {
      const record = parse(line);
      problem = record === undefined ? "there is a line that is no record" : problemOf(record, last);
      if (problem !== undefined || record === undefined) break;
      first ??= record;
      last = record;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`the exported file cannot be read: ${reason}`, { status: 2, cause: error });
  }
  return {
    isSound: problem === undefined,
    recordCount: first === undefined || last === undefined ? 0 : last.seq - first.seq + 1,
    first: first?.seq ?? 1,
    head: { seq: last?.seq ?? 0, hash: last?.hash ?? "" },
    uncheckedSealCount: 0,
    ...(problem !== undefined && { problem }),
  };
}

/** The first record of a file is taken as it is: what it follows is not in it. */
function problemOf(record: AuditRecordBody, before: AuditRecordBody | undefined): string | undefined {
  if (before === undefined) return undefined;
  const { seq, hash, ...event } = record;
  if (seq !== before.seq + 1) return `record ${before.seq + 1} is missing`;
  const text = `${before.hash}\n${seq}\n${JSON.stringify(event)}`;
  if (createHash("sha256").update(text).digest("hex") === hash) return undefined;
  return `record ${seq} was changed, or one before it`;
}

function parse(line: string): AuditRecordBody | undefined {
  try {
    const value = JSON.parse(line) as AuditRecordBody;
    return typeof value.seq === "number" && typeof value.hash === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
