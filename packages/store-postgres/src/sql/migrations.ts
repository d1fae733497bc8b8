import { storeError, type TableName } from "@landbridge/store";
import type { Link } from "../link/link.ts";
import { commitFunctionName, createCommitFunctionSql } from "./commit-function.ts";
import {
  addColumnSql,
  createClusterSql,
  createIndexSql,
  createJournalSql,
  createNodesSql,
  createPartitionsSql,
  createTableSql,
  indexesOf,
  indexName,
} from "./create-tables.ts";
import { columnsOf, quotedSchema, tableNames } from "./names.ts";

// Forward only. A table, column, index or function that is added needs no new layout: an older program that runs
// beside it does not see it. The layout is raised when an older program could do harm; then none may be alive, and
// one that was frozen meanwhile finds that its epochs are over and that its commit function is gone.

const LAYOUT = 1;

/** Fixed when the tables are made (docs/decisions/0006). */
const partitionCount = 32;

/** Of Landbridge's own making: one migration at a time, in a database that others may use too. */
const ADVISORY_LOCK = "7308324465020104"; // "landbrid" is too long for a number that JavaScript keeps; any number would do.

/** What a migration did, or would do; empty: nothing is missing. */
export type MigrationPlan = readonly string[];

/**
 * Makes what is missing in one transaction, one program at a time. Rejects with STORE_NEWER, STORE_NODES_ALIVE.
 * @param layout another than this program's is for tests
 */
export async function migrate(link: Link, schema: string, layout = LAYOUT): Promise<MigrationPlan> {
  await link.query("BEGIN");
  try {
    await link.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    const plan = await planMigration(link, schema, layout);
    if (plan.length > 0) await link.query(plan.join(";\n"));
    await link.query("COMMIT");
    return plan;
  } catch (error) {
    await link.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** The statements that are missing, changing nothing. */
export async function planMigration(link: Link, schema: string, layout = LAYOUT): Promise<MigrationPlan> {
  const present = await presentIn(link, schema);
  const found = await layoutOf(link, schema, layout);
  const isRaised = found !== undefined && found < layout;
  if (isRaised) await refuseBesideNodes(link, schema, layout);
  const plan: string[] = [];
  if (!present.has("schema")) plan.push(`CREATE SCHEMA IF NOT EXISTS ${quotedSchema(schema)}`);
  const needs = (name: string, sql: string): void => {
    if (!present.has(name)) plan.push(sql);
  };
  needs(
    "table landbridge",
    "CREATE TABLE landbridge (version integer NOT NULL, appliedAt timestamptz NOT NULL DEFAULT now())",
  );
  needs("table journal", createJournalSql);
  needs("table partitions", createPartitionsSql);
  needs("table nodes", createNodesSql);
  needs("table cluster", createClusterSql(partitionCount));
  for (const table of tableNames) planTable(table, present, needs);
  needs(`function ${commitFunctionName}`, createCommitFunctionSql());
  if (isRaised) plan.push(...fencingSql(present));
  if (found !== layout) plan.push(`INSERT INTO landbridge (version) VALUES (${layout})`);
  return plan;
}

/** Programs of before commit nothing any more, whatever they still believe. */
function fencingSql(present: ReadonlySet<string>): readonly string[] {
  const functions = [...present].filter((name) => /^function commit_[0-9a-f]{12}$/.test(name));
  const older = functions.filter((name) => name !== `function ${commitFunctionName}`);
  return [
    'UPDATE partitions SET epoch = epoch + 1, holder = NULL, "leaseUntil" = NULL',
    ...older.map((name) => `DROP ${name.replace("function", "FUNCTION")}`),
  ];
}

async function refuseBesideNodes(link: Link, schema: string, layout: number): Promise<void> {
  const living = await link.query(
    `SELECT name FROM ${quotedSchema(schema)}.nodes WHERE "leaseUntil" > clock_timestamp() ORDER BY name`,
  );
  if (living.length === 0) return;
  throw storeError(
    "STORE_NODES_ALIVE",
    `layout ${layout} of the tables is not for older programs, and these nodes are alive: ${living.map(([name]) => String(name)).join(", ")}; ` +
      "stop them all, then migrate, then start the newer program",
  );
}

function planTable(
  table: TableName,
  present: ReadonlySet<string>,
  needs: (name: string, sql: string) => void,
): void {
  needs(`table ${table}`, createTableSql(table));
  if (present.has(`table ${table}`))
    for (const column of columnsOf(table)) needs(`column ${table} ${column}`, addColumnSql(table, column));
  for (const index of indexesOf(table))
    needs(`index ${indexName(table, index)}`, createIndexSql(table, index));
}

async function layoutOf(link: Link, schema: string, known: number): Promise<number | undefined> {
  const [exists] = await link.query("SELECT to_regclass($1) IS NOT NULL", [
    `${quotedSchema(schema)}.landbridge`,
  ]);
  if (exists?.[0] !== true) return undefined;
  const [row] = await link.query("SELECT max(version) FROM landbridge");
  const found = Number(row?.[0] ?? 0);
  if (found > known) {
    throw storeError(
      "STORE_NEWER",
      `the schema "${schema}" has layout ${found}, this program knows up to ${known}; run the newer Landbridge again, or restore a backup made before the upgrade`,
    );
  }
  return found === 0 ? undefined : found;
}

/** The names of what is there, each with its kind before it. */
async function presentIn(link: Link, schema: string): Promise<ReadonlySet<string>> {
  const rows = await link.query(
    `SELECT 'schema' FROM pg_namespace WHERE nspname = $1
     UNION ALL SELECT 'table ' || tablename FROM pg_tables WHERE schemaname = $1
     UNION ALL SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = $1
     UNION ALL SELECT 'column ' || table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = $1
     UNION ALL SELECT 'function ' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1`,
    [schema],
  );
  return new Set(rows.map(([name]) => String(name)));
}
