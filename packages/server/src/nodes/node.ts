import { randomUUID } from "node:crypto";
import type { Engine, EngineOptions, TaskOrder } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import {
  type Clock,
  type HostLink,
  type HostName,
  hostName,
  isJsonObject,
  type Json,
  LandbridgeError,
  runId,
} from "@landbridge/model";
import type { Scheduler } from "@landbridge/scheduler";
import type { Holdings, LivingNode, SharedStore, Store } from "@landbridge/store";
import { answerHost, forwardedLink } from "./host-links.ts";
import { createInbox, NotMine } from "./inbox.ts";
import { type NodePace, nodeLimits } from "./limits.ts";
import type { NodeLog } from "./node-log.ts";
import { createTenancy } from "./tenancy.ts";

// One of the nodes that share a store: what it holds, and how it and the others reach each other (docs/decisions/0006).

export interface NodeOptions {
  /** Announcing: see `changes.ts`. */
  readonly store: Store;
  readonly shared: SharedStore;
  /** What people call it, and the name of its own host. */
  readonly name: string;
  readonly leaseMs: number;
  readonly version: string;
  /** The newest format of rows that this program can read. */
  readonly reads: number;
  readonly clock: Clock;
  readonly monotonicMs: () => number;
  readonly log: NodeLog;
  /** Default: random. */
  readonly freshId?: () => string;
  /** Default: `nodeLimits`. */
  readonly pace?: NodePace;
}

/** What is done with what is held. */
export interface NodeWork {
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  /** The agent of this process. */
  readonly agent: HostLink;
  /** Those whose agents are connected to this process. */
  readonly hosts?: ConnectedHosts;
}

/** By the name of a connection: what was asked for one that is gone is for nobody, as if it had been sent on it. */
export interface ConnectedHosts {
  connected(connection: string): HostLink | undefined;
  /** Whether a host has it, to any node that lives. */
  isKnown(connection: string): boolean;
  /** Sends a new key over it. */
  rotateOver(connection: string): Promise<void>;
}

export interface ServerNode {
  readonly id: string;
  readonly name: string;
  readonly holdings: Holdings;
  readonly era: number;
  /** Whether the database has been heard of within the lease. */
  readonly isCurrent: boolean;
  readonly forward: NonNullable<EngineOptions["forward"]>;
  readonly takenOver: (partition: number, epoch: number) => void;
  readonly unmatched: NonNullable<EngineOptions["unmatched"]>;
  /** A run was changed here. */
  readonly runChanged: (run: string) => void;
  link(host: HostName, own: HostLink): HostLink | undefined;
  /** To the host whose agent has this connection to another node. */
  connectedTo(connection: string): HostLink;
  rotate(connection: string): Promise<void>;
  /** Of the node of this id, as the last beat told. */
  isAlive(id: string): boolean;
  /** The nodes' own hosts: this one's first. */
  hostNames(): readonly HostName[];
  /** Takes its share of the work, from now on by itself. */
  begin(work: NodeWork): Promise<void>;
  /** Everything is put down and given up, at once. */
  leave(): Promise<void>;
  held(): readonly number[];
}

/** A task of an activity, to a node whose workers wait. */
interface Lent {
  readonly arn: string;
  readonly order: TaskOrder;
}

interface Forwarded {
  readonly execution: Parameters<Engine["receive"]>[0];
  readonly event: Parameters<Engine["receive"]>[1];
}

export function openNode(options: NodeOptions): ServerNode {
  const { store, shared, name, clock, log, freshId = randomUUID, pace = nodeLimits } = options;
  const id = `${name}/${freshId()}`;
  let work: NodeWork | undefined;
  let fresh: number[] = [];
  let unsubscribe: (() => void) | undefined;
  let alive: readonly string[] = [name];
  let aliveIds: ReadonlySet<string> = new Set([id]);
  const cancels = new Set<() => void>();

  const tenancy = createTenancy({
    ...options,
    shared: watchedBeats(shared, (nodes) => {
      alive = nodes.map((node) => node.name);
      aliveIds = new Set(nodes.map((node) => node.id));
    }),
    id,
    facts: () => {
      const { version, reads } = options;
      return JSON.stringify({ version, reads, pid: process.pid, ...work?.engine.stats() });
    },
    taken(partition) {
      fresh.push(partition);
      void work?.engine.take(partition);
    },
    left: (partition) => work?.engine.leave(partition),
    moved() {
      const taken = fresh;
      fresh = [];
      log.info(
        { held: tenancy.held().length, taken: taken.length },
        "this node's share of the work has changed",
      );
      work?.scheduler.reload().catch(later("the schedules"));
      if (taken.length > 0) work?.jobs.take(taken).catch(later("the open runs"));
    },
  });

  const inbox = createInbox({
    store,
    shared,
    clock,
    monotonicMs: options.monotonicMs,
    freshId,
    pace,
    log,
    isMine(recipient) {
      const [kind, of = ""] = recipient.split("/");
      if (kind === "agent") return work?.hosts?.connected(of) !== undefined;
      return kind === "partition" ? tenancy.holdings.epochOf(Number(of)) !== undefined : of === name;
    },
    gone(recipient) {
      const [kind, of = ""] = recipient.split("/");
      if (kind !== "agent" || work?.hosts?.isKnown(of) === true) return undefined;
      return "the host's connection to another node is gone; try again when it is back";
    },
    answer(recipient, question) {
      const [kind = "", of = ""] = recipient.split("/");
      return kind === "agent" ? answerAgent(of, question) : answer(kind, question);
    },
  });

  async function answerAgent(connection: string, question: Json): Promise<Json> {
    const link = work?.hosts?.connected(connection);
    if (work === undefined || link === undefined) throw new NotMine();
    if (question !== "rotate") return answerHost(link, question, work.jobs);
    await work.hosts?.rotateOver(connection);
    return null;
  }

  async function answer(kind: string, question: Json): Promise<Json> {
    if (work === undefined || !isJsonObject(question)) throw new NotMine();
    if (kind === "host") return answerHost(work.agent, question, work.jobs);
    if (kind === "node") {
      const { arn, order } = question as unknown as Lent;
      work.engine.activities.borrowed(arn, order);
      return null;
    }
    try {
      // Another node's `forward` has written it.
      const { execution, event } = question as unknown as Forwarded;
      return (await work.engine.receive(execution, event)) ?? null;
    } catch (error) {
      if (error instanceof LandbridgeError && isForAnother.has(error.code)) throw new NotMine();
      throw error;
    }
  }

  function onHint(hint: string | null): void {
    if (hint === null || hint === "nodes") tenancy.nudge();
    if (hint?.startsWith("task-waits/") === true) onTaskWaits(hint.slice("task-waits/".length));
    if (hint?.startsWith("worker-waits/") === true) onWorkerWaits(hint.slice("worker-waits/".length));
    if (hint?.startsWith("run/") === true)
      work?.jobs.refresh(runId(hint.slice("run/".length))).catch(later("a run"));
  }

  function onTaskWaits(arn: string): void {
    if (work?.engine.activities.isWanted(arn) === true) shared.hint([`worker-waits/${name}/${arn}`]);
  }

  function onWorkerWaits(text: string): void {
    const [asker = "", arn = ""] = text.split("/");
    const order = asker === name ? undefined : work?.engine.activities.lend(arn);
    if (order === undefined) return;
    const lent: Lent = { arn, order };
    inbox
      .ask(`node/${asker}`, lent as unknown as Json)
      .catch((err: unknown) => log.warn({ err, arn }, "a task was not lent; it is lent again"));
  }

  function later(what: string): (error: unknown) => void {
    return (err) => log.warn({ err }, `${what} could not be read; they are read again soon`);
  }

  function every(ms: number, act: () => void): void {
    const arm = (): void => {
      const cancel = clock.setTimer(epochAfter(clock, ms), () => {
        cancels.delete(cancel);
        act();
        arm();
      });
      cancels.add(cancel);
    };
    arm();
  }

  return {
    id,
    name,
    holdings: tenancy.holdings,
    get era() {
      return tenancy.era;
    },
    get isCurrent() {
      return tenancy.isCurrent;
    },
    async forward(partition, execution, event) {
      const answered = await inbox.ask(`partition/${partition}`, {
        execution,
        event: event as unknown as Json,
      });
      return answered === "taken" || answered === "stale" ? answered : undefined;
    },
    takenOver: (partition, epoch) => tenancy.lost(partition, epoch),
    unmatched: (what, arn) =>
      shared.hint([what === "task" ? `task-waits/${arn}` : `worker-waits/${name}/${arn}`]),
    runChanged: (run) => shared.hint([`run/${run}`]),
    link: (host, own) => {
      if (host === name) return own;
      return alive.includes(host)
        ? forwardedLink((question) => inbox.ask(`host/${host}`, question), clock, log)
        : undefined;
    },
    connectedTo: (connection) =>
      forwardedLink((question) => inbox.ask(`agent/${connection}`, question), clock, log),
    rotate: async (connection) => void (await inbox.ask(`agent/${connection}`, "rotate")),
    isAlive: (one) => one === id || aliveIds.has(one),
    hostNames: () => [hostName(name), ...alive.filter((one) => one !== name).map((one) => hostName(one))],
    async begin(started) {
      work = started;
      unsubscribe = shared.onHint(onHint);
      inbox.begin();
      every(pace.runsPollMs, () => void started.jobs.refresh().catch(later("the open runs")));
      await tenancy.begin();
      shared.hint(["nodes"]);
    },
    async leave() {
      for (const cancel of cancels) cancel();
      unsubscribe?.();
      try {
        await tenancy.leave();
      } finally {
        inbox.close();
      }
    },
    held: () => tenancy.held(),
  };
}

/** What an engine says of a partition that it does not hold, or not yet. */
const isForAnother: ReadonlySet<string> = new Set([
  "EngineStopped",
  "EngineRecovering",
  "FENCED",
  "UNKNOWN_OUTCOME",
]);

/** Who is alive comes with each beat. */
function watchedBeats(shared: SharedStore, seen: (nodes: readonly LivingNode[]) => void): SharedStore {
  return {
    ...shared,
    async beat(beat) {
      const answer = await shared.beat(beat);
      seen(answer.nodes);
      return answer;
    },
  };
}

function epochAfter(clock: Clock, ms: number): ReturnType<Clock["now"]> {
  return (clock.now() + ms) as ReturnType<Clock["now"]>;
}
