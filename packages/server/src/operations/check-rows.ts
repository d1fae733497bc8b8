import { type ExecutionStatus, isOpenRun, isTerminal, type RunStatus } from "@landbridge/model";
import { partitionOf, type Row, type StoreImage, storeLimits, type TableName } from "@landbridge/store";
import type { Finding } from "./finding.ts";

// What must be true of a store's rows between any two commits (ARCHITECTURE.md, Invariants).

type Found = (finding: Finding) => void;

const restoreAdvice =
  "keep a copy of the store as it is, and restore the last backup; then look for what else the disk has lost";
const reportAdvice = "nothing should have written this: keep a copy of the store, and report it";

export async function checkRows(
  image: StoreImage,
  found: Found,
  checked: Record<string, number>,
): Promise<void> {
  const each = async <T extends TableName>(
    table: T,
    check: (row: Row<T>) => Promise<string | undefined>,
  ): Promise<void> => {
    for await (const rows of image.rows(table)) {
      checked[table] = (checked[table] ?? 0) + rows.length;
      for (const row of rows) {
        const message = await check(row);
        if (message !== undefined)
          found({ severity: "error", where: `${table} ${row.key}`, message, advice: reportAdvice });
      }
    }
  };
  await each("executions", (row) => executionMistake(image, row));
  await each("executionNames", async ({ body }) =>
    (await image.get("executions", body)) === undefined
      ? `it names the execution ${body}, which is not there`
      : undefined,
  );
  await each("mapRuns", (row) => mapRunMistake(image, row));
  await each("runs", async ({ columns: { status, openSince } }) =>
    isOpenRun(status as RunStatus) === (openSince === null)
      ? `its status is ${status}, and it is ${openSince === null ? "not " : ""}listed as open`
      : undefined,
  );
  await each("slots", (row) => slotMistake(image, row));
  await each("occurrences", async (row) => occurrenceMistake(row));
  await checkJournal(image, found, checked);
}

async function executionMistake(image: StoreImage, row: Row<"executions">): Promise<string | undefined> {
  const { partition, status } = row.columns;
  const expected = partitionOf(row.key, image.partitionCount);
  if (partition !== expected) return `it is listed in partition ${partition}, and its id says ${expected}`;
  if (row.head === 0)
    return isTerminal(status as ExecutionStatus) ? undefined : "it is open, and has no journal";
  // A closed one is read for its history alone: its end is looked at, the rest with the journal's rows.
  return chainMistake(
    image,
    row.head,
    isTerminal(status as ExecutionStatus) ? 1 : storeLimits.journalRowsMax,
  );
}

/** Follows a chain to its beginning, or for `limit` rows. */
async function chainMistake(image: StoreImage, head: number, limit: number): Promise<string | undefined> {
  let seq = head;
  try {
    do {
      const rows = await image.journal(seq, limit);
      const last = rows.at(-1);
      if (last === undefined) return `its journal breaks off at ${seq}`;
      seq = last.previous;
    } while (seq !== 0 && limit > 1);
    return undefined;
  } catch (error) {
    return `its journal breaks off before it reaches its beginning: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function mapRunMistake(image: StoreImage, { columns }: Row<"mapRuns">): Promise<string | undefined> {
  const { openSince, execution } = columns;
  if (openSince === null || typeof execution !== "string") return undefined;
  return (await image.get("executions", execution)) === undefined
    ? `it is open, and its execution ${execution} is not there`
    : undefined;
}

/** A slot that nobody will free keeps its job from ever running again (law 3). */
async function slotMistake(image: StoreImage, { body }: Row<"slots">): Promise<string | undefined> {
  const { holder, waiting = [] } = JSON.parse(body) as {
    readonly holder: string;
    readonly waiting?: readonly string[];
  };
  for (const id of [holder, ...waiting]) {
    const run = await image.get("runs", id);
    if (run === undefined) return `it is held by the run ${id}, which is not there`;
    if (run.columns.openSince === null)
      return `it is held by the run ${id}, which is over (${run.columns.status})`;
  }
  return undefined;
}

function occurrenceMistake({
  key,
  columns: { schedule, status, due },
}: Row<"occurrences">): string | undefined {
  if (!["FIRED", "MISSED", "SKIPPED"].includes(String(status))) return `its status is ${status}`;
  if (typeof schedule !== "string" || !key.startsWith(`${schedule}@`))
    return `it is listed under the schedule ${schedule}`;
  return typeof due === "number" && key.endsWith(String(due)) ? undefined : `it is listed as due at ${due}`;
}

async function checkJournal(image: StoreImage, found: Found, checked: Record<string, number>): Promise<void> {
  for await (const rows of image.journalRows()) {
    checked["journal"] = (checked["journal"] ?? 0) + rows.length;
    for (const { seq, previous } of rows) {
      if (previous < seq) continue;
      const message = `it points to ${previous}, which is not before it`;
      found({ severity: "error", where: `journal ${seq}`, message, advice: restoreAdvice });
    }
  }
}
