import type { Answer, Command, Machine, MapRunChanges, MapRunPlan, MapState, TaskRef } from "@landbridge/asl";
import { assert, type EpochMs, type ExecutionId } from "@landbridge/model";
import { type MachineCache, processorRevision } from "../definitions/machine-cache.ts";
import type { Partition } from "../memory/partition.ts";
import type { Resident } from "../memory/resident.ts";
import type { EngineOptions } from "../options.ts";
import type { ClosedChild } from "./child.ts";
import { MapRun } from "./map-run.ts";
import {
  atBeginning,
  encodeMapRun,
  firstColumns,
  type MapRunFacts,
  partsOfMapRunArn,
  readMapRunRow,
  type StoredMapRun,
} from "./record.ts";
import { redriveRow } from "./redrive-row.ts";

type StartMapRun = Extract<Command, { readonly kind: "StartMapRun" }>;
type RedriveMapRun = Extract<Command, { readonly kind: "RedriveMapRun" }>;

/** The map runs of a partition: those that are open are in memory, as long as the partition's memory is. */
export class MapRuns {
  readonly #options: EngineOptions;
  readonly #partition: Partition;
  readonly #machines: MachineCache;
  #live = new Map<string, Promise<MapRun | undefined>>();

  constructor(options: EngineOptions, partition: Partition, machines: MachineCache) {
    this.#options = options;
    this.#partition = partition;
    this.#machines = machines;
  }

  /** At least once; a run that is there already goes on. */
  start(parent: Resident, { ref, plan }: StartMapRun): void {
    const id = partsOfMapRunArn(plan.arn)?.id;
    assert(id !== undefined, "a map run's ARN ends with its id");
    this.#watch(this.#live.get(id) ?? this.#remember(id, this.#create(id, parent, ref, plan)));
  }

  /** At least once. What of the run is stopping still comes to its end first. */
  redrive({ id, record }: Resident, { ref, arn }: RedriveMapRun): void {
    const run = partsOfMapRunArn(arn)?.id;
    assert(run !== undefined, "a map run's ARN ends with its id");
    const parent = { execution: id, ref };
    this.#watch(this.#redrive(run, parent, record.redriven?.at ?? this.#options.clock.now()));
  }

  /**
   * Nobody else reads the run between its opening and its being alive again: of two memories of one run each would
   * take the children that the other one is redriving for lost.
   */
  async #redrive(id: string, parent: MapRunFacts["parent"], at: EpochMs): Promise<void> {
    const live = this.#live;
    let known: Promise<MapRun | undefined> | undefined = live.get(id) ?? this.#load(id);
    for (; known !== undefined; known = live.get(id)) await (await known)?.over;
    // The memory was dropped meanwhile: whoever reads it again is told again.
    if (live !== this.#live) return;
    await this.#remember(
      id,
      redriveRow(this.#options.store, this.#partition, id, parent, at).then(() => this.#read(id)),
    );
  }

  /** Nobody waits for the run any longer. Lost in a crash, it is found out when the run is read again. */
  cancel(execution: ExecutionId, ref: TaskRef): void {
    for (const live of this.#live.values()) {
      this.#watch(
        live.then((run) =>
          run !== undefined && belongsTo(run.stored, execution, ref) ? run.cancel() : undefined,
        ),
      );
    }
  }

  /** Resolves after the commit. */
  async update(id: string, changes: MapRunChanges): Promise<Answer> {
    const run = await (this.#live.get(id) ?? this.#load(id));
    return run === undefined ? "stale" : run.update(changes);
  }

  /** A child is over: its row says that it is to be told until it is counted. */
  childClosed(child: ClosedChild): void {
    this.#watch((this.#live.get(child.run) ?? this.#load(child.run)).then((run) => run?.childClosed(child)));
  }

  /** The partition's memory is not used any more. */
  dropped(): void {
    const dropped = this.#live;
    this.#live = new Map();
    for (const live of dropped.values()) live.then((run) => run?.kill()).catch(() => {});
  }

  /** Reads what is open and goes on with it. */
  async recover(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.#options.store.list("mapRuns", {
        where: { partition: this.#options.partition },
        orderBy: "openSince",
        direction: "ascending",
        limit: 1_000,
        ...(after !== undefined && { after }),
      });
      for (const row of page.rows) if (!this.#live.has(row.key)) this.#watch(this.#load(row.key));
      after = page.next;
    } while (after !== undefined);
  }

  #watch(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#partition.lost(error));
  }

  /** `undefined`: there is no such run, or nothing is left for it to do. */
  #load(id: string): Promise<MapRun | undefined> {
    return this.#remember(id, this.#read(id));
  }

  async #read(id: string): Promise<MapRun | undefined> {
    const row = await this.#options.store.get("mapRuns", id);
    const stored = row && readMapRunRow(row);
    if (stored === undefined || stored.isClosed) return undefined;
    const [plan] = await this.#options.store.journal(stored.head, 1);
    assert(plan !== undefined, `map run ${id} has a plan`);
    return this.#alive(stored, JSON.parse(plan.body) as MapRunPlan, true);
  }

  async #create(id: string, parent: Resident, ref: TaskRef, plan: MapRunPlan): Promise<MapRun | undefined> {
    const now = this.#options.clock.now();
    const facts = factsOf(parent, ref, plan, this.#options.holdings !== undefined);
    const outcome = await this.#partition.commit({
      guards: [{ kind: "absent", table: "mapRuns", key: id }],
      writes: [
        {
          kind: "insert",
          table: "mapRuns",
          key: id,
          columns: firstColumns(this.#options.partition, parent.id, now),
          body: encodeMapRun(facts, atBeginning),
          journal: JSON.stringify(plan),
        },
      ],
    });
    const row = await this.#options.store.get("mapRuns", id);
    assert(row !== undefined, `map run ${id} is there`);
    const stored = readMapRunRow(row);
    return stored.isClosed ? undefined : this.#alive(stored, plan, !outcome.ok);
  }

  #remember(id: string, making: Promise<MapRun | undefined>): Promise<MapRun | undefined> {
    const live = this.#live;
    live.set(id, making);
    const forget = (): void => {
      if (live.get(id) === making) live.delete(id);
    };
    making.then((run) => {
      if (run === undefined) return forget();
      // The memory was dropped while this was being read.
      if (live !== this.#live) return run.kill();
      this.#watch(run.over.finally(forget));
    }, forget);
    return making;
  }

  async #alive(stored: StoredMapRun, plan: MapRunPlan, isRecovered: boolean): Promise<MapRun> {
    const { machineName, revision } = stored.facts;
    const machine = await this.#machines.get(machineName, revision);
    const state = mapStateOf(machine, plan);
    const own = processorRevision(revision, state.processor);
    const options = this.#options;
    return new MapRun(stored, {
      options,
      partition: this.#partition,
      objects: options.objects,
      plan,
      state,
      machine: await this.#machines.get(machineName, own),
      revision: own,
      isRecovered,
    });
  }
}

function factsOf(
  { id, record }: Resident,
  ref: TaskRef,
  plan: MapRunPlan,
  isPartitioned: boolean,
): MapRunFacts {
  const { toleratedCount, toleratedPercentage, maxConcurrency, arn } = plan;
  return {
    arn,
    parent: { execution: id, ref },
    executionArn: record.arn,
    machineName: record.machineName,
    revision: record.revision,
    roleArn: record.roleArn,
    maxConcurrency,
    ...(isPartitioned && { isPartitioned }),
    ...(toleratedCount !== undefined && { toleratedCount }),
    ...(toleratedPercentage !== undefined && { toleratedPercentage }),
  };
}

function mapStateOf(machine: Machine, { block, state: name }: MapRunPlan): MapState {
  const state = machine.blocks.get(block)?.states.get(name);
  assert(state?.type === "Map", `"${name}" in block "${block}" is a Map`);
  return state;
}

function belongsTo({ facts: { parent } }: StoredMapRun, execution: ExecutionId, ref: TaskRef): boolean {
  return parent.execution === execution && parent.ref.frame === ref.frame && parent.ref.task === ref.task;
}
