import { createCatalogue } from "./catalogue/catalogue.ts";
import { MachineCache } from "./definitions/machine-cache.ts";
import { MachineRecords } from "./definitions/machine-records.ts";
import { findDefinition, findMachine, listMachines, machineWrites } from "./definitions/machines.ts";
import type { Engine } from "./engine.ts";
import { engineError } from "./errors.ts";
import { Headrooms } from "./executions/headrooms.ts";
import { listExecutions } from "./executions/list-executions.ts";
import { describeExecution, executionHistory, findExecution } from "./executions/read.ts";
import { redriveExecution } from "./executions/redrive.ts";
import { type StartedExecution, type StartRequest, startExecution } from "./executions/start.ts";
import { stopExecution, stopExecutionsOf } from "./executions/stop-executions.ts";
import type { SfnService } from "./integrations/sfn.ts";
import { MapRuns } from "./map-runs/map-runs.ts";
import { findMapRun, listMapRuns } from "./map-runs/read.ts";
import { updateMapRun } from "./map-runs/update.ts";
import { type Home, Homes, withdrawLeft } from "./memory/homes.ts";
import { Partition } from "./memory/partition.ts";
import type { EngineOptions, ExecutionNews } from "./options.ts";
import type { StoredExecution } from "./rows/execution-row.ts";
import { ActivityQueue } from "./tasks/activities.ts";
import { callTask } from "./tasks/call-task.ts";
import { createDispatcher } from "./tasks/dispatcher.ts";
import { finishTask } from "./tasks/task-result.ts";
import { tellParent } from "./tasks/tell-parent.ts";
import { createTokenMaker } from "./tasks/tokens.ts";

type ClosedExecution = Pick<StoredExecution, "id" | "version" | "record" | "status">;

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
      act: (resident, command) => dispatcher.act(mapRuns, resident, command),
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
      else if (record.parent !== undefined) tellParent({ store, clock, homes }, partition, id);
    };
    void partition.fenced.then((reason) => {
      if (options.holdings === undefined) fenced.resolve(reason);
      else options.takenOver?.(number, epoch());
    });
    return { partition, mapRuns, epoch };
  }

  const sfn: SfnService = {
    start: (machineArn, name, input) =>
      start({ machine: machineArn, input, ...(name !== undefined && { name }) }),
    async stop(executionArn, failure) {
      await stopExecution(store, homes, executionArn, failure);
      return clock.now();
    },
    finish: (token, result) => finishTask(homes, tokens, token, result),
    poll: (arn, workerName) => queue.poll(arn, workerName),
  };
  const dispatcher = createDispatcher({ options, homes, tokens, queue, start, sfn });

  const catalogue = createCatalogue({
    store,
    clock,
    home,
    queue,
    changing: () => records.changing(clock.now()),
    stopExecutions: (machine, startedUntil) => stopExecutionsOf(store, homes, machine, startedUntil),
    failed: (message, error) => options.log?.warn(message, { error }),
  });

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
    stopExecution: (idOrArn, failure) => stopExecution(store, homes, idOrArn, failure),
    redrive: (idOrArn, request = {}) => redriveExecution(options, homes, idOrArn, request),
    finishTask: (token, result) => finishTask(homes, tokens, token, result),
    callTask: (call) =>
      callTask(call, { ...options, tokens, dispatch: (order, reply) => dispatcher.startTask(order, reply) }),
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
