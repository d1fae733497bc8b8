import type { Command, ExecutionEvent, Headroom } from "@landbridge/asl";
import {
  type EpochMs,
  type ExecutionId,
  epochMs,
  type Failure,
  isJsonObject,
  isTerminal,
  type Json,
  type StateMachineDefinition,
} from "@landbridge/model";
import type { EntryPart } from "@landbridge/store";
import { ActivityQueue, type ActivityTask } from "./activities.ts";
import { executionArn, machineNameOf } from "./arns.ts";
import { childNameOf, childOutcome, isWaitedFor, startChild } from "./children.ts";
import { Delivery } from "./delivery.ts";
import { engineError } from "./errors.ts";
import { Headrooms } from "./headrooms.ts";
import { giveOutcome } from "./integrations/outcome.ts";
import { isSfnAction, runSfnAction, type SfnService } from "./integrations/sfn.ts";
import { redeliveryMs } from "./limits.ts";
import { type ExecutionQuery, listExecutions } from "./list-executions.ts";
import { MachineCache } from "./machine-cache.ts";
import { MachineRecords } from "./machine-records.ts";
import { findDefinition, findMachine, listMachines, machineWrites } from "./machines.ts";
import type { MapRunDescription } from "./map-runs/describe.ts";
import { MapRuns } from "./map-runs/map-runs.ts";
import type { EngineOptions, ExecutionNews, TaskCall, TaskOrder, TaskReply } from "./options.ts";
import { Partition } from "./partition.ts";
import {
  describeExecution,
  type ExecutionDescription,
  executionHistory,
  findExecution,
  type HistoryQuery,
} from "./read.ts";
import type { Resident } from "./resident.ts";
import type { StoredExecution } from "./rows/execution-row.ts";
import type { MachineRecord } from "./rows/machine-row.ts";
import { type StartedExecution, type StartRequest, startExecution } from "./start.ts";
import { createTokenMaker } from "./tokens.ts";

/** How a task ended, or that it lives. */
export type TaskResult =
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "heartbeat" };

export interface Engine {
  /** Reads what is open and goes on with it. First of all, and after a change of epoch. */
  recover(): Promise<void>;
  /** One step of the loop. */
  tick(): Promise<void>;
  /** Steps by itself from now on. */
  run(): void;
  stop(): void;
  readonly isReady: boolean;
  /** Resolves when the engine has given up for good: another holds its partition, or the store closed itself. */
  readonly fenced: Promise<unknown>;
  start(request: StartRequest): Promise<StartedExecution>;
  /** Resolves after the commit. Throws ExecutionDoesNotExist; stopping a closed execution changes nothing. */
  stopExecution(idOrArn: string, failure: Failure): Promise<void>;
  /** By token. Throws InvalidToken, or TaskTimedOut where the task is over. */
  finishTask(token: string, result: TaskResult): Promise<void>;
  /** Activities and the tasks that wait for a worker. Kept in memory; their owner makes them known at start-up. */
  readonly activities: Activities;
  describe(idOrArn: string): Promise<ExecutionDescription>;
  /** How far it is from AWS's limits; reads its history. Throws ExecutionDoesNotExist. */
  headroom(idOrArn: string): Promise<Headroom>;
  list(query: ExecutionQuery): ReturnType<typeof listExecutions>;
  history(idOrArn: string, query: HistoryQuery): ReturnType<typeof executionHistory>;
  /** By id or ARN. Throws ResourceNotFound. */
  describeMapRun(idOrArn: string): Promise<MapRunDescription>;
  /** Of one execution, newest first. Throws ExecutionDoesNotExist. */
  mapRuns(
    idOrArn: string,
    query: { readonly limit: number; readonly after?: string },
  ): ReturnType<MapRuns["list"]>;
  machine(name: string): Promise<MachineRecord>;
  /** The text of one revision. */
  definition(machine: string, revision: string): Promise<string>;
  machines(limit: number, after?: string): ReturnType<typeof listMachines>;
  machineWrites(
    definitions: readonly StateMachineDefinition[],
    removed: readonly string[],
  ): Promise<EntryPart>;
  /** Called after each commit, in order. Must not throw. */
  subscribe(listener: (news: ExecutionNews) => void): () => void;
  stats(): { readonly residentExecutions: number; readonly waitingTurns: number };
}

export interface Activities {
  /** Gives when it was made first. Throws ActivityLimitExceeded. */
  create(arn: string): EpochMs;
  delete(arn: string): void;
  /** Throws ActivityDoesNotExist. */
  createdAt(arn: string): EpochMs;
  list(): readonly { readonly arn: string; readonly createdAt: EpochMs }[];
  /** Waits up to 60 seconds for a task; it is the worker's once this resolves. Throws ActivityDoesNotExist. */
  poll(arn: string, workerName?: string, gone?: AbortSignal): Promise<ActivityTask | undefined>;
}

export function createEngine(options: EngineOptions): Engine {
  const { store, clock, home } = options;
  const tokens = createTokenMaker(options.tokenKey);
  const machines = new MachineCache(store);
  const records = new MachineRecords(store);
  const headrooms = new Headrooms(store, clock);
  const listeners = new Set<(news: ExecutionNews) => void>();
  const partition = new Partition(options, machines, tokens, {
    act,
    closed: (resident) => {
      const { id, version, record, state } = resident;
      if (record.mapRun === undefined) tellParent(id);
      else mapRuns.childClosed({ ...record.mapRun, id, version, status: state.status });
    },
    closedBefore: (stored) => {
      const { id, version, record, status } = stored;
      if (record.mapRun === undefined) tellParent(id);
      else mapRuns.childClosed({ ...record.mapRun, id, version, status });
    },
    dropped: () => mapRuns.dropped(),
    recovered: () => mapRuns.recover(),
    news: (news) => {
      for (const listener of listeners) listener(news);
    },
  });
  const mapRuns = new MapRuns(options, partition, machines);
  const start = (request: StartRequest): Promise<StartedExecution> =>
    startExecution(options, partition, { records, machines }, request);

  const queue = new ActivityQueue({
    clock,
    take: async ({ execution, ref }, workerName) => {
      const worker = workerName === undefined ? {} : { workerName };
      return (await partition.ask(execution, { kind: "TaskStarted", ref, ...worker })) === "taken";
    },
  });

  function act(resident: Resident, command: Command): void {
    const { id, record } = resident;
    if (command.kind === "StartMapRun") return mapRuns.start(resident, command);
    if (command.kind === "CancelMapRun") return mapRuns.cancel(id, command.ref);
    const call = new Delivery(tokens, id, record.arn, command);
    if (command.kind === "StartTask") startTask(call);
    else if (isWaitedFor(call.resource)) cancelChild(call);
    else if (call.resource.kind === "activity") queue.withdraw(call.resource.arn, call.token);
    else options.tasks.cancel(call);
  }

  function startTask(order: TaskOrder): void {
    const reply = replyTo(order);
    const { resource } = order;
    const isChild = resource.kind === "integration" && resource.service === "states";
    if (isChild && resource.action === "startExecution")
      void startChild(order, resource, reply, start, clock);
    else if (resource.kind === "activity") queue.offer(resource.arn, order);
    else if (isSfnAction(order)) void actOnOurselves(order, reply);
    else options.tasks.start(order, reply);
  }

  async function actOnOurselves(order: TaskOrder, reply: TaskReply): Promise<void> {
    const outcome = await runSfnAction(sfn, order);
    if (outcome === undefined) reply.undelivered();
    else giveOutcome(reply, outcome);
  }

  const sfn: SfnService = {
    start: (machineArn, name, input) =>
      start({ machine: machineNameOf(machineArn), input, ...(name !== undefined && { name }) }),
    async stop(executionArn, failure) {
      await stopExecution(executionArn, failure);
      return clock.now();
    },
    finish: finishTask,
    poll: (arn, workerName) => queue.poll(arn, workerName),
  };

  async function stopExecution(idOrArn: string, failure: Failure): Promise<void> {
    const { id, status } = await findExecution(store, idOrArn);
    if (!isTerminal(status)) await partition.ask(id, { kind: "Stop", failure });
  }

  async function finishTask(token: string, result: TaskResult): Promise<void> {
    const task = tokens.read(token);
    if (task === undefined) throw engineError("InvalidToken", "'Invalid token'");
    const answer = await partition.ask(task.execution, eventOf(task.ref, result));
    if (answer === undefined) throw engineError("InvalidToken", "'Invalid token'");
    if (answer === "stale") {
      throw engineError("TaskTimedOut", "'Provided task does not exist anymore'");
    }
  }

  function replyTo(order: TaskOrder): TaskReply {
    const { execution, ref } = order;
    const tell = (event: ExecutionEvent): void => partition.tell(execution, event);
    return {
      started: (workerName) =>
        tell({ kind: "TaskStarted", ref, ...(workerName !== undefined && { workerName }) }),
      submitted: (output) => tell({ kind: "TaskSubmitted", ref, output }),
      succeeded: (output) => tell({ kind: "TaskSucceeded", ref, output }),
      failed: (failure) => tell({ kind: "TaskFailed", ref, failure }),
      undelivered: () => void clock.setTimer(epochMs(clock.now() + redeliveryMs), () => deliverAgain(order)),
    };
  }

  /** Where the memory was dropped meanwhile, whoever reads it again delivers whatever is under way. */
  function deliverAgain(order: TaskOrder): void {
    if (partition.isUnderWay(order.execution, order.ref)) startTask(order);
  }

  /** At least once: the child's row says that it must be told until its parent has committed it. */
  function tellParent(child: ExecutionId): void {
    settleParent(child).catch((error: unknown) => partition.lost(error));
  }

  async function settleParent(id: ExecutionId): Promise<void> {
    const stored = await findExecution(store, id);
    const { parent } = stored.record;
    if (parent === undefined || stored.wakeAt === null) return;
    const outcome = childOutcome(parent, await closedChild(stored));
    if (outcome !== undefined) {
      const event: ExecutionEvent =
        "output" in outcome
          ? { kind: "TaskSucceeded", ref: parent.ref, output: outcome.output }
          : { kind: "TaskFailed", ref: parent.ref, failure: outcome.failure };
      await partition.ask(parent.execution, event);
    }
    await partition.commit({
      guards: [{ kind: "version", table: "executions", key: id, version: stored.version }],
      writes: [{ kind: "update", table: "executions", key: id, columns: { wakeAt: null } }],
    });
  }

  async function closedChild(stored: StoredExecution): Promise<Parameters<typeof childOutcome>[1]> {
    const described = await describeExecution(store, stored.id);
    return {
      ...described,
      stoppedAt: described.stoppedAt ?? clock.now(),
      output: described.output,
      failure: described.failure,
    };
  }

  /** As on AWS: when nobody waits for the child any longer it is stopped. Best effort. */
  function cancelChild(call: TaskCall): void {
    stopChild(call).catch((error: unknown) => {
      options.log?.warn("a child execution could not be stopped", { execution: call.executionArn, error });
    });
  }

  async function stopChild(call: TaskCall): Promise<void> {
    const machine = isJsonObject(call.payload) ? call.payload["StateMachineArn"] : undefined;
    if (typeof machine !== "string") return;
    const arn = executionArn(home, machineNameOf(machine), childNameOf(call));
    const child = await findExecution(store, arn);
    const { parent } = child.record;
    if (parent?.execution !== call.execution || parent.ref.task !== call.ref.task) return;
    if (!isTerminal(child.status)) await partition.ask(child.id, { kind: "Stop", failure: {} });
  }

  return {
    recover: () => partition.recover(),
    tick: () => partition.tick(),
    run: () => partition.run(),
    stop: () => partition.stop(),
    get isReady() {
      return partition.isReady;
    },
    fenced: partition.fenced,
    start,
    stopExecution,
    finishTask,
    activities: queue,
    describe: (idOrArn) => describeExecution(store, idOrArn),
    headroom: async (idOrArn) => headrooms.of(await findExecution(store, idOrArn)),
    list: (query) => listExecutions(store, query),
    history: (idOrArn, query) => executionHistory(store, idOrArn, query),
    describeMapRun: (arn) => mapRuns.describe(arn),
    mapRuns: (idOrArn, query) => mapRuns.list(idOrArn, query),
    machine: (name) => findMachine(store, name),
    definition: (machine, revision) => findDefinition(store, machine, revision),
    machines: (limit, after) => listMachines(store, limit, after),
    machineWrites(definitions, removed) {
      records.changing(clock.now());
      return machineWrites(store, home, clock.now(), definitions, removed);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stats: () => ({
      residentExecutions: partition.residentCount,
      waitingTurns: partition.waitingTurns,
    }),
  };
}

function eventOf(
  ref: Extract<ExecutionEvent, { readonly ref: unknown }>["ref"],
  result: TaskResult,
): ExecutionEvent {
  switch (result.kind) {
    case "succeeded":
      return { kind: "TaskSucceeded", ref, output: result.output };
    case "failed":
      return { kind: "TaskFailed", ref, failure: result.failure };
    case "heartbeat":
      return { kind: "TaskHeartbeat", ref };
  }
}
