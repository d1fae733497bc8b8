import { hostname } from "node:os";
import { performance } from "node:perf_hooks";
import { LandbridgeError } from "@landbridge/model";
import type { SharedStore, Store } from "@landbridge/store";
import type { Log } from "../http/log.ts";
import { systemClock } from "../system.ts";
import { announcing, prepareChanges } from "./changes.ts";
import { joinFormats, type RowFormats, rowFormats } from "./formats.ts";
import { type NodePace, nodeLimits } from "./limits.ts";
import { openNode, type ServerNode } from "./node.ts";

/** Under what this process writes. */
export interface Tenure {
  readonly store: Store;
  /** Null where nodes share the store. */
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly node?: ServerNode;
}

export interface JoinOptions {
  /** Default: the machine's. */
  readonly name?: string;
  readonly leaseMs?: number;
  readonly version: string;
  /** Default: this program's. */
  readonly formats?: RowFormats;
  readonly log: Log;
  /** Default: `nodeLimits`. */
  readonly pace?: NodePace;
}

/** A store of this process alone is one partition; of a shared one the node gets its share later. */
export async function joinStore(store: Store, options: JoinOptions): Promise<Tenure> {
  const { shared } = store;
  const { formats = rowFormats } = options;
  if (shared === undefined) {
    await joinFormats(store, formats);
    const { epoch } = await store.acquire(0);
    return { store, partition: 0, epoch: () => epoch };
  }
  const { leaseMs = nodeLimits.leaseMsDefault, version, log, pace = nodeLimits } = options;
  const name = nodeName(options.name);
  await refuseNamesake(shared, name, leaseMs);
  await joinFormats(store, formats);
  await prepareChanges(store);
  const announced = announcing(store, shared);
  const node = openNode({
    store: announced,
    shared,
    name,
    leaseMs,
    version,
    reads: formats.reads,
    clock: systemClock,
    monotonicMs: () => performance.now(),
    log,
    pace,
  });
  return { store: announced, partition: null, epoch: () => node.era, node };
}

function nodeName(given: string | undefined): string {
  const name = given ?? hostname().split(".")[0] ?? "";
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name)) return name;
  const rule = "1 to 63 letters, digits, dots, dashes and underscores";
  throw new LandbridgeError("NODE_NAME_INVALID", `a node's name is ${rule}, not ${JSON.stringify(name)}`, {
    retryable: false,
  });
}

/**
 * A node's own host has its name, so two of one name would take each other's runs for their own. One that has just died
 * is alive for the rest of its lease; so the wait.
 */
async function refuseNamesake(shared: SharedStore, name: string, leaseMs: number): Promise<void> {
  const until = performance.now() + leaseMs + nodeLimits.changesPollMs;
  for (;;) {
    const { nodes } = await shared.view();
    const namesake = nodes.find((node) => node.name === name && node.leaseLeftMs > 0);
    if (namesake === undefined) return;
    if (performance.now() >= until) {
      const found = `a node named "${name}" is running already (${namesake.facts})`;
      throw new LandbridgeError("NODE_NAME_TAKEN", `${found}; give this one another name with --node`, {
        retryable: false,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(200, Math.max(20, namesake.leaseLeftMs))));
  }
}
