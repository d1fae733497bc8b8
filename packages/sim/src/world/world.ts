import { jobWrites, localHost } from "@landbridge/jobs";
import { createSimulatedHost, type SimulatedHost } from "@landbridge/jobs/simulated-host";
import {
  epochMs,
  type JobDefinition,
  type ScheduleDefinition,
  type ScheduleTarget,
  type StateMachineDefinition,
} from "@landbridge/model";
import { createVirtualClock, type VirtualClock } from "@landbridge/model/virtual-clock";
import { scheduleWrites } from "@landbridge/scheduler";
import { announcing, prepareChanges } from "@landbridge/server/wiring";
import type { EntryPart, Store } from "@landbridge/store";
import { type ShareableStore, shareStore } from "@landbridge/store/share-store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { allChecks } from "../checks/all-checks.ts";
import { type Check, type Evidence, Violation } from "../checks/check.ts";
import { readHistories } from "../checks/stored-history.ts";
import { drawJobs, drawScript } from "../generate/job.ts";
import { drawMachine } from "../generate/machine.ts";
import { beforeClockChanges, drawSchedule } from "../generate/schedule.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { clusterPartitions } from "./cluster.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Life } from "./life.ts";
import { type Node, partition, type Surroundings, stackOf, startNode } from "./node.ts";
import { quiet } from "./quiet.ts";
import { createTimetables, type Timetables } from "./timetables.ts";
import { createTrace, type Trace } from "./trace.ts";
import { createWallClock, type WallClock } from "./wall-clock.ts";
import { watchStore } from "./watched-store.ts";
import { drawWeather, fine, type Weather } from "./weather.ts";

/** Timers at one instant; more than these means that something waits for no time at all, again and again. */
const busyTimersMax = 20_000;

export interface WorldOptions {
  readonly seed: number;
  /** Puts something between the processes and the store: a fault that the checks must find. */
  readonly tamper?: (store: Store) => Store;
  /** Processes that share the work. Default: one, which the next one takes over. */
  readonly nodes?: number;
  readonly print?: (line: string) => void;
}

/** Everything there is: time, store, processes, host, and what must be remembered to judge them. */
export class World {
  readonly truth: VirtualClock;
  readonly wall: WallClock;
  readonly trace: Trace;
  readonly store: Store;
  readonly host: SimulatedHost;
  readonly ledger: Ledger = createLedger();
  readonly timetables: Timetables = createTimetables();
  readonly checks: readonly Check[] = allChecks();
  /** Tokens that somebody outside was asked to answer. */
  readonly asked: string[] = [];
  /** Functions that keep silent. */
  readonly silent: { readonly life: Life; readonly speak: () => void }[] = [];
  readonly jobs: readonly [JobDefinition, ...JobDefinition[]];
  readonly machines: readonly StateMachineDefinition[];
  schedules: readonly ScheduleDefinition[] = [];
  /** The newest one; of a world of one process, the one that the clients and the host talk to. */
  node: Node | undefined;
  /** Those that share the work, dead ones too; of a world of one process none. */
  readonly members: Node[] = [];
  readonly nodesWanted: number;
  readonly shareable: ShareableStore | undefined;
  readonly #whomChance: Chance;
  /** Taken over, and perhaps not aware of it. */
  readonly formerNodes: Node[] = [];
  isHostConnected = true;
  weather: Weather = fine;
  readonly #violations: Violation[] = [];
  readonly #seed: number;
  readonly #applied: Store;
  #epoch = 0;
  #nodes = 0;
  #isStarting = false;

  private constructor({ seed, tamper, print, nodes = 1 }: WorldOptions, bare: Store) {
    this.#seed = seed;
    this.nodesWanted = nodes;
    this.#whomChance = this.chance("whom");
    const chance = this.chance("definitions");
    const start = Date.parse(chance.pick(beforeClockChanges)) + chance.whole(0, 10_800_000);
    this.truth = createVirtualClock(epochMs(0));
    this.wall = createWallClock(this.truth, epochMs(start));
    this.trace = createTrace(() => this.truth.now(), print);
    const watched = watchStore(bare, {
      acquired: (taken, epoch) => {
        this.#epoch = epoch;
        this.#tell((check) => check.acquired?.(taken, epoch));
      },
      committed: (entry) => {
        const writes = entry.writes.map(({ kind, table, key }) => `${kind} ${table}/${key}`).join(", ");
        this.trace.line(`commits in epoch ${entry.epoch}: ${writes}`);
        this.#tell((check) => check.committed?.(entry));
      },
      refused: (entry) => this.trace.line(`an entry of epoch ${entry.epoch} is refused by its guards`),
    });
    this.#applied = watched;
    this.store = tamper?.(watched) ?? watched;
    this.shareable =
      nodes === 1
        ? undefined
        : shareStore(this.store, { clock: this.truth, partitionCount: clusterPartitions });
    this.jobs = drawJobs(chance);
    this.machines = drawMachines(chance, this.jobs);
    const scripts = this.chance("processes");
    this.host = createSimulatedHost({
      clock: this.truth,
      random: this.chance("network").stream,
      report: (report) => this.#takeReport((node) => node.jobs.report(report)),
      script: () => drawScript(scripts),
    });
  }

  static async open(options: WorldOptions): Promise<World> {
    const world = new World(options, await openSqliteStore({ memory: true }));
    if (world.shareable !== undefined) await prepareChanges(world.shareable.connect());
    for (let node = 0; node < world.nodesWanted; node += 1) await world.startNode();
    await world.#define();
    world.setWeather(drawWeather(world.chance("weather")));
    return world;
  }

  /** A stream of choices for one part of the world. */
  chance(part: string): Chance {
    return chanceOf(this.#seed, part);
  }

  setWeather(weather: Weather): void {
    this.weather = weather;
    this.host.setFaults(weather.host);
  }

  async startNode(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    this.#nodes += 1;
    if (this.shareable === undefined && this.node !== undefined && !this.node.life.isDead)
      this.formerNodes.push(this.node);
    this.node = undefined;
    this.node = await startNode(this.#surroundings(), `node-${this.#nodes}`);
    if (this.shareable !== undefined) this.members.push(this.node);
    this.#isStarting = false;
    await this.settle();
  }

  /** Lets all happen that happens at this instant, and fails if something broke. */
  async settle(): Promise<void> {
    await quiet();
    const [first] = this.#violations;
    if (first !== undefined) throw first;
  }

  /** True time passes. */
  async advance(byMs: number): Promise<void> {
    const end = this.truth.now() + byMs;
    await this.settle();
    let sameInstant = 0;
    while (this.truth.earliest !== undefined && this.truth.earliest <= end) {
      sameInstant = this.truth.earliest <= this.truth.now() ? sameInstant + 1 : 0;
      if (sameInstant > busyTimersMax)
        throw new Violation(`timers fire for ever at ${this.truth.now()}: a busy loop`);
      this.truth.fireNext();
      await this.settle();
    }
    this.truth.jump(end - this.truth.now());
  }

  /** Or on its way up. */
  get isUp(): boolean {
    if (this.shareable !== undefined) return this.living.length >= this.nodesWanted;
    return this.node !== undefined && !this.node.life.isDead;
  }

  /** Of those that share the work. */
  get living(): readonly Node[] {
    return this.members.filter(({ life }) => !life.isDead);
  }

  /** Whom somebody outside happens to ask. */
  whom(): Node | undefined {
    if (this.shareable === undefined) return this.node;
    const ready = this.living.filter((one) => one.isReady && !one.life.isAsleep);
    return this.#whomChance.pickIn(ready);
  }

  get nodes(): number {
    return this.#nodes;
  }

  /** The network between host and server; the process that is there notices. */
  connectHost(isConnected: boolean): void {
    this.isHostConnected = isConnected;
    const node = this.whom();
    if (node?.isReady !== true) return;
    const noticed = isConnected ? node.jobs.hostBack(localHost) : node.jobs.hostLost(localHost);
    noticed.catch((error: unknown) => this.trace.line(`host: nobody could note it: ${String(error)}`));
  }

  broken(violation: Violation): void {
    this.#violations.push(violation);
  }

  /** Applies schedules at one stroke, whatever the weather: how a commit fails is tried elsewhere. */
  async applySchedules(schedules: readonly ScheduleDefinition[]): Promise<void> {
    const rows = (
      await this.#applied.list("schedules", { orderBy: "createdAt", direction: "ascending", limit: 1_000 })
    ).rows;
    const now = this.wall.now();
    await this.#apply(scheduleWrites(schedules, rows, now));
    for (const schedule of schedules) this.timetables.apply(schedule, now);
    this.schedules = schedules;
    const { node } = this;
    // A process that cannot read just now reads by itself later.
    if (node?.isReady === true) node.scheduler.reload().catch(() => undefined);
    await this.settle();
  }

  async check(when: "always" | "healed" | "inTheEnd"): Promise<void> {
    const evidence = await this.#evidence();
    for (const check of this.checks) {
      if (when !== "healed") await named(check, () => check.always?.(evidence));
      if (when === "healed") await named(check, () => check.healed?.(evidence));
      if (when === "inTheEnd") await named(check, () => check.inTheEnd?.(evidence));
    }
  }

  async close(): Promise<void> {
    for (const node of [...this.formerNodes, ...this.members, this.node]) node?.life.kill();
    await this.#applied.close();
  }

  async #evidence(): Promise<Evidence> {
    return {
      store: this.#applied,
      histories: await readHistories(this.#applied),
      ledger: this.ledger,
      timetables: this.timetables,
      processes: this.host.intervals(),
      jobs: this.jobs,
      now: this.wall.now(),
    };
  }

  async #define(): Promise<void> {
    const { node } = this;
    if (node === undefined) throw new Violation("the first process starts");
    await this.#apply(jobWrites(this.jobs, [], this.wall.now()));
    await this.#apply(await node.engine.machineWrites(this.machines, []));
    await node.jobs.reload();
    const chance = this.chance("schedules");
    const count = chance.whole(0, 6);
    await this.applySchedules(
      Array.from({ length: count }, (_, index) => this.drawSchedule(chance, `every-${index}`)),
    );
  }

  drawSchedule(chance: Chance, name: string): ScheduleDefinition {
    const targets: readonly ScheduleTarget[] = [
      ...this.jobs.map(({ name: job }) => ({ kind: "job", job }) as const),
      ...this.machines.map(({ name: stateMachine }) => ({ kind: "state-machine", stateMachine }) as const),
    ];
    return drawSchedule(chance, name, targets, this.wall.now());
  }

  async #apply(part: EntryPart): Promise<void> {
    const { shared } = this.shareable?.connect() ?? {};
    const [outcome] =
      shared === undefined
        ? await this.#applied.commit([{ partition, epoch: this.#epoch, ...part }])
        : await announcing(this.#applied, shared).commit([{ partition: null, epoch: 0, ...part }]);
    if (outcome?.ok !== true) throw new Violation("definitions can be applied");
  }

  async #takeReport(take: (node: Node) => Promise<void>): Promise<void> {
    const node = this.whom();
    if (node?.isReady !== true || !this.isHostConnected) throw new Error("nobody listens");
    await take(node);
  }

  #surroundings(): Surroundings {
    return {
      store: this.store,
      truth: this.truth,
      wall: this.wall,
      chance: this.chance(`node ${this.#nodes}`),
      weather: () => this.weather,
      link: () => (this.isHostConnected ? this.host : undefined),
      delivered: (order) => {
        this.ledger.deliveries.push(order);
        this.#tell((check) => check.delivered?.(order));
      },
      asked: (token) => void this.asked.push(token),
      silent: (life, speak) => void this.silent.push({ life, speak }),
      told: (run) => void this.ledger.told.push(run),
      note: (line) => this.trace.line(line),
      broken: (violation) => this.broken(violation),
      ...(this.shareable !== undefined && {
        cluster: {
          shareable: this.shareable,
          commits: (node, entries) => this.#tell((check) => check.commits?.(node, entries)),
        },
      }),
    };
  }

  /** What a check throws here would be taken for a failure of the store; so it is kept for `settle`. */
  #tell(tell: (check: Check) => void): void {
    for (const check of this.checks)
      try {
        tell(check);
      } catch (error) {
        this.broken(asViolation(check, error));
      }
  }
}

async function named(check: Check, look: () => void | Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    throw asViolation(check, error);
  }
}

function asViolation({ law }: Check, error: unknown): Violation {
  const what = error instanceof Violation ? error.message : stackOf(error);
  return new Violation(`${law}: ${what}`);
}

function drawMachines(chance: Chance, jobs: World["jobs"]): readonly StateMachineDefinition[] {
  const [first, ...rest] = jobs.map(({ name }) => name);
  const names = [first ?? "forbid", ...rest] as const;
  const machines: StateMachineDefinition[] = [];
  for (let index = 0; index < chance.whole(3, 8); index += 1)
    machines.push(
      drawMachine(chance, `machine-${index}`, { jobs: names, children: machines.map(({ name }) => name) }),
    );
  return machines;
}
