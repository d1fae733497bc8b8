import { join } from "node:path";
import { airportColumns, type Batch, type DataFile, routeColumns } from "../../src/batch.ts";
import { outFolder, writeRows } from "../../src/files.ts";
import { readBatch } from "../../src/read-batch.ts";
import { badRowColumns, checkRows } from "../../src/rules.ts";

interface Sifted extends Batch {
  readonly rejectedCount: number;
}

/** Writes the sound rows beside the ones that came, and the others to out/rejected.csv. */
export async function handler({ execution, folder, ...files }: Batch): Promise<Sifted> {
  const rows = await readBatch({ folder, ...files });
  const { airports, routes, bad } = checkRows(rows.airports, rows.parts.flat());
  const sound = new Set(routes);
  await writeRows(join(folder, "sound-airports.csv"), airportColumns, airports);
  const parts: DataFile[] = [];
  for (const [index, part] of rows.parts.entries()) {
    const kept = part.filter((row) => sound.has(row));
    const file = `sound-routes-${index}.csv`;
    await writeRows(join(folder, file), routeColumns, kept);
    parts.push({ file, rowCount: kept.length });
  }
  await writeRows(
    join(outFolder(), "rejected.csv"),
    badRowColumns,
    bad.map((row) => ({ ...row })),
  );
  const airportFile = { file: "sound-airports.csv", rowCount: airports.length };
  return { execution, folder, airports: airportFile, parts, rejectedCount: bad.length };
}
