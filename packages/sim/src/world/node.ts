import { createEngine, type Engine, type TaskOrder } from "@landbridge/engine";
import { createJobs, type Jobs } from "@landbridge/jobs";
import type { HostLink, Run } from "@landbridge/model";
import type { VirtualClock } from "@landbridge/model/virtual-clock";
import { createScheduler, type Scheduler } from "@landbridge/scheduler";
import { createLaunchTarget, tellTask } from "@landbridge/server/wiring";
import type { Entry, Store } from "@landbridge/store";
import type { ShareableStore } from "@landbridge/store/share-store";
import { Violation } from "../checks/check.ts";
import type { Chance } from "./chance.ts";
import { joinCluster } from "./cluster.ts";
import { isCode } from "./error-code.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { createSimulatedTasks } from "./functions.ts";
import { createLife, type Life } from "./life.ts";
import type { WallClock } from "./wall-clock.ts";
import type { Weather } from "./weather.ts";

/** One process of the server: engine, jobs and scheduler over one store, as they run in production. */
export interface Node {
  readonly life: Life;
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  /** It has read its memory, and answers. */
  readonly isReady: boolean;
}

/** What a process needs of the world. */
export interface Surroundings {
  readonly store: Store;
  readonly truth: VirtualClock;
  readonly wall: WallClock;
  readonly chance: Chance;
  readonly weather: () => Weather;
  readonly link: () => HostLink | undefined;
  readonly delivered: (order: TaskOrder) => void;
  /** A task that waits for somebody outside. */
  readonly asked: (token: string) => void;
  readonly silent: (life: Life, speak: () => void) => void;
  readonly told: (run: Run) => void;
  readonly note: (line: string) => void;
  /** Something happened that must never happen. */
  readonly broken: (violation: Violation) => void;
  /** Where several processes share the work; absent: each takes all of it from the one before. */
  readonly cluster?: ClusterSurroundings;
}

export interface ClusterSurroundings {
  readonly shareable: ShareableStore;
  readonly commits: (node: string, entries: readonly Entry[]) => void;
}

export const partition = 0;
const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;
const tokenKey = new Uint8Array(32).fill(7);

export async function startNode(world: Surroundings, name: string): Promise<Node> {
  const life = createLife(name);
  const { cluster } = world;
  const { epoch } = cluster === undefined ? await world.store.acquire(partition) : { epoch: 0 };
  const note = (line: string): void => world.note(`${name}: ${line}`);
  const die = (why: string): void => {
    note(`dies ${why}`);
    life.kill();
  };
  const { truth, chance, weather } = world;
  const bare = cluster === undefined ? world.store : seen(cluster, name);
  const faulty = createFaultyStore({ store: bare, truth, life, chance, weather, die, note });
  const clock = life.clockOf(world.wall);
  const random = { seed: () => chance.seed() };
  const member = cluster && joinCluster({ cluster, name, life, faulty, clock, truth, chance, weather, note });
  const store = member?.store ?? faulty;
  const held =
    member === undefined
      ? ({ partition, epoch: () => epoch } as const)
      : ({ partition: null, epoch: () => member.node.era, holdings: member.node.holdings } as const);
  const engine: Engine = createEngine({
    store,
    ...held,
    partition: held.partition ?? 0,
    ...(member !== undefined && {
      forward: member.node.forward,
      takenOver: member.node.takenOver,
      unmatched: member.node.unmatched,
    }),
    clock,
    random,
    tokenKey,
    home,
    tasks: createSimulatedTasks({
      clock,
      chance,
      weather,
      jobs: () => jobs,
      delivered: world.delivered,
      asked: world.asked,
      silent: (speak) => world.silent(life, speak),
      note,
    }),
    log: {
      warn: (message) => note(`engine: ${message}`),
      error: (message, { error }) => {
        note(`engine: ${message}: ${String(error)}`);
        if (message.includes("our own mistake"))
          world.broken(new Violation(`the engine made a mistake of its own: ${stackOf(error)}`));
      },
    },
  });
  const jobs: Jobs = createJobs({
    store,
    ...held,
    ...(member !== undefined && { changed: (run: Run) => member.node.runChanged(run.id) }),
    clock,
    random,
    hosts: { link: () => (life.isDead ? undefined : world.link()) },
    settled: async (run) => {
      world.told(run);
      await tellTask(engine, run);
    },
    log: ({ level, message, error }) => {
      if (level !== "info") note(`jobs: ${message}${error instanceof Error ? `: ${error.message}` : ""}`);
    },
  });
  const scheduler = createScheduler({
    store,
    ...held,
    clock,
    launch: createLaunchTarget({ jobs: () => jobs, engine: () => engine, store, home }),
    log: ({ level, message }) => {
      if (level !== "info") note(`scheduler: ${message}`);
    },
  });
  let isReady = false;
  const boot = async (): Promise<void> => {
    await engine.recover();
    await jobs.recover();
    engine.run();
    await member?.begin({ engine, jobs, scheduler });
    isReady = true;
    note(member === undefined ? `is up, epoch ${epoch}` : "is up");
    await scheduler.run();
  };
  boot().catch((error: unknown) => {
    if (!isExpected(error)) world.broken(new Violation(`${name} ended with ${stackOf(error)}`));
    die(`of ${String(error)}`);
  });
  return {
    life,
    engine,
    jobs,
    scheduler,
    get isReady() {
      return isReady && !life.isDead;
    },
  };
}

/** The store as this node sees it, with somebody who sees what it is about to commit. */
function seen({ shareable, commits }: ClusterSurroundings, name: string): Store {
  const connected = shareable.connect();
  return {
    ...connected,
    commit: (entries) => {
      commits(name, entries);
      return connected.commit(entries);
    },
  };
}

/** A process may end of a store that fails while it starts, or that another one has taken over. */
function isExpected(error: unknown): boolean {
  return ["FENCED", "REJECTED", "UNKNOWN_OUTCOME", "EngineRecovering", "EngineStopped"].some((code) =>
    isCode(error, code),
  );
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
