import type { Turn } from "@landbridge/asl";
import { type EpochMs, type ExecutionId, epochMs, isTerminal } from "@landbridge/model";
import type { EntryPart, Guard, Write } from "@landbridge/store";
import {
  type ExecutionRecord,
  encodeRecord,
  executionColumns,
  machineColumn,
  nameKeyOf,
} from "../rows/execution-row.ts";

// What a turn commits: the execution's row, under its version, with the turn's journal row. The first entry makes
// the row, and takes the execution's name.

export interface TurnOf {
  readonly id: ExecutionId;
  readonly record: ExecutionRecord;
  readonly turn: Turn;
  readonly journal: string;
  /** As `wakeColumn` gives it. */
  readonly wakeAt: EpochMs | null;
  readonly now: EpochMs;
}

export interface FirstTurn extends TurnOf {
  readonly partition: number;
  readonly startedAt: EpochMs;
  /** The version of the row that has its name, where that is free again. */
  readonly freedName: number | undefined;
  /** What somebody else commits in the entry that makes the execution. */
  readonly also: EntryPart | undefined;
}

export function firstEntry(first: FirstTurn): EntryPart {
  const { id, record, turn, journal, wakeAt, now, partition, startedAt, freedName, also } = first;
  const name = { table: "executionNames", key: nameKeyOf(record) } as const;
  const writes: Write[] = [
    freedName === undefined
      ? { kind: "insert", ...name, columns: {}, body: id }
      : { kind: "update", ...name, body: id },
    {
      kind: "insert",
      table: "executions",
      key: id,
      columns: executionColumns({
        partition,
        machine: machineColumn(record),
        status: turn.status,
        startedAt,
        stoppedAt: isTerminal(turn.status) ? now : null,
        wakeAt,
        record,
      }),
      body: encodeRecord(id, record),
      journal,
    },
  ];
  const guards: Guard[] = [
    freedName === undefined ? { kind: "absent", ...name } : { kind: "version", ...name, version: freedName },
  ];
  return also === undefined
    ? { guards, writes }
    : { guards: [...guards, ...also.guards], writes: [...writes, ...also.writes] };
}

export interface NextTurn extends TurnOf {
  readonly version: number;
  readonly storedWakeAt: EpochMs | null;
  /** It was closed before this turn. */
  readonly isClosed: boolean;
  /** `record` is to be written anew. */
  readonly isRecordChanged: boolean;
}

export function nextEntry(next: NextTurn): EntryPart {
  const { id, record, turn, journal, wakeAt, now, version, storedWakeAt, isClosed, isRecordChanged } = next;
  const columns = {
    ...(isTerminal(turn.status) && { status: turn.status, stoppedAt: now }),
    ...(isClosed && !isTerminal(turn.status) && { status: turn.status, stoppedAt: null }),
    ...(wakeAt !== storedWakeAt && { wakeAt }),
  };
  const body = isRecordChanged ? { body: encodeRecord(id, record) } : {};
  return {
    guards: [{ kind: "version", table: "executions", key: id, version }],
    writes: [{ kind: "update", table: "executions", key: id, columns, journal, ...body }],
  };
}

/** 0: wants attention at once after a restart. A closed child keeps that until its parent was told. */
export function wakeColumn({ parent, mapRun }: ExecutionRecord, turn: Turn): EpochMs | null {
  if (isTerminal(turn.status)) return parent === undefined && mapRun === undefined ? null : epochMs(0);
  return turn.isTaskUnderWay ? epochMs(0) : turn.wakeAt;
}
