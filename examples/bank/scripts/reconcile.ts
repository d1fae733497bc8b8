// The job reconcile: what is loaded against what the source has, row by row.
import { writeFile } from "node:fs/promises";
import { outFolder } from "../src/files.ts";
import { openPublished } from "../src/flights-database.ts";
import { reconcile } from "../src/reconcile.ts";
import { readSource } from "../src/source.ts";

const database = openPublished(outFolder());
if (database === undefined) {
  console.log("nothing is loaded yet");
} else {
  const { airports, routes } = await readSource();
  const result = reconcile(database, airports, routes);
  console.log(
    `${result.loadedFlights} flights are loaded, ${result.rejectedFlights} were rejected, ${result.sourceFlights} are in the source`,
  );
  for (const difference of result.differences.slice(0, 20)) console.error(difference);
  const resultFile = process.env["LANDBRIDGE_RESULT_FILE"];
  if (resultFile !== undefined)
    await writeFile(resultFile, JSON.stringify({ ...result, differences: result.differences.length }));
  database.close();
  process.exitCode = result.differences.length === 0 ? 0 : 1;
}
