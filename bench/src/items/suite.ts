import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createFolderStore, openItems } from "@landbridge/objects";
import type { Figure, SuiteOptions } from "../figure.ts";

const rowsOf = { full: 5_000_000, quick: 200_000 } as const;
const samplesEvery = 100_000;
const address = { bucket: "bench", key: "rows.csv" };

/** A Map's items out of a file of 5 million rows: as fast as they are read, and in how much memory. */
export async function benchItems({ seconds, data, progress }: SuiteOptions): Promise<Figure[]> {
  const before = liveBytes();
  const rows = seconds < 1 ? rowsOf.quick : rowsOf.full;
  const folder = mkdtempSync(join(data ?? tmpdir(), "landbridge-items-"));
  try {
    const store = createFolderStore(folder);
    await store.buckets.create(address.bucket);
    progress(`writing ${rows.toLocaleString("en")} rows`);
    const { sizeBytes } = await store.put(address, csv(rows));
    progress("reading them");
    const read = await readAll(store, rows, before);
    return [
      {
        id: "items.csv.rows",
        what: `CSV of ${rows} rows: items read`,
        value: rows / read.seconds,
        unit: "1/s",
      },
      { id: "items.csv.file", what: "the file", value: sizeBytes, unit: "bytes" },
      {
        id: "items.csv.memory",
        what: "memory in use beyond what the process began with, at most",
        value: read.memoryBytes,
        unit: "bytes",
        target: { atMost: 16 * 1024 * 1024 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readAll(
  store: ReturnType<typeof createFolderStore>,
  rows: number,
  before: number,
): Promise<{ readonly seconds: number; readonly memoryBytes: number }> {
  const format = { type: "CSV", csv: { delimiter: "COMMA" } } as const;
  const began = performance.now();
  let most = before;
  let count = 0;
  for await (const _ of openItems(store, { kind: "object", address, format })) {
    count += 1;
    if (count % samplesEvery === 0) most = Math.max(most, liveBytes());
  }
  if (count !== rows) throw new Error(`read ${count} of ${rows} rows`);
  return { seconds: (performance.now() - began) / 1000, memoryBytes: most - before };
}

/** After a collection: what is held, and not what is still to be swept up. */
function liveBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const rowsAtOnce = 10_000;

async function* csv(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from("id,name,city,amount,note\n");
  for (let from = 0; from < rows; from += rowsAtOnce) {
    let text = "";
    for (let row = from; row < Math.min(from + rowsAtOnce, rows); row += 1) {
      text += `${row},Customer ${row},"Town, ${row % 97}",${(row % 10_000) / 100},of the batch ${row % 31}\n`;
    }
    yield Buffer.from(text);
  }
}
