import { setTimeout as pause } from "node:timers/promises";
import type { RandomStream } from "@landbridge/model";
import { pick } from "../crash/traffic.ts";
import type { Cluster, NodePlace } from "./cluster.ts";
import type { Takeovers } from "./takeovers.ts";

// What is done to the nodes and their database while they work.

export interface Mischief {
  readonly cluster: Cluster;
  readonly takeovers: Takeovers;
  readonly random: RandomStream;
  readonly leaseMs: number;
  readonly told: (what: string) => void;
  /** Called after each deed. */
  readonly done: () => void;
}

export interface Damage {
  kills: number;
  freezes: number;
  stops: number;
  databaseRestarts: number;
}

type Deed = (mischief: Mischief, damage: Damage, signal: AbortSignal) => Promise<void>;

const deeds: readonly Deed[] = [killOne, killOne, freezeOne, freezeOne, stopOne, restartDatabase];

/** One thing after the other until `signal`, each another than the one before; in the end all is up again. */
export async function makeMischief(mischief: Mischief, damage: Damage, signal: AbortSignal): Promise<void> {
  let order: Deed[] = [];
  while (!signal.aborted) {
    if (order.length === 0) order = shuffled(mischief.random, deeds);
    const deed = order.pop();
    await deed?.(mischief, damage, signal);
    mischief.done();
    await rest(200 + mischief.random.next() * 1_500, signal);
  }
}

async function killOne(mischief: Mischief, damage: Damage, signal: AbortSignal): Promise<void> {
  const { cluster, takeovers, random, told } = mischief;
  const node = pick(random, cluster.nodes);
  told(`kill -9 ${node.name}`);
  takeovers.watch(node.name);
  await node.kill();
  damage.kills += 1;
  await rest(random.next() * mischief.leaseMs * 1.5, signal);
  await startAgain(node, told);
}

/** Longer than its lease, so that it comes back to a world in which its work is another's. */
async function freezeOne(mischief: Mischief, damage: Damage): Promise<void> {
  const { cluster, takeovers, random, leaseMs, told } = mischief;
  const node = pick(random, cluster.nodes);
  const ms = leaseMs * (1.1 + random.next());
  told(`SIGSTOP ${node.name} for ${Math.round(ms)} ms`);
  takeovers.watch(node.name);
  node.freeze();
  damage.freezes += 1;
  await pause(ms);
  node.thaw();
}

async function stopOne(mischief: Mischief, damage: Damage): Promise<void> {
  const { cluster, random, told } = mischief;
  const node = pick(random, cluster.nodes);
  told(`stop ${node.name}`);
  const status = await node.stop();
  if (status !== 0) throw new Error(`${node.name} ended with status ${status} when it was asked to stop`);
  damage.stops += 1;
  await startAgain(node, told);
}

/** As a crash of the machine under it, but for what its disk has lost. */
async function restartDatabase(mischief: Mischief, damage: Damage): Promise<void> {
  const { cluster, takeovers, random, told } = mischief;
  takeovers.forget();
  told("PostgreSQL: immediate shutdown");
  await cluster.database.stop("immediate");
  await pause(random.next() * 2_000);
  await cluster.database.start();
  damage.databaseRestarts += 1;
}

async function startAgain(node: NodePlace, told: (what: string) => void): Promise<void> {
  told(`start ${node.name}`);
  await node.start();
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return pause(ms, undefined, { signal }).catch(() => {});
}

function shuffled<T>(random: RandomStream, list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
