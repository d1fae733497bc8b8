import {
  type ColumnValue,
  type JournalRow,
  partitionOf,
  type Row,
  type StoreFilling,
  type TableName,
  tables,
} from "@landbridge/store";
import { fillStore, type StoreOptions } from "../open-store.ts";
import { type BackupHeader, backupFormat } from "./backup.ts";
import { readLines } from "./backup-file.ts";
import { operationsError } from "./errors.ts";

export interface RestoreOptions extends StoreOptions {
  readonly file: string;
}

export interface RestoreSummary {
  readonly createdAt: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** Epochs begin so far beyond those of the backup: what was given since it was made must not be given again. */
const epochsBeyond = 1_000_000;

/** Fills an empty store from a backup of either kind of store: all of it, or nothing. */
export async function restoreStore(options: RestoreOptions): Promise<RestoreSummary> {
  // Read once without using it, so that a file that is no whole backup does not even touch the store.
  for await (const _ of readLines(options.file));
  const filling = await fillStore(options);
  try {
    const summary = await fill(filling, options.file);
    await filling.finish();
    return summary;
  } catch (error) {
    await filling.abandon();
    throw error;
  }
}

type Line =
  | { readonly table: string; readonly rows: readonly Row[] }
  | { readonly journal: readonly JournalRow[] }
  | { readonly epochs: readonly (readonly [number, number])[] };

async function fill(filling: StoreFilling, file: string): Promise<RestoreSummary> {
  const rows: Record<string, number> = {};
  let header: BackupHeader | undefined;
  for await (const text of readLines(file)) {
    if (header === undefined) {
      header = toHeader(text, file);
      continue;
    }
    const line = JSON.parse(text) as Line;
    if ("journal" in line) await filling.addJournal(line.journal);
    else if ("epochs" in line)
      await filling.addEpochs(
        line.epochs.map(([partition, epoch]) => ({ partition, epoch: epoch + epochsBeyond })),
      );
    else await addRows(filling, line, header);
    if ("journal" in line) rows["journal"] = (rows["journal"] ?? 0) + line.journal.length;
    if ("table" in line) rows[line.table] = (rows[line.table] ?? 0) + line.rows.length;
  }
  if (header === undefined) throw operationsError("BACKUP_UNREADABLE", `${file}: it is empty`);
  return { createdAt: header.createdAt, rows };
}

function toHeader(text: string, file: string): BackupHeader {
  const header = JSON.parse(text) as Partial<BackupHeader>;
  if (header.landbridge !== "backup")
    throw operationsError("BACKUP_UNREADABLE", `${file}: it is no backup of Landbridge`);
  if (header.format !== backupFormat)
    throw operationsError(
      "BACKUP_UNSUITABLE",
      `${file} has format ${header.format}, this program knows ${backupFormat}; restore it with the version that made it (${header.version})`,
    );
  return header as BackupHeader;
}

async function addRows(
  filling: StoreFilling,
  { table, rows }: Extract<Line, { readonly table: string }>,
  header: BackupHeader,
): Promise<void> {
  if (!isTable(table))
    throw operationsError(
      "BACKUP_UNSUITABLE",
      `it has a table "${table}", which this program does not know; restore it with version ${header.version}`,
    );
  if (header.partitionCount === filling.partitionCount) return filling.addRows(table, rows);
  await filling.addRows(
    table,
    rows.map((row) => moved(table, row, filling.partitionCount)),
  );
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}

/** An id says its partition, and says another one where there are more of them or fewer. */
function moved(table: TableName, row: Row, partitionCount: number): Row {
  const columns: Readonly<Record<string, ColumnValue>> = row.columns;
  if (!("partition" in columns)) return row;
  if (table === "mapRuns" && columns["openSince"] !== null)
    throw operationsError(
      "BACKUP_UNSUITABLE",
      `the map run ${row.key} is open, and its items live where the ids of this store say; restore into a store of the same kind, or make the backup when it is over`,
    );
  return {
    ...row,
    columns: { ...columns, partition: partitionOf(row.key, partitionCount) } as Row["columns"],
  };
}
