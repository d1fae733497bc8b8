import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { airportColumns, type Batch, type DataFile, routeColumns } from "../../src/batch.ts";
import type { Row } from "../../src/csv.ts";
import { outFolder, removeFolder, workFolder, writeRows } from "../../src/files.ts";
import { readSource } from "../../src/source.ts";

interface Order {
  readonly execution: string;
  readonly partCount: number;
}

/** Copies the source into the execution's folder, the routes split into parts of about the same size. */
export async function handler({ execution, partCount }: Order): Promise<Batch> {
  if (!Number.isInteger(partCount) || partCount < 1 || partCount > 40)
    throw new RangeError(`partCount must be a whole number from 1 to 40, not ${String(partCount)}`);
  const { airports, routes } = await readOrRetry();
  await removeLeftovers();
  const folder = workFolder(execution);
  await mkdir(folder, { recursive: true });
  await writeRows(join(folder, "airports.csv"), airportColumns, airports);
  const parts: DataFile[] = [];
  for (const [index, rows] of split(routes, partCount).entries()) {
    const file = `routes-${index}.csv`;
    await writeRows(join(folder, file), routeColumns, rows);
    parts.push({ file, rowCount: rows.length });
  }
  return { execution, folder, airports: { file: "airports.csv", rowCount: airports.length }, parts };
}

/** The workflow tries again when it sees this name. */
class SourceNotReady extends Error {
  override readonly name = "SourceNotReady";
}

async function readOrRetry(): ReturnType<typeof readSource> {
  try {
    return await readSource();
  } catch (cause) {
    throw new SourceNotReady("the source cannot be read: is the package vega-datasets installed?", { cause });
  }
}

const LEFTOVER_MS = 3_600_000;

/** Of executions that were stopped or failed on their way. */
async function removeLeftovers(): Promise<void> {
  const work = join(outFolder(), "work");
  await mkdir(work, { recursive: true });
  for (const name of await readdir(work)) {
    const stats = await stat(join(work, name)).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > LEFTOVER_MS) await removeFolder(join(work, name));
  }
}

function split(rows: readonly Row[], partCount: number): (readonly Row[])[] {
  const size = Math.ceil(rows.length / partCount);
  return Array.from({ length: partCount }, (_, index) => rows.slice(index * size, (index + 1) * size));
}
