import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatCsv, parseCsv, type Row } from "../../src/csv.ts";
import { outFolder, removeFolder, workFolder, writeWhole } from "../../src/files.ts";

interface Refusal {
  readonly execution: string;
  /** When the state was entered. */
  readonly at: string;
  /** Of the error Landbridge.RunRefused: JSON that names the run that was in the way. */
  readonly cause: string;
}

interface Recorded {
  readonly outcome: "left out";
  readonly execution: string;
  readonly blockingRun: string;
}

const columns = ["at", "execution", "blockingRun", "reason"] as const;
const KEPT_COUNT = 500;

/** Adds the refusal to out/refusals.csv, once, and clears the execution's folder. */
export async function handler({ execution, at, cause }: Refusal): Promise<Recorded> {
  const path = join(outFolder(), "refusals.csv");
  const others = (await readRefusals(path)).filter((row) => row["execution"] !== execution);
  const { blockingRun, reason } = readCause(cause);
  const rows = [...others, { at, execution, blockingRun, reason }].slice(-KEPT_COUNT);
  await writeWhole(path, formatCsv(columns, rows));
  await removeFolder(workFolder(execution));
  return { outcome: "left out", execution, blockingRun };
}

interface Cause {
  readonly blockingRun: string;
  readonly reason: string;
}

/** A cause that is not what we expect is kept as it is: a record must not fail for it. */
function readCause(cause: string): Cause {
  try {
    const { blockingRun = "", errorMessage = cause } = JSON.parse(cause) as Record<string, unknown>;
    return { blockingRun: String(blockingRun), reason: String(errorMessage) };
  } catch {
    return { blockingRun: "", reason: cause };
  }
}

async function readRefusals(path: string): Promise<readonly Row[]> {
  try {
    return parseCsv(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
