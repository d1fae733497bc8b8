import { initialState } from "@landbridge/asl";
import {
  type EpochMs,
  type ExecutionId,
  executionId,
  type Json,
  randomStream,
  uuidV7,
} from "@landbridge/model";
import { type EntryPart, idInPartition, type Store } from "@landbridge/store";
import { executionArn, expressArn, machineTargetOf } from "../arns.ts";
import { qualifiedTarget } from "../catalogue/target.ts";
import type { MachineCache } from "../definitions/machine-cache.ts";
import type { MachineRecords } from "../definitions/machine-records.ts";
import { engineError, isEngineError } from "../errors.ts";
import { engineLimits } from "../limits.ts";
import { type Homes, isFenced } from "../memory/homes.ts";
import type { Partition } from "../memory/partition.ts";
import { Refusal } from "../memory/refusal.ts";
import { nothingWritten } from "../memory/resident-parts.ts";
import type { EngineOptions } from "../options.ts";
import {
  type ExecutionRecord,
  nameKeyOf,
  type ParentTask,
  readExecutionRow,
  type StoredExecution,
} from "../rows/execution-row.ts";

export interface StartRequest {
  /** The state machine's name, or an ARN of it, of a version or of an alias. */
  readonly machine: string;
  /** Default: a fresh one. Unique for its machine as long as the execution is kept. */
  readonly name?: string;
  readonly input: Json;
  readonly traceHeader?: string;
  readonly parent?: ParentTask;
  /** What the caller commits in the same entry: the occurrence that this start belongs to, say. */
  readonly also?: EntryPart | ((id: ExecutionId) => EntryPart);
}

export interface StartedExecution {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly startedAt: EpochMs;
  /** The same name was started before with the same input and is still open: nothing new was started. */
  readonly isRepeated: boolean;
}

interface Definitions {
  readonly records: MachineRecords;
  readonly machines: MachineCache;
}

/** Resolves when the start is durable. Throws what `errors.ts` lists. */
export async function startExecution(
  options: EngineOptions,
  homes: Homes,
  definitions: Definitions,
  request: StartRequest,
): Promise<StartedExecution> {
  checkRequest(request);
  const { partition } = homes.forStart(request.parent?.execution);
  try {
    return await startIn(partition, homes.count, options, definitions, request);
  } catch (error) {
    // Its partition was given up or taken over before anything was committed: another one will do.
    const isLeft = isEngineError(error, "EngineStopped") || isFenced(error);
    if (homes.count === 1 || !isLeft) throw error;
    return startElsewhere(homes, options, definitions, request);
  }
}

async function startElsewhere(
  homes: Homes,
  options: EngineOptions,
  definitions: Definitions,
  request: StartRequest,
): Promise<StartedExecution> {
  const { partition } = homes.forStart(undefined);
  try {
    return await startIn(partition, homes.count, options, definitions, request);
  } catch (error) {
    if (!isFenced(error)) throw error;
    throw engineError("EngineRecovering", "other nodes have taken this node's work over; try again.", error);
  }
}

async function startIn(
  partition: Partition,
  partitionCount: number,
  options: EngineOptions,
  { records, machines }: Definitions,
  request: StartRequest,
  freedName?: number,
): Promise<StartedExecution> {
  const { store, clock, random, home } = options;
  const { name: machineName, qualifier } = machineTargetOf(request.machine);
  const found = await records.find(machineName, clock.now(), request.machine);
  const target =
    qualifier === undefined
      ? { revision: found.revision, roleArn: found.roleArn }
      : await qualifiedTarget(store, found, qualifier, randomStream(random.seed()).next());
  const machine = await machines.get(found.name, target.revision);
  checkInput(request.input, machine.limits.payloadBytesMax);
  const startedAt = clock.now();
  const fresh = uuidV7(startedAt, randomStream(random.seed()));
  const id = executionId(idInPartition(fresh, partition.number, partitionCount));
  const name = request.name ?? id;
  const record: ExecutionRecord = {
    name,
    arn:
      found.type === "EXPRESS"
        ? expressArn(home, found.name, name, id)
        : executionArn(home, found.name, name),
    machineArn: found.arn,
    machineName: found.name,
    ...target,
    input: request.input,
    ...(request.traceHeader !== undefined && { traceHeader: request.traceHeader }),
    ...(request.parent !== undefined && { parent: request.parent }),
  };
  const state = initialState({ ...record, id: record.arn, startedAt });
  const also = typeof request.also === "function" ? request.also(id) : request.also;
  const resident = partition.admit({
    id,
    record,
    machine,
    state,
    ...nothingWritten,
    ...(also !== undefined && { also }),
    ...(freedName !== undefined && { freedName }),
  });
  try {
    await resident.ask({ kind: "Start" });
    return { id, arn: record.arn, startedAt, isRepeated: false };
  } catch (error) {
    partition.withdraw(resident);
    if (!(error instanceof Refusal)) throw error;
    const holder = await holderOf(store, record, error);
    const isFree = holder !== undefined && isNameFree(holder, clock.now());
    if (isFree && freedName !== error.holder?.version) {
      return startIn(
        partition,
        partitionCount,
        options,
        { records, machines },
        request,
        error.holder?.version,
      );
    }
    if (holder !== undefined && isSameStart(holder, request, record)) {
      return { id: holder.id, arn: holder.record.arn, startedAt: holder.startedAt, isRepeated: true };
    }
    throw engineError("ExecutionAlreadyExists", `'${record.arn}'`);
  }
}

/**
 * Source: StartExecution, CreateStateMachine, CreateActivity, `name`: 1 to 80 characters, without white space,
 * brackets, wildcards, specials, control characters, surrogates and what is no character.
 */
export function isValidName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are among what AWS forbids
  return /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff\u{10ffff}]{1,80}$/u.test(
    name,
  );
}

function checkRequest({ name }: StartRequest): void {
  if (name !== undefined && !isValidName(name)) {
    throw engineError(
      "InvalidName",
      `"${name.slice(0, 100)}" must be 1 to ${engineLimits.executionNameMax} characters without spaces, brackets, wildcards or any of "#%\\^|~\`$&,;:/.`,
    );
  }
}

function checkInput(input: Json, bytesMax: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes > bytesMax) {
    throw engineError("InvalidExecutionInput", `it has ${bytes} bytes; at most ${bytesMax} are allowed.`);
  }
}

/** The execution that has the name. Throws AlsoRejected where it is not the name that stood in the way. */
async function holderOf(
  store: Store,
  record: ExecutionRecord,
  refusal: Refusal,
): Promise<StoredExecution | undefined> {
  const { guard, holder } = refusal;
  if (guard.table !== "executionNames" || guard.key !== nameKeyOf(record)) {
    throw engineError("AlsoRejected", `${guard.table} "${guard.key}"`, refusal);
  }
  const row = await store.get("executions", holder?.body ?? "");
  return row === undefined ? undefined : readExecutionRow(row);
}

function isNameFree({ stoppedAt }: StoredExecution, now: EpochMs): boolean {
  return stoppedAt !== null && now - stoppedAt > engineLimits.nameTakenMs;
}

/**
 * Source: StartExecution: starting again with the name and input of an execution that is open gives that
 * execution; any other use of the name is refused.
 */
function isSameStart(stored: StoredExecution, request: StartRequest, record: ExecutionRecord): boolean {
  if (request.parent !== undefined) {
    // A second delivery of the same task: the child of the first, open or closed.
    const { parent } = stored.record;
    return parent?.execution === request.parent.execution && parent.ref.task === request.parent.ref.task;
  }
  const isSameInput = JSON.stringify(stored.record.input) === JSON.stringify(record.input);
  return stored.status === "RUNNING" && isSameInput;
}
