import { assert } from "@landbridge/model";
import { type Store, type StoreFilling, type StoreImage, storeError } from "@landbridge/store";
import { CommitQueue } from "./commit/commit-queue.ts";
import { toStoreError } from "./errors.ts";
import { beginFillingSql, fillingOf } from "./filling.ts";
import { beginImageSql, imageOf } from "./image.ts";
import { Database, type DatabaseLog } from "./link/database.ts";
import type { Link } from "./link/link.ts";
import { parseTarget, type Target } from "./link/target.ts";
import { Reads } from "./reads.ts";
import { Hints } from "./shared/hints.ts";
import { type MigrationPlan, migrate, planMigration } from "./sql/migrations.ts";
import { makeStore } from "./store.ts";

export interface PostgresStoreOptions {
  /** postgres://user@host:5432/database, see docs/operating/postgresql.md */
  readonly url: string;
  /** For PGPASSWORD and its like. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log: DatabaseLog;
}

/**
 * Transactions that may be under way at once, each with its own connection. Two, since one can then wait for its fsync
 * while the other works; with more the processors are what limits (docs/internals/benchmarks.md).
 */
const lanes = 2;
const readers = 2;
const listeners = 1;

/** Lower than any that the database gives. */
const noEpoch = 0;

/** Rejects with STORE_URL_INVALID, STORE_UNSUITABLE, STORE_NEWER, STORE_NODES_ALIVE or STORE_UNAVAILABLE. */
export async function openPostgresStore({ url, environment, log }: PostgresStoreOptions): Promise<Store> {
  const target = parseTarget(url, environment);
  const epochs = new Map<number, number>();
  const database = new Database(target, log, () => {
    for (const partition of epochs.keys()) epochs.set(partition, noEpoch);
  });
  const links: Link[] = [];
  let partitionCount = 0;
  try {
    links.push(await database.connect());
    const [first] = links;
    if (first !== undefined) await migrate(first, target.schema);
    while (links.length < lanes + readers + listeners) links.push(await database.connect());
    if (first !== undefined) partitionCount = await partitionCountOf(first);
  } catch (error) {
    await Promise.all(links.map((link) => link.close()));
    throw toStoreError(error, target);
  }
  const [listener] = links.splice(0, listeners);
  assert(listener !== undefined, "there are as many connections as were wanted");
  const queue = new CommitQueue(database, links.splice(0, lanes), epochs);
  const reads = new Reads(database, links);
  const hints = new Hints(database, listener, reads);
  return makeStore({ target, queue, reads, hints, partitionCount, epochs });
}

/** Makes the tables that are missing; or, when it is only planned, gives the statements that would. */
export function migratePostgres(
  options: PostgresStoreOptions,
  { isPlan }: { readonly isPlan: boolean },
): Promise<MigrationPlan> {
  return withLink(options, async (link, { schema }) => {
    try {
      return isPlan ? await planMigration(link, schema) : await migrate(link, schema);
    } finally {
      await link.close();
    }
  });
}

/** Rejects with STORE_UNSUITABLE where there is no store yet. */
export function openPostgresImage(options: PostgresStoreOptions): Promise<StoreImage> {
  return withLink(options, async (link, { schema, description }) => {
    const missing = await planMigration(link, schema);
    if (missing.some((statement) => statement.startsWith("CREATE SCHEMA")))
      throw storeError(
        "STORE_UNSUITABLE",
        `${description} has no schema "${schema}": nothing is stored there`,
      );
    if (missing.length > 0)
      throw storeError(
        "STORE_UNSUITABLE",
        `${description} was not migrated to this version; run \`landbridge migrate\``,
      );
    await link.query(beginImageSql);
    return imageOf(link, await partitionCountOf(link));
  });
}

/** An empty store, made if it is not there, to be filled. Rejects with STORE_NOT_EMPTY. */
export function fillPostgresStore(options: PostgresStoreOptions): Promise<StoreFilling> {
  return withLink(options, async (link, { schema, description }) => {
    await migrate(link, schema);
    await link.query(beginFillingSql);
    return fillingOf(link, await partitionCountOf(link), description);
  });
}

/** A connection that whoever uses it closes, unless that fails. */
async function withLink<T>(
  { url, environment, log }: PostgresStoreOptions,
  use: (link: Link, target: Target) => Promise<T>,
): Promise<T> {
  const target = parseTarget(url, environment);
  const link = await new Database(target, log, () => {}).connect();
  try {
    return await use(link, target);
  } catch (error) {
    await link.close();
    throw toStoreError(error, target);
  }
}

async function partitionCountOf(link: Link): Promise<number> {
  const [row] = await link.query('SELECT "partitionCount" FROM cluster');
  return Number(row?.[0]);
}
