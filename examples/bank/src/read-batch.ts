import { join } from "node:path";
import type { Batch } from "./batch.ts";
import type { Row } from "./csv.ts";
import { readRows } from "./files.ts";

export interface BatchRows {
  readonly airports: readonly Row[];
  /** A list for each part, in their order. */
  readonly parts: readonly (readonly Row[])[];
}

export async function readBatch({ folder, airports, parts }: Omit<Batch, "execution">): Promise<BatchRows> {
  return {
    airports: await readRows(join(folder, airports.file)),
    parts: await Promise.all(parts.map(({ file }) => readRows(join(folder, file)))),
  };
}
