import { initialState } from "@landbridge/asl";
import {
  assert,
  type EpochMs,
  type ExecutionId,
  type ExecutionStatus,
  executionId,
  type Json,
} from "@landbridge/model";
import { executionArn, expressArn, type Home, stateMachineArn } from "../arns.ts";
import type { PinnedMachine } from "../definitions/machine-cache.ts";
import { nothingWritten, type ResidentParts } from "../memory/resident-parts.ts";
import type { ExecutionRecord } from "../rows/execution-row.ts";
import { partsOfMapRunArn, type StoredMapRun } from "./record.ts";
import type { Unit } from "./units.ts";

// The child executions of a map run: ordinary executions, whose names and ids follow from the run and their
// index. So a child is started once however often its start is tried, and is found again without a list.

/** Of an execution that is an item of a map run. */
export interface MapRunItem {
  /** The map run's id. */
  readonly run: string;
  readonly index: number;
  /** How many items its input is made of. */
  readonly items: number;
}

/** A child that is over and that its map run has not counted yet. */
export interface ClosedChild extends MapRunItem {
  readonly id: ExecutionId;
  readonly version: number;
  readonly status: ExecutionStatus;
}

/**
 * A UUID of version 7 by form: the run's start, 44 bits of the run's id, and the index at the end, so that the
 * rows of a run's children are appended one after the other.
 */
export function childId(run: Pick<StoredMapRun, "id" | "startedAt" | "facts">, index: number): ExecutionId {
  assert(index < 2 ** 28, "a map run has fewer children than an id has room for");
  const time = run.startedAt.toString(16).padStart(12, "0");
  const own = run.id.replaceAll("-", "");
  const place = index.toString(16).padStart(7, "0");
  const { isPartitioned, parent } = run.facts;
  const node =
    isPartitioned === true
      ? `${own.slice(7, 9)}${place}${parent.execution.slice(-3)}`
      : `${own.slice(7, 12)}${place}`;
  return executionId(`${time.slice(0, 8)}-${time.slice(8)}-7${own.slice(0, 3)}-8${own.slice(3, 6)}-${node}`);
}

export function childParts(
  run: StoredMapRun,
  home: Home,
  kind: "STANDARD" | "EXPRESS",
  revision: string,
  machine: PinnedMachine,
  unit: Unit,
  startedAt: EpochMs,
): ResidentParts {
  const id = childId(run, unit.index);
  const record = childRecord(run, home, kind, revision, id, unit);
  const state = initialState({ ...record, id: record.arn, startedAt });
  return { id, record, machine, state, ...nothingWritten };
}

function childRecord(
  run: StoredMapRun,
  home: Home,
  kind: "STANDARD" | "EXPRESS",
  revision: string,
  id: ExecutionId,
  { index, items, input }: { readonly index: number; readonly items: number; readonly input: Json },
): ExecutionRecord {
  const machineName = partsOfMapRunArn(run.facts.arn)?.machine ?? run.facts.machineName;
  return {
    name: id,
    arn: kind === "EXPRESS" ? expressArn(home, machineName, id, id) : executionArn(home, machineName, id),
    machineArn: stateMachineArn(home, machineName),
    machineName,
    revision,
    roleArn: run.facts.roleArn,
    input,
    mapRun: { run: run.id, index, items },
  };
}
