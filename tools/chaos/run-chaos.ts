import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { randomStream } from "@landbridge/model";
import { checkAll } from "../crash/checks/all-checks.ts";
import { type Facts, gatherFacts } from "../crash/facts.ts";
import { finishAll } from "../crash/finish.ts";
import { Ledger, type Violation } from "../crash/ledger.ts";
import { schedulePeriodMs } from "../crash/project.ts";
import { makeTraffic } from "../crash/traffic.ts";
import { makeWorkplace, type Workplace } from "../crash/workplace.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { type Damage, makeMischief } from "./mischief.ts";
import { watchTakeovers } from "./takeovers.ts";

// The chaos test: real nodes on a real PostgreSQL under load, killed, frozen and stopped in any order, and the
// database under them too; then all that was acknowledged is looked for.

export interface ChaosOptions {
  readonly seconds: number;
  /** It goes on for longer until so much was done to the nodes and their database: a slow machine is. */
  readonly deedsMin?: number;
  readonly nodes: number;
  readonly seed: number;
  readonly leaseMs: number;
  readonly progress: (line: string) => void;
}

export interface ChaosResult {
  readonly seed: number;
  readonly nodes: number;
  readonly seconds: number;
  readonly folder: string;
  readonly damage: Damage;
  readonly violations: readonly Violation[];
  readonly acknowledged: {
    readonly executions: number;
    readonly runs: number;
    readonly refusals: number;
    readonly stops: number;
    readonly results: number;
  };
  readonly unanswered: number;
  readonly finishedExecutions: number;
  readonly finishedRuns: number;
  readonly occurrences: number;
  readonly takeoverMs: readonly number[];
}

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const place = await makeWorkplace();
  const cluster = await startCluster({ place, nodes: options.nodes, leaseMs: options.leaseMs });
  try {
    await cluster.settled();
    const result = await runOn(cluster, place, options);
    if (result.violations.length === 0) await rm(place.folder, { recursive: true });
    return result;
  } finally {
    await cluster.close();
  }
}

async function runOn(cluster: Cluster, place: Workplace, options: ChaosOptions): Promise<ChaosResult> {
  const ledger = new Ledger();
  const random = randomStream([options.seed, 0xc4a0, 0x5, 0x3]);
  const takeovers = await watchTakeovers(cluster.database.url());
  const damage: Damage = { kills: 0, freezes: 0, stops: 0, databaseRestarts: 0 };
  const fromMs = Date.now();
  const over = new AbortController();
  const traffic = Promise.all(
    cluster.nodes.map((node) =>
      makeTraffic(
        { client: cluster.client(node), ledger, random, place, acknowledged: () => {} },
        over.signal,
      ),
    ),
  );
  const begunAt = performance.now();
  const told = (what: string): void => {
    const at = ((performance.now() - begunAt) / 1_000).toFixed(1).padStart(6);
    options.progress(`${at} s  ${what.padEnd(34)}  ${counted(ledger)}`);
  };
  const enough = Promise.withResolvers<void>();
  const done = (): void => {
    const { kills, freezes, stops, databaseRestarts } = damage;
    if (kills + freezes + stops + databaseRestarts >= (options.deedsMin ?? 0)) enough.resolve();
  };
  done();
  const { leaseMs } = options;
  void Promise.all([pause(options.seconds * 1_000), enough.promise]).then(() => over.abort());
  const mischief = makeMischief({ cluster, takeovers, random, leaseMs, told, done }, damage, over.signal);
  await Promise.all([mischief.finally(() => over.abort()), traffic]);
  await takeovers.close();
  told("all nodes are up; waiting until everything is finished");
  const facts = await finish(cluster, place, ledger, random, fromMs);
  return resultOf(options, place, facts, damage, takeovers.tookMs);
}

async function finish(
  cluster: Cluster,
  place: Workplace,
  ledger: Ledger,
  random: ReturnType<typeof randomStream>,
  fromMs: number,
): Promise<Facts> {
  await cluster.settled();
  const toMs = Date.now() - schedulePeriodMs;
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error("there is a node");
  const client = cluster.client(node);
  await finishAll({ client, ledger, random, place, acknowledged: () => {} });
  return gatherFacts(client, place, { ledger, kills: [], schedule: { fromMs, toMs } });
}

function resultOf(
  { seed, nodes, seconds }: ChaosOptions,
  place: Workplace,
  facts: Facts,
  damage: Damage,
  takeoverMs: readonly number[],
): ChaosResult {
  const { ledger } = facts;
  return {
    seed,
    nodes,
    seconds,
    folder: place.folder,
    damage,
    violations: checkAll(facts),
    acknowledged: {
      executions: ledger.accepted("execution").length,
      runs: ledger.accepted("run").length,
      refusals: ledger.refused.length,
      stops: ledger.stopsAcknowledgedCount,
      results: [...ledger.approved.values()].filter((name) => name !== "").length,
    },
    unanswered: ledger.unansweredCount,
    finishedExecutions: facts.executions.size,
    finishedRuns: facts.runs.size,
    occurrences: facts.occurrences.reduce((sum, { summary }) => sum + (summary?.count ?? 1), 0),
    takeoverMs,
  };
}

function counted(ledger: Ledger): string {
  const executions = ledger.accepted("execution").length;
  const runs = ledger.accepted("run").length;
  return `${executions} executions and ${runs} runs acknowledged, ${ledger.violations.length} violations`;
}
