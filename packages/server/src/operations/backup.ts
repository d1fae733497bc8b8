import { stat } from "node:fs/promises";
import { type StoreImage, type TableName, tables } from "@landbridge/store";
import { openImage, type StoreOptions } from "../open-store.ts";
import { writeLines } from "./backup-file.ts";

/** Of the format of the lines; another one is never guessed at. */
export const backupFormat = 1;

export interface BackupHeader {
  readonly landbridge: "backup";
  readonly format: typeof backupFormat;
  readonly createdAt: string;
  /** Of the program that made it. */
  readonly version: string;
  readonly partitionCount: number;
}

export interface BackupSummary {
  readonly file: string;
  readonly bytes: number;
  /** Of each table that has any, and of the journal. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface BackupOptions extends StoreOptions {
  readonly file: string;
  readonly version: string;
  readonly now: () => number;
}

/** The store as it was at one moment, in a file that either kind of store can be restored from. */
export async function backupStore(options: BackupOptions): Promise<BackupSummary> {
  const image = await openImage(options);
  const rows: Record<string, number> = {};
  try {
    await writeLines(options.file, linesOf(image, options, rows));
  } finally {
    await image.close();
  }
  const { size } = await stat(options.file);
  return { file: options.file, bytes: size, rows };
}

async function* linesOf(
  image: StoreImage,
  { version, now }: BackupOptions,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const { partitionCount } = image;
  const createdAt = new Date(now()).toISOString();
  yield JSON.stringify({
    landbridge: "backup",
    format: backupFormat,
    createdAt,
    version,
    partitionCount,
  } satisfies BackupHeader);
  yield JSON.stringify({ epochs: (await image.epochs()).map(({ partition, epoch }) => [partition, epoch]) });
  for (const table of Object.keys(tables) as TableName[]) {
    for await (const rows of image.rows(table)) {
      counts[table] = (counts[table] ?? 0) + rows.length;
      yield JSON.stringify({ table, rows });
    }
  }
  for await (const journal of image.journalRows()) {
    counts["journal"] = (counts["journal"] ?? 0) + journal.length;
    yield JSON.stringify({ journal });
  }
}
