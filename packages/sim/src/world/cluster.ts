import type { Engine } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { type Clock, epochMs, type HostLink, randomStream, uuidV4 } from "@landbridge/model";
import type { VirtualClock } from "@landbridge/model/virtual-clock";
import type { Scheduler } from "@landbridge/scheduler";
import { announcing, openNode, prepareChanges, watchChanges } from "@landbridge/server/wiring";
import { type SharedStore, type Store, storeError } from "@landbridge/store";
import type { Chance } from "./chance.ts";
import type { Life } from "./life.ts";
import type { ClusterSurroundings } from "./node.ts";
import type { Weather } from "./weather.ts";

// One of several processes that share the work, as they run in production: leases, inbox, changes.

interface MemberParts {
  readonly cluster: ClusterSurroundings;
  readonly name: string;
  readonly life: Life;
  readonly faulty: Store;
  readonly clock: Clock;
  readonly truth: VirtualClock;
  readonly chance: Chance;
  readonly weather: () => Weather;
  readonly note: (line: string) => void;
}

interface Work {
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
}

export interface Member {
  readonly store: Store;
  readonly node: ReturnType<typeof openNode>;
  begin(work: Work): Promise<void>;
}

export const clusterPartitions = 6;

/** Hours pass in a simulated world: what looks now and then does so less often. */
const pace = {
  inboxPollMs: 20_000,
  changesPollMs: 30_000,
  runsPollMs: 60_000,
  answerMs: 60_000,
  answerPollMs: { first: 200, most: 10_000 },
};
const leaseMs = 60_000;

export function joinCluster(parts: MemberParts): Member {
  const { name, life, faulty, clock, truth, chance, note } = parts;
  const shared = sharedBy(parts);
  const store = announcing({ ...faulty, shared }, shared);
  const ids = randomStream(chance.seed());
  const log = logOf(note);
  const node = openNode({
    store,
    shared,
    name,
    leaseMs,
    reads: 1,
    version: "simulated",
    clock,
    // It goes on while the process sleeps.
    monotonicMs: () => truth.now(),
    log,
    freshId: () => uuidV4(ids),
    pace,
  });
  return {
    store,
    node,
    async begin(work) {
      await prepareChanges(store);
      const { jobs, scheduler } = work;
      const changed = async (table: "jobs" | "functions" | "schedules" | "hosts"): Promise<void> => {
        if (table === "jobs") await jobs.reload();
        if (table === "schedules") await scheduler.reload();
      };
      const changes = watchChanges({ store, shared, clock, changed, log, pollMs: pace.changesPollMs });
      await changes.begin();
      await node.begin({ ...work, agent: nobody });
      life.whenAwake(() => note(`holds ${node.held().join(", ")}`));
    },
  };
}

/** Runs live on the world's one host, which every node reaches; no node has one of its own. */
const nobody: HostLink = {
  start: () => {},
  stop: () => {},
  deliver: () => {},
  signal: () => Promise.resolve(0),
  reconcile: () => {},
  readOutput: () => Promise.reject(new Error("no node has a host of its own")),
  watchOutput: () => () => {},
};

/** Beats are slow and fail, hints are lost; nothing reaches the dead. */
function sharedBy({ cluster, life, truth, chance, weather }: MemberParts): SharedStore {
  const { shared } = cluster.shareable.connect();
  if (shared === undefined) throw new Error("the store is one that nodes share");
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
    const { slow, slowMsMax, readFails } = weather();
    if (chance.is(slow)) await life.hears(passing(truth, chance.spread(1, slowMsMax)));
    if (chance.is(readFails)) throw storeError("REJECTED", "the connection broke");
    return life.hears(ask());
  };
  return {
    partitionCount: shared.partitionCount,
    beat: (beat) => asked(() => shared.beat(beat)),
    take: (node, partitions, ms) => asked(() => shared.take(node, partitions, ms)),
    release: (node, held) => asked(() => shared.release(node, held)),
    leave: (node) => asked(() => shared.leave(node)),
    view: () => asked(() => shared.view()),
    drain: (name, isDraining) => asked(() => shared.drain(name, isDraining)),
    hint: (hints) => {
      if (!life.isDead && !chance.is(weather().hintLost)) shared.hint(hints);
    },
    onHint: (listener) =>
      shared.onHint((hint) => {
        life.whenAwake(() => listener(hint));
      }),
  };
}

function passing(truth: VirtualClock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    truth.setTimer(epochMs(truth.now() + ms), resolve);
  });
}

function logOf(note: (line: string) => void): Parameters<typeof openNode>[0]["log"] {
  const said = (_: object, message: string): void => note(`node: ${message}`);
  return { info: said, warn: said };
}
