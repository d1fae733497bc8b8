import type { Delta } from "@landbridge/asl";
import {
  type EpochMs,
  type ExecutionId,
  type ExecutionStatus,
  epochMs,
  executionId,
  type HistoryEvent,
  type HistoryEventDetails,
  type HistoryEventType,
  type Json,
} from "@landbridge/model";
import type { JournalRow, Row, Store } from "@landbridge/store";
import { allRows } from "./all-rows.ts";

/** An execution as it is stored: its row, and its journal, oldest turn first. Read here, not by the engine's own code. */
export interface StoredHistory {
  readonly id: ExecutionId;
  readonly row: Row<"executions">;
  readonly status: ExecutionStatus;
  readonly record: StoredRecord;
  readonly turns: readonly JournalTurn[];
  readonly events: readonly HistoryEvent[];
}

export interface StoredRecord {
  readonly name: string;
  readonly arn: string;
  readonly machineName: string;
  readonly machineArn: string;
  readonly revision: string;
  readonly roleArn: string;
  readonly input: Json;
  readonly parent?: { readonly execution: ExecutionId; readonly pattern: string };
  readonly redriveCount: number;
}

/** docs/decisions/0003: the turn's events, and its delta or the whole state after it. */
export interface JournalTurn {
  readonly events: readonly HistoryEvent[];
  readonly delta: Delta | undefined;
  readonly whole: Delta | undefined;
}

interface StoredTurn {
  readonly t: number;
  readonly i: number;
  readonly h: readonly (readonly [number, HistoryEventType, HistoryEventDetails?])[];
  readonly d?: Delta;
  readonly s?: Delta;
}

export function readTurn(body: string): JournalTurn {
  const { t, i, h, d, s } = JSON.parse(body) as StoredTurn;
  const events = h.map((stored, index): HistoryEvent => {
    if (!Array.isArray(stored)) return stored as unknown as HistoryEvent;
    const [previousEventId, type, details] = stored;
    const event = { id: i + index, previousEventId, timestamp: epochMs(t), type };
    return details === undefined ? event : { ...event, details };
  });
  return { events, delta: d, whole: s };
}

const rowsAtOnce = 10_000;

export async function readHistories(store: Store): Promise<readonly StoredHistory[]> {
  const rows = await allRows(store, "executions", "startedAt");
  return await Promise.all(rows.map((row) => readHistory(store, row)));
}

async function readHistory(store: Store, row: Row<"executions">): Promise<StoredHistory> {
  const chain: JournalRow[] = [];
  for (let from = row.head; from > 0; from = chain.at(-1)?.previous ?? 0)
    chain.push(...(await store.journal(from, rowsAtOnce)));
  const turns = chain.reverse().map(({ body }) => readTurn(body));
  return {
    id: executionId(row.key),
    row,
    status: row.columns.status as ExecutionStatus,
    record: readRecord(row),
    turns,
    events: turns.flatMap((turn) => turn.events),
  };
}

function readRecord({ key, columns, body }: Row<"executions">): StoredRecord {
  const {
    h,
    n = key,
    r,
    o,
    i,
    p,
    d = [0],
  } = JSON.parse(body) as {
    readonly h: string;
    readonly n?: string;
    readonly r: string;
    readonly o: string;
    readonly i: Json;
    readonly p?: NonNullable<StoredRecord["parent"]>;
    readonly d?: readonly [count: number, ...unknown[]];
  };
  const machineName = String(columns.machine);
  return {
    name: n,
    arn: `arn:aws:states:${h}:execution:${machineName}:${n}`,
    machineName,
    machineArn: `arn:aws:states:${h}:stateMachine:${machineName}`,
    revision: r,
    roleArn: o,
    input: i,
    redriveCount: d[0],
    ...(p !== undefined && { parent: p }),
  };
}

export function startedAtOf({ row }: StoredHistory): EpochMs {
  return row.columns.startedAt as EpochMs;
}
