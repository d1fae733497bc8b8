import {
  type EpochMs,
  type ExecutionId,
  type ExecutionStatus,
  type Failure,
  type HistoryEvent,
  isTerminal,
  type Json,
} from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { mapRunArn, partsOfExecutionArn } from "../arns.ts";
import { engineError } from "../errors.ts";
import { executionNameKey, readExecutionRow, type StoredExecution } from "../rows/execution-row.ts";
import { readHistory, readLastEvents } from "../rows/journal-row.ts";
import { outcomeOf } from "../tasks/children.ts";
import { type Redrivability, redrivability } from "./redrivable.ts";

/** An execution as DescribeExecution tells of it. */
export interface ExecutionDescription {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly name: string;
  readonly machineName: string;
  readonly machineArn: string;
  /** Of the definition; an execution pins one. */
  readonly revision: string;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly input: Json;
  readonly version?: number;
  readonly alias?: string;
  readonly traceHeader?: string;
  readonly output?: Json;
  readonly failure?: Failure;
  /** 0: it never was. */
  readonly redriveCount: number;
  /** The last time. */
  readonly redrivenAt?: EpochMs;
  readonly redrive: Redrivability;
  /** The ARN of the map run that it is an item of. */
  readonly mapRunArn?: string;
  /** So many items, of that map run. */
  readonly itemCount?: number;
  /** Its place among that map run's children. */
  readonly childIndex?: number;
}

/** As it is listed: what became of it takes a look at its history. */
export interface ExecutionSummary extends Omit<ExecutionDescription, "output" | "failure" | "redrive"> {}

/** By id or ARN. Throws ExecutionDoesNotExist. */
export async function findExecution(store: Store, idOrArn: string): Promise<StoredExecution> {
  const parts = partsOfExecutionArn(idOrArn);
  const id =
    parts === undefined
      ? idOrArn
      : (await store.get("executionNames", executionNameKey(parts.machine, parts.name)))?.body;
  const row = id === undefined ? undefined : await store.get("executions", id);
  if (row === undefined) throw engineError("ExecutionDoesNotExist", `'${idOrArn.slice(0, 300)}'`);
  return readExecutionRow(row);
}

export async function describeExecution(
  store: Store,
  now: EpochMs,
  idOrArn: string,
): Promise<ExecutionDescription> {
  const stored = await findExecution(store, idOrArn);
  const summary = summaryOf(stored);
  if (!isTerminal(stored.status)) return { ...summary, redrive: redrivability(stored, 0, now) };
  const last = (await readLastEvents(store, stored.head)).at(-1);
  const { output, failure } = outcomeOf(last);
  return {
    ...summary,
    redrive: redrivability(stored, last?.id ?? 0, now),
    ...(output !== undefined && { output }),
    ...(failure !== undefined && { failure }),
  };
}

export interface HistoryQuery {
  /** Only events after this id (before it, when reversed); 0 or absent: from the beginning (the end). */
  readonly from?: number;
  readonly isReversed?: boolean;
  readonly limit: number;
}

export async function executionHistory(
  store: Store,
  idOrArn: string,
  { from = 0, isReversed = false, limit }: HistoryQuery,
): Promise<{ readonly events: readonly HistoryEvent[]; readonly next?: number }> {
  const stored = await findExecution(store, idOrArn);
  const events = await readHistory(store, stored.head);
  const ordered = isReversed ? events.reverse() : events;
  const rest =
    from === 0 ? ordered : ordered.filter((event) => (isReversed ? event.id < from : event.id > from));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { events: page, ...(rest.length > limit && last !== undefined && { next: last.id }) };
}

export function summaryOf({ id, status, startedAt, stoppedAt, record }: StoredExecution): ExecutionSummary {
  const { arn, name, machineName, machineArn, revision, input, redriven, mapRun } = record;
  const { version, alias, traceHeader } = record;
  return {
    id,
    arn,
    name,
    machineName,
    machineArn,
    revision,
    status,
    startedAt,
    stoppedAt,
    input,
    ...(version !== undefined && { version }),
    ...(alias !== undefined && { alias }),
    ...(traceHeader !== undefined && { traceHeader }),
    redriveCount: redriven?.count ?? 0,
    ...(redriven !== undefined && { redrivenAt: redriven.at }),
    ...(mapRun !== undefined && {
      mapRunArn: mapRunArn(machineArn, mapRun.run),
      itemCount: mapRun.items,
      childIndex: mapRun.index,
    }),
  };
}
