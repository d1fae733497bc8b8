import { parseArgs } from "node:util";
import { createEngine, type Engine, forgetExecutions } from "@landbridge/engine";
import { assert, type EpochMs, epochMs } from "@landbridge/model";
import { systemClock, systemRandom } from "@landbridge/server";
import type { Store } from "@landbridge/store";
import { openPostgresStore } from "@landbridge/store-postgres";
import { startPrivateServer } from "@landbridge/store-postgres/private-server";

// npm run churn -- --executions 500000 --keep 20000: whether tables stay lean while executions come and go for days, in
// short: real executions of three tasks, and retention that deletes as fast as they come. docs/internals/scaling.md holds
// what it gave.

const { values } = parseArgs({
  options: {
    executions: { type: "string", default: "500000" },
    keep: { type: "string", default: "20000" },
    seconds: { type: "string", default: "3600" },
  },
});
const total = Number(values.executions);
const kept = Number(values.keep);
const untilMs = performance.now() + Number(values.seconds) * 1_000;
const atOnce = 256;
const roundExecutions = Math.max(kept, 10_000);

const task = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:000000000000:function:noop" };
const machine = {
  name: "tasks",
  roleArn: "arn:aws:iam::000000000000:role/churn",
  definition: JSON.stringify({
    StartAt: "One",
    States: {
      One: { ...task, Next: "Two" },
      Two: { ...task, Next: "Three" },
      Three: { ...task, End: true },
    },
  }),
} as const;

const database = await startPrivateServer({ settings: { shared_buffers: "256MB", max_wal_size: "4GB" } });
const log = { warn: () => {} };
const store = await openPostgresStore({ url: database.url(), log });
try {
  const { engine, runOne } = await openEngine(store);
  console.log("executions  rows written  kept  size of tables and indexes  dead rows  deleted/s");
  let done = 0;
  while (done < total && performance.now() < untilMs) {
    // Both at once, as in production: what is deleted makes room for what comes.
    const [deletedPerSecond] = await Promise.all([forgetOld(store), runMany(roundExecutions, runOne)]);
    done += roundExecutions;
    console.log(await lineOf(done, deletedPerSecond));
  }
  engine.stop();
} finally {
  await store.close();
  await database.remove();
}

async function openEngine(
  on: Store,
): Promise<{ readonly engine: Engine; readonly runOne: () => Promise<void> }> {
  const { epoch } = await on.acquire(0);
  const engine = createEngine({
    store: on,
    partition: 0,
    epoch: () => epoch,
    clock: systemClock,
    random: systemRandom,
    tokenKey: new Uint8Array(32),
    home: { partition: "aws", region: "us-east-1", account: "000000000000" },
    log: {
      warn: (message, facts) => console.error(message, facts),
      error: (message, facts) => console.error(message, facts),
    },
    tasks: {
      start: (order, reply) => setImmediate(() => reply.succeeded(order.payload)),
      cancel: () => {},
    },
  });
  const part = await engine.machineWrites([{ ...machine, type: "STANDARD" }], []);
  const [outcome] = await on.commit([{ partition: 0, epoch, ...part }]);
  assert(outcome?.ok, "the definition is committed");
  await engine.recover();
  engine.run();
  const waiting = new Map<string, () => void>();
  const over = new Set<string>();
  engine.subscribe(({ id, history }) => {
    if (history.at(-1)?.type !== "ExecutionSucceeded") return;
    const tell = waiting.get(id);
    waiting.delete(id);
    if (tell === undefined) over.add(id);
    else tell();
  });
  const runOne = async (): Promise<void> => {
    const { id } = await engine.start({ machine: machine.name, input: { customer: "C-1001", amount: 250 } });
    await new Promise<void>((resolve) => (over.delete(id) ? resolve() : waiting.set(id, resolve)));
  };
  return { engine, runOne };
}

async function runMany(count: number, runOne: () => Promise<void>): Promise<void> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await runOne();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** As retention by count does it, without its pauses. */
async function forgetOld(from: Store): Promise<number> {
  const before = await startOfOldest(kept);
  if (before === undefined) return 0;
  const begun = performance.now();
  let count = 0;
  let after: string | undefined;
  do {
    const step = { before, limit: 200, ...(after !== undefined && { after }) };
    const forgotten = await forgetExecutions(from, step);
    count += forgotten.count;
    after = forgotten.next;
  } while (after !== undefined);
  return (count / (performance.now() - begun)) * 1_000;
}

async function startOfOldest(keptCount: number): Promise<EpochMs | undefined> {
  const [row] = await database.execute(
    `SELECT "startedAt" FROM landbridge.executions ORDER BY "startedAt" DESC, key DESC OFFSET ${keptCount} LIMIT 1`,
  );
  return row === undefined ? undefined : epochMs(Number(row["startedAt"]));
}

async function lineOf(done: number, deletedPerSecond: number): Promise<string> {
  const [row] = await database.execute(`SELECT
    (SELECT count(*) FROM landbridge.executions) AS kept,
    (SELECT last_value FROM landbridge.journal_seq_seq) AS turns,
    (SELECT string_agg(relname || ' ' || pg_size_pretty(pg_total_relation_size(relid)), ', ' ORDER BY relname) FROM pg_stat_user_tables
      WHERE relname IN ('executions', 'executionNames', 'journal')) AS sizes,
    (SELECT sum(n_dead_tup) FROM pg_stat_user_tables) AS dead`);
  const { turns, kept: left, sizes, dead } = row ?? {};
  // Besides its journal rows an execution has a row of its own and one for its name.
  const written = Number(turns) + 2 * done;
  return [done, written, left, sizes, dead, Math.round(deletedPerSecond)].join("  ");
}
