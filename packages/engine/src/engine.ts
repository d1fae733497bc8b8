import type { Answer, Command, ExecutionEvent, Headroom, MapRunChanges } from "@landbridge/asl";
import {
  type EpochMs,
  type ExecutionId,
  epochMs,
  executionId,
  type Failure,
  isJsonObject,
  isTerminal,
  type Json,
  type StateMachineDefinition,
} from "@landbridge/model";
import type { EntryPart } from "@landbridge/store";
import { ActivityQueue, type ActivityTask } from "./activities.ts";
import { executionArn, machineNameOf } from "./arns.ts";
import { callTask, type TaskOnce } from "./call-task.ts";
import { type Catalogue, createCatalogue } from "./catalogue/catalogue.ts";
import { childNameOf, childOutcome, isWaitedFor, startChild } from "./children.ts";
import { Delivery } from "./delivery.ts";
import { engineError } from "./errors.ts";
import { Headrooms } from "./headrooms.ts";
import { type Home, Homes, withdrawLeft } from "./homes.ts";
import { giveOutcome, type TaskOutcome } from "./integrations/outcome.ts";
import { isSfnAction, runSfnAction, type SfnService } from "./integrations/sfn.ts";
import { redeliveryMs } from "./limits.ts";
import { type ExecutionQuery, listExecutions } from "./list-executions.ts";
import { MachineCache } from "./machine-cache.ts";
import { MachineRecords } from "./machine-records.ts";
import { findDefinition, findMachine, listMachines, machineWrites } from "./machines.ts";
import type { MapRunDescription } from "./map-runs/describe.ts";
import { MapRuns } from "./map-runs/map-runs.ts";
import { findMapRun, listMapRuns } from "./map-runs/read.ts";
import { updateMapRun } from "./map-runs/update.ts";
import type { EngineOptions, ExecutionNews, TaskCall, TaskOrder, TaskReply } from "./options.ts";
import { Partition } from "./partition.ts";
import {
  describeExecution,
  type ExecutionDescription,
  executionHistory,
  findExecution,
  type HistoryQuery,
} from "./read.ts";
import { type RedrivenExecution, type RedriveRequest, redriveExecution } from "./redrive.ts";
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
  /** Of a store that nodes share: reads the partition, which is held here from now on, and goes on with it. Never rejects. */
  take(partition: number): Promise<void>;
  /** It is not held here any longer, or is about to be given up: what is in memory of it is not used again. */
  leave(partition: number): void;
  /** What another node asks of an execution whose partition is held here. Throws EngineStopped where it is not. */
  receive(execution: ExecutionId, event: ExecutionEvent): Promise<Answer | undefined>;
  /** Steps by itself from now on. */
  run(): void;
  stop(): void;
  readonly isReady: boolean;
  /** Resolves when the engine has given up for good: another holds its partition, or the store closed itself. */
  readonly fenced: Promise<unknown>;
  start(request: StartRequest): Promise<StartedExecution>;
  /** Resolves after the commit. Throws ExecutionDoesNotExist; stopping a closed execution changes nothing. */
  stopExecution(idOrArn: string, failure: Failure): Promise<void>;
  /**
   * A closed execution goes on from the steps that did not succeed. Resolves after the commit.
   * Throws ExecutionDoesNotExist, ExecutionNotRedrivable, ValidationException.
   */
  redrive(idOrArn: string, request?: RedriveRequest): Promise<RedrivenExecution>;
  /** By token. Throws InvalidToken, or TaskTimedOut where the task is over. */
  finishTask(token: string, result: TaskResult): Promise<void>;
  /** Calls what a Task would call, once, for no execution. Never rejects. */
  callTask(call: TaskOnce): Promise<TaskOutcome>;
  /** Activities and the tasks that wait for a worker. Kept in memory; their owner makes them known at start-up. */
  readonly activities: Activities;
  /** State machines, versions, aliases, activities and tags as AWS's API keeps them. */
  readonly catalogue: Catalogue;
  describe(idOrArn: string): Promise<ExecutionDescription>;
  /** How far it is from AWS's limits; reads its history. Throws ExecutionDoesNotExist. */
  headroom(idOrArn: string): Promise<Headroom>;
  list(query: ExecutionQuery): ReturnType<typeof listExecutions>;
  history(idOrArn: string, query: HistoryQuery): ReturnType<typeof executionHistory>;
  /** By id or ARN. Throws ResourceNotFound. */
  describeMapRun(idOrArn: string): Promise<MapRunDescription>;
  /**
   * Of a map run that runs. Resolves after the commit. Throws ResourceNotFound, ValidationException.
   */
  updateMapRun(idOrArn: string, changes: MapRunChanges): Promise<void>;
  /** Of one execution, newest first. Throws ExecutionDoesNotExist. */
  mapRuns(
    idOrArn: string,
    query: { readonly limit: number; readonly after?: string },
  ): ReturnType<typeof listMapRuns>;
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

type ClosedExecution = Pick<StoredExecution, "id" | "version" | "record" | "status">;

export interface Activities {
  /** Gives when it was made first. Throws ActivityLimitExceeded. */
  create(arn: string): EpochMs;
  delete(arn: string): void;
  /** Throws ActivityDoesNotExist. */
  createdAt(arn: string): EpochMs;
  list(): readonly { readonly arn: string; readonly createdAt: EpochMs }[];
  /** Waits up to 60 seconds for a task; it is the worker's once this resolves. Throws ActivityDoesNotExist. */
  poll(arn: string, workerName?: string, gone?: AbortSignal): Promise<ActivityTask | undefined>;
  /** Between nodes: see `EngineOptions.unmatched`. */
  isWanted(arn: string): boolean;
  lend(arn: string): TaskOrder | undefined;
  borrowed(arn: string, order: TaskOrder): void;
}

export function createEngine(options: EngineOptions): Engine {
  const { store, clock, home } = options;
  const tokens = createTokenMaker(options.tokenKey);
  const machines = new MachineCache(store);
  const records = new MachineRecords(store);
  const headrooms = new Headrooms(store, clock);
  const listeners = new Set<(news: ExecutionNews) => void>();
  const fenced = Promise.withResolvers<unknown>();
  const homes = new Homes(options, makeHome);
  const start = (request: StartRequest): Promise<StartedExecution> =>
    startExecution(options, homes, { records, machines }, request);

  const queue = new ActivityQueue({
    clock,
    ...(options.unmatched !== undefined && { unmatched: options.unmatched }),
    take: async ({ execution, ref }, workerName) => {
      const worker = workerName === undefined ? {} : { workerName };
      return (await homes.ask(execution, { kind: "TaskStarted", ref, ...worker })) === "taken";
    },
  });

  function makeHome(number: number, epoch: () => number): Home {
    const own = { ...options, partition: number, epoch };
    const partition = new Partition(own, machines, tokens, {
      act: (resident, command) => act(mapRuns, resident, command),
      closed: ({ id, version, record, state }) => closed({ id, version, record, status: state.status }),
      closedBefore: (stored) => closed(stored),
      updateMapRun: (id, changes) => mapRuns.update(id, changes),
      dropped: () => mapRuns.dropped(),
      recovered: () => mapRuns.recover(),
      news: (news) => {
        for (const listener of listeners) listener(news);
      },
    });
    const mapRuns = new MapRuns(own, partition, machines);
    // Most have nobody to tell; a row that is read again for each of them is a fifth of what the store is asked.
    const closed = ({ id, version, record, status }: ClosedExecution): void => {
      if (record.mapRun !== undefined) mapRuns.childClosed({ ...record.mapRun, id, version, status });
      else if (record.parent !== undefined) tellParent(partition, id);
    };
    void partition.fenced.then((reason) => {
      if (options.holdings === undefined) fenced.resolve(reason);
      else options.takenOver?.(number, epoch());
    });
    return { partition, mapRuns, epoch };
  }

  function act(mapRuns: MapRuns, resident: Resident, command: Command): void {
    const { id, record } = resident;
    if (command.kind === "StartMapRun") return mapRuns.start(resident, command);
    if (command.kind === "RedriveMapRun") return mapRuns.redrive(resident, command);
    if (command.kind === "CancelMapRun") return mapRuns.cancel(id, command.ref);
    const call = new Delivery(tokens, id, record.arn, command);
    if (command.kind === "StartTask") startTask(call);
    else if (isWaitedFor(call.resource)) cancelChild(call);
    else if (call.resource.kind === "activity") queue.withdraw(call.resource.arn, call.token);
    else options.tasks.cancel(call);
  }

  function startTask(order: TaskOrder, reply: TaskReply = replyTo(order)): void {
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
      start({ machine: machineArn, input, ...(name !== undefined && { name }) }),
    async stop(executionArn, failure) {
      await stopExecution(executionArn, failure);
      return clock.now();
    },
    finish: finishTask,
    poll: (arn, workerName) => queue.poll(arn, workerName),
  };

  async function stopExecution(idOrArn: string, failure: Failure): Promise<void> {
    const { id, status } = await findExecution(store, idOrArn);
    if (!isTerminal(status)) await homes.ask(id, { kind: "Stop", failure });
  }

  async function finishTask(token: string, result: TaskResult): Promise<void> {
    const task = tokens.read(token);
    if (task === undefined) throw engineError("InvalidToken", "'Invalid token'");
    const answer = await homes.ask(task.execution, eventOf(task.ref, result));
    if (answer === undefined) throw engineError("InvalidToken", "'Invalid token'");
    if (answer === "stale") {
      throw engineError("TaskTimedOut", "'Provided task does not exist anymore'");
    }
  }

  function replyTo(order: TaskOrder): TaskReply {
    const { execution, ref } = order;
    const tell = (event: ExecutionEvent): void => homes.tell(execution, event);
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
    if (homes.of(order.execution)?.partition.isUnderWay(order.execution, order.ref) === true)
      startTask(order);
  }

  /** At least once: the child's row says that it must be told until its parent has committed it. */
  function tellParent(partition: Partition, child: ExecutionId): void {
    settleParent(partition, child).catch((error: unknown) => partition.lost(error));
  }

  async function settleParent(partition: Partition, id: ExecutionId): Promise<void> {
    const stored = await findExecution(store, id);
    const { parent } = stored.record;
    if (parent === undefined || stored.wakeAt === null || !isTerminal(stored.status)) return;
    const outcome = childOutcome(parent, await closedChild(stored));
    if (outcome !== undefined) {
      const event: ExecutionEvent =
        "output" in outcome
          ? { kind: "TaskSucceeded", ref: parent.ref, output: outcome.output }
          : { kind: "TaskFailed", ref: parent.ref, failure: outcome.failure };
      await homes.ask(parent.execution, event);
    }
    await partition.commit({
      guards: [{ kind: "version", table: "executions", key: id, version: stored.version }],
      writes: [{ kind: "update", table: "executions", key: id, columns: { wakeAt: null } }],
    });
  }

  async function closedChild(stored: StoredExecution): Promise<Parameters<typeof childOutcome>[1]> {
    const described = await describeExecution(store, clock.now(), stored.id);
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
    if (!isTerminal(child.status)) await homes.ask(child.id, { kind: "Stop", failure: {} });
  }

  const catalogue = createCatalogue({
    store,
    clock,
    home,
    queue,
    changing: () => records.changing(clock.now()),
    stopExecutions: stopThoseOf,
    failed: (message, error) => options.log?.warn(message, { error }),
  });

  /** What a page holds is stopped one by one: each is a commit, and other work goes on between. */
  async function stopThoseOf(machine: string, startedUntil: EpochMs): Promise<void> {
    let after: string | undefined;
    do {
      const page = await store.list("executions", {
        where: { machine, status: "RUNNING" },
        orderBy: "startedAt",
        direction: "ascending",
        atMost: startedUntil,
        limit: 100,
        ...(after !== undefined && { after }),
      });
      for (const { key } of page.rows) await homes.ask(executionId(key), { kind: "Stop", failure: {} });
      after = page.next;
    } while (after !== undefined);
  }

  return {
    recover: async () => {
      await catalogue.recover();
      await homes.recover();
      await catalogue.resumeDeletions();
    },
    take: (number) => homes.take(number),
    leave(number) {
      homes.leave(number);
      withdrawLeft(queue, number, homes.count);
    },
    receive: async (execution, event) => {
      const home = homes.of(execution);
      if (home === undefined) throw engineError("EngineStopped", "its partition is not held here.");
      const answer = await home.partition.ask(execution, event);
      // It was lent to the node that asks.
      if (event.kind === "TaskStarted" && answer === "taken") queue.taken(tokens.make(execution, event.ref));
      return answer;
    },
    tick: () => homes.tick(),
    run: () => homes.run(),
    stop: () => homes.stop(),
    get isReady() {
      return [...homes.all].some(({ partition }) => partition.isReady);
    },
    fenced: fenced.promise,
    start,
    stopExecution,
    redrive: (idOrArn, request = {}) => redriveExecution(options, homes, idOrArn, request),
    finishTask,
    callTask: (call) => callTask(call, { ...options, tokens, dispatch: startTask }),
    activities: queue,
    catalogue,
    describe: (idOrArn) => describeExecution(store, clock.now(), idOrArn),
    headroom: async (idOrArn) => headrooms.of(await findExecution(store, idOrArn)),
    list: (query) => listExecutions(store, query),
    history: (idOrArn, query) => executionHistory(store, idOrArn, query),
    describeMapRun: (arn) => findMapRun(store, arn),
    updateMapRun: (idOrArn, changes) => updateMapRun(store, homes, idOrArn, changes),
    mapRuns: (idOrArn, query) => listMapRuns(store, idOrArn, query),
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
      residentExecutions: sum(homes, (partition) => partition.residentCount),
      waitingTurns: sum(homes, (partition) => partition.waitingTurns),
    }),
  };
}

function sum(homes: Homes, of: (partition: Partition) => number): number {
  return [...homes.all].reduce((total, { partition }) => total + of(partition), 0);
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
