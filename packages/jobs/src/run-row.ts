import { assert, type EpochMs, isOpenRun, type RunId } from "@landbridge/model";
import type { ColumnsOf, Guard, Row, Write } from "@landbridge/store";
import { jobsError } from "./errors.ts";
import type { RunRecord, StoredRun } from "./run-record.ts";

/** Of the body's format; a row of another one is never guessed at. */
const FORMAT = 1;

export function decodeRun(row: Row<"runs">): StoredRun {
  const body = JSON.parse(row.body) as { readonly v: number; readonly r: RunRecord };
  if (body.v !== FORMAT)
    throw jobsError("ROW_NOT_READABLE", `runs/${row.key} has format ${body.v}, expected ${FORMAT}`);
  assert(body.r.run.id === row.key, "a run's row is kept under the run's id");
  return { record: body.r, version: row.version };
}

export function insertRun(record: RunRecord, notifyDue: EpochMs | null): Write {
  const { id } = record.run;
  return {
    kind: "insert",
    table: "runs",
    key: id,
    columns: columnsOf(record, notifyDue),
    body: encode(record),
  };
}

/** @param notifyDue set in the entry that records the outcome, so that nobody can miss it */
export function updateRun(record: RunRecord, notifyDue: EpochMs | null): Write {
  const { id } = record.run;
  return {
    kind: "update",
    table: "runs",
    key: id,
    columns: columnsOf(record, notifyDue),
    body: encode(record),
  };
}

export function runAtVersion(stored: StoredRun): Guard {
  return { kind: "version", table: "runs", key: stored.record.run.id, version: stored.version };
}

export function runIsAbsent(run: RunId): Guard {
  return { kind: "absent", table: "runs", key: run };
}

function columnsOf({ run, phase }: RunRecord, notifyDue: EpochMs | null): ColumnsOf<"runs"> {
  assert(isOpenRun(run.status) === (phase.kind !== "over"), "a run is open until it is over, and no longer");
  return {
    job: run.job,
    status: run.status,
    host: run.host ?? null,
    requestedAt: run.requestedAt,
    openSince: phase.kind === "over" ? null : run.requestedAt,
    notifyDue,
  };
}

function encode(record: RunRecord): string {
  return JSON.stringify({ v: FORMAT, r: record });
}
