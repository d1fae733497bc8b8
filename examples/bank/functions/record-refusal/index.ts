import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatCsv, parseCsv, type Row } from "../../src/csv.ts";
import { outFolder, removeFolder, workFolder, writeWhole } from "../../src/files.ts";

interface Refusal {
  readonly execution: string;
  /** When the state was entered. */
  readonly at: string;
  /** Of the error Landbridge.RunRefused: it names the run that was in the way. */
  readonly cause: string;
}

interface Recorded {
  readonly outcome: "left out";
  readonly execution: string;
  readonly cause: string;
}

const columns = ["at", "execution", "cause"] as const;
const KEPT_COUNT = 500;

/** Adds the refusal to out/refusals.csv, once, and clears the execution's folder. */
export async function handler({ execution, at, cause }: Refusal): Promise<Recorded> {
  const path = join(outFolder(), "refusals.csv");
  const others = (await readRefusals(path)).filter((row) => row["execution"] !== execution);
  const rows = [...others, { at, execution, cause }].slice(-KEPT_COUNT);
  await writeWhole(path, formatCsv(columns, rows));
  await removeFolder(workFolder(execution));
  return { outcome: "left out", execution, cause };
}

async function readRefusals(path: string): Promise<readonly Row[]> {
  try {
    return parseCsv(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
