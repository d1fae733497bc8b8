import type { IntegrationPattern, TaskRef } from "@landbridge/asl";
import {
  assert,
  type EpochMs,
  type ExecutionId,
  type ExecutionStatus,
  epochMs,
  executionId,
  type Json,
} from "@landbridge/model";
import type { ColumnsOf, ColumnValue, Row } from "@landbridge/store";
import { executionArn, expressArn, type Home, partsOfExecutionArn, stateMachineArn } from "../arns.ts";
import type { MapRunItem } from "../map-runs/child.ts";

/** What an execution's row holds from its start to its end; what changes is in the columns and in its journal. */
export interface ExecutionRecord {
  readonly name: string;
  readonly arn: string;
  readonly machineArn: string;
  readonly machineName: string;
  /** The revision of the definition that this execution pins. */
  readonly revision: string;
  readonly roleArn: string;
  readonly input: Json;
  /** The task of another execution that waits for this one. */
  readonly parent?: ParentTask;
  /** What was started: a version, perhaps by an alias that routed to it. */
  readonly version?: number;
  readonly alias?: string;
  readonly traceHeader?: string;
  /** The map run that this execution is an item of; its machine's name is then `MACHINE/SEGMENT`. */
  readonly mapRun?: MapRunItem;
  /** Absent: it never was. */
  readonly redriven?: Redriven;
}

export interface Redriven {
  readonly count: number;
  /** The last time. */
  readonly at: EpochMs;
  /** Those of the last redrives, oldest first, and when each was used. */
  readonly tokens: readonly (readonly [token: string, at: number])[];
}

export interface ParentTask {
  readonly execution: ExecutionId;
  readonly ref: TaskRef;
  readonly pattern: IntegrationPattern;
}

export type ExecutionColumns = ColumnsOf<"executions">;

export function executionColumns(parts: {
  readonly partition: number;
  readonly machine: string;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly wakeAt: EpochMs | null;
  readonly record: Pick<ExecutionRecord, "machineName" | "version" | "alias">;
}): ExecutionColumns {
  const { record, ...columns } = parts;
  const { machineName, version, alias } = record;
  const { startedAt } = columns;
  return {
    ...columns,
    machineVersion: version === undefined ? null : qualifiedName(machineName, version),
    versionAt: version === undefined ? null : startedAt,
    machineAlias: alias === undefined ? null : qualifiedName(machineName, alias),
    aliasAt: alias === undefined ? null : startedAt,
  };
}

/** Of a version or an alias, as executions are listed by it. */
function qualifiedName(machine: string, qualifier: string | number): string {
  return `${machine}:${qualifier}`;
}

/** An execution as its row tells of it. */
export interface StoredExecution {
  readonly id: ExecutionId;
  readonly version: number;
  readonly head: number;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly wakeAt: EpochMs | null;
  readonly record: ExecutionRecord;
}

export function readExecutionRow(row: Row<"executions">): StoredExecution {
  const { status, startedAt, stoppedAt, wakeAt } = row.columns;
  return {
    id: executionId(row.key),
    version: row.version,
    head: row.head,
    status: status as ExecutionStatus,
    startedAt: epochMs(Number(startedAt)),
    stoppedAt: stoppedAt === null ? null : epochMs(Number(stoppedAt)),
    wakeAt: wakeAt === null ? null : epochMs(Number(wakeAt)),
    record: decodeRecord(row),
  };
}

const format = 1;

/** What the row's other columns and these members do not say already: a row is written anew with every turn. */
interface StoredRecord {
  readonly v: number;
  /** `REGION:ACCOUNT` of all its ARNs. */
  readonly h: string;
  /** Absent: the name is the id. */
  readonly n?: string;
  /** Express: the id is part of the ARN. */
  readonly x?: true;
  readonly r: string;
  readonly o: string;
  readonly i: Json;
  readonly p?: ParentTask;
  /** Version, alias, trace header. */
  readonly q?: number;
  readonly l?: string;
  readonly t?: string;
  /** Index and number of items of a map run's child; the run's id is in the column `machine`. */
  readonly m?: readonly [index: number, items: number];
  readonly d?: readonly [count: Redriven["count"], at: EpochMs, tokens: Redriven["tokens"]];
}

export function encodeRecord(id: ExecutionId, record: ExecutionRecord): string {
  const { arn, name, revision, roleArn, input, parent, version, alias, traceHeader, mapRun, redriven } =
    record;
  const [, , , region = "", account = "", kind] = arn.split(":");
  return JSON.stringify({
    v: format,
    h: `${region}:${account}`,
    ...(name !== id && { n: name }),
    ...(kind === "express" && { x: true }),
    r: revision,
    o: roleArn,
    i: input,
    ...(parent !== undefined && { p: parent }),
    ...(version !== undefined && { q: version }),
    ...(alias !== undefined && { l: alias }),
    ...(traceHeader !== undefined && { t: traceHeader }),
    ...(mapRun !== undefined && { m: [mapRun.index, mapRun.items] as const }),
    ...(redriven !== undefined && { d: [redriven.count, redriven.at, redriven.tokens] as const }),
  } satisfies StoredRecord);
}

function decodeRecord({ key: id, columns, body }: Row<"executions">): ExecutionRecord {
  const {
    v,
    h,
    n: name = id,
    x: isExpress = false,
    r,
    o,
    i,
    p,
    q,
    l,
    t,
    m,
    d,
  } = JSON.parse(body) as StoredRecord;
  assert(v === format, `the row of execution ${id} has format ${v}, this program knows ${format}`);
  const [region = "", account = ""] = h.split(":");
  const home: Home = { partition: "aws", region, account };
  const [machineName = "", run = ""] = String(columns.machine).split(":");
  return {
    name,
    arn: isExpress ? expressArn(home, machineName, name, id) : executionArn(home, machineName, name),
    machineArn: stateMachineArn(home, machineName),
    machineName,
    revision: r,
    roleArn: o,
    input: i,
    ...(p !== undefined && { parent: p }),
    ...(q !== undefined && { version: q }),
    ...(l !== undefined && { alias: l }),
    ...(t !== undefined && { traceHeader: t }),
    ...(m !== undefined && { mapRun: { run, index: m[0], items: m[1] } }),
    ...(d !== undefined && { redriven: { count: d[0], at: d[1], tokens: d[2] } }),
  };
}

/** By what an execution is listed: its machine, or its map run. No machine's name holds a colon. */
export function machineColumn({ machineName, mapRun }: ExecutionRecord): string {
  return mapRun === undefined ? machineName : `${machineName}:${mapRun.run}`;
}

/** Of a child of a map run. */
export function isMapRunColumn(machine: ColumnValue): boolean {
  return String(machine).includes(":");
}

/** Under what an execution's name is taken; that of an Express execution never is. */
export function nameKeyOf({ arn, machineName, name }: ExecutionRecord): string {
  return executionNameKey(machineName, partsOfExecutionArn(arn)?.name ?? name);
}

/** Both parts are bounded and hold no line feed, so the key is unambiguous. */
export function executionNameKey(machine: string, name: string): string {
  return `${machine}\n${name}`;
}
