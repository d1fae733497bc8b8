import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { styleText } from "node:util";
import { randomStream } from "@landbridge/model";
import { openPostgresStore } from "@landbridge/store-postgres";
import { findPostgresBinaries, howToGetPostgres } from "@landbridge/store-postgres/private-server";
import { checkAll } from "../crash/checks/all-checks.ts";
import { gatherFacts } from "../crash/facts.ts";
import { finishAll } from "../crash/finish.ts";
import { Ledger } from "../crash/ledger.ts";
import { schedulePeriodMs } from "../crash/project.ts";
import { makeTraffic } from "../crash/traffic.ts";
import { makeWorkplace } from "../crash/workplace.ts";
import { type Cluster, type NodePlace, startCluster } from "./cluster.ts";

// npm run demo:cluster: a PostgreSQL of its own, three nodes, work without end; each node is killed in turn, and in
// the end the books are balanced. About a minute; nothing is left behind.

const leaseMs = 3_000;
const restMs = 4_000;

if (findPostgresBinaries() === undefined) {
  console.error(howToGetPostgres);
  process.exit(1);
}

say(
  "bold",
  "Three nodes on one PostgreSQL, all of it on this machine, in a folder that is removed in the end.",
);
const place = await makeWorkplace();
const cluster = await startCluster({ place, nodes: 3, leaseMs });
const store = await openPostgresStore({
  url: cluster.database.url(),
  environment: {},
  log: { warn: () => {} },
});
const ledger = new Ledger();
const random = randomStream([1, 2, 3, Date.now() % 2 ** 32]);
const over = new AbortController();
let traffic: Promise<unknown> = Promise.resolve();
try {
  await cluster.settled();
  for (const { name, url } of cluster.nodes) console.log(`  ${name}  ${styleText("cyan", url)}`);
  const fromMs = Date.now();
  const { signal } = over;
  traffic = Promise.all(
    cluster.nodes.map((node) =>
      makeTraffic({ client: cluster.client(node), ledger, random, place, acknowledged: () => {} }, signal),
    ),
  );
  traffic.catch(() => {});
  say(
    "bold",
    "\nWorkflows, jobs that may not overlap, a schedule every two seconds: clients ask all three nodes.",
  );
  await balanced();
  await showFor(restMs);
  for (const node of cluster.nodes) await killAndBringBack(node);
  say("bold", "\nEnough. No more requests; whatever is open is finished.");
  over.abort();
  await traffic;
  await books(cluster, fromMs);
} finally {
  over.abort();
  await store.close();
  await cluster.close();
  await rm(place.folder, { recursive: true, force: true });
}

async function killAndBringBack(node: NodePlace): Promise<void> {
  say("red", `\nkill -9 ${node.name}`);
  const since = performance.now();
  await node.kill();
  while ((await held(node.name)) > 0) await show();
  say("green", `its work is the others' after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  await showFor(restMs / 2);
  say("green", `${node.name} is started again`);
  await node.start();
  await balanced();
  await showFor(restMs / 2);
}

async function books({ nodes }: Cluster, fromMs: number): Promise<void> {
  const [first] = nodes;
  if (first === undefined) return;
  const client = cluster.client(first);
  const toMs = Date.now() - schedulePeriodMs;
  await finishAll({ client, ledger, random, place, acknowledged: () => {} });
  const facts = await gatherFacts(client, place, { ledger, kills: [], schedule: { fromMs, toMs } });
  const violations = checkAll(facts);
  const count = (kind: string): number => violations.filter((violation) => violation.kind === kind).length;
  const rows: readonly (readonly [string, number])[] = [
    ["executions acknowledged", ledger.accepted("execution").length],
    ["runs acknowledged", ledger.accepted("run").length],
    ["launches refused, as they would have overlapped", ledger.refused.length],
    ["results sent in by task token", [...ledger.approved.values()].filter((name) => name !== "").length],
    ["occurrences of the schedule", facts.occurrences.length],
    ["requests that a kill cut off", ledger.unansweredCount],
    ["finished: executions", facts.executions.size],
    ["finished: runs", facts.runs.size],
    ["lost", count("lost")],
    ["doubled", count("doubled")],
    ["wrong otherwise", count("wrong")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log();
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${String(value).padStart(6)}`);
  for (const { kind, sentence } of violations.slice(0, 10)) say("red", `${kind}: ${sentence}`);
  if (violations.length === 0) say("green", "\nThe books are balanced.");
  else process.exitCode = 1;
}

/** Until each node holds its share. */
async function balanced(): Promise<void> {
  for (;;) {
    const shares = await Promise.all(cluster.nodes.map(({ name }) => held(name)));
    if (Math.max(...shares) - Math.min(...shares) <= 1 && Math.min(...shares) > 0) return show();
    await show();
  }
}

async function showFor(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await show();
}

/** One line that changes on a terminal; elsewhere one line a second. */
async function show(): Promise<void> {
  const bars = await Promise.all(
    cluster.nodes.map(async ({ name, state }) => {
      const count = await held(name);
      const bar = "█".repeat(count) + "·".repeat(Math.max(0, 12 - count));
      return `${name} ${styleText(state === "up" ? "green" : "red", bar)}`;
    }),
  );
  const line = `  ${bars.join("  ")}  ${ledger.accepted("execution").length} executions, ${ledger.accepted("run").length} runs`;
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`);
  else console.log(line);
  await pause(process.stdout.isTTY ? 100 : 1_000);
}

async function held(name: string): Promise<number> {
  const view = await store.shared?.view();
  const own = view?.partitions.filter(({ holder }) => holder?.startsWith(`${name}/`) === true);
  return own?.length ?? 0;
}

function say(style: "bold" | "red" | "green", text: string): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  console.log(styleText(style, text));
}
