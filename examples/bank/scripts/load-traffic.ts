// The job load-traffic: a batch's files into the database, paced. Run by hand:
//   LANDBRIDGE_INPUT_FILE=input.json node scripts/load-traffic.ts
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Batch } from "../src/batch.ts";
import type { Row } from "../src/csv.ts";
import { outFolder } from "../src/files.ts";
import { createStaging, publish, stageAirports, stageRoutes } from "../src/flights-database.ts";
import { readBatch } from "../src/read-batch.ts";

const ROWS_AT_ONCE = 100;
const { LANDBRIDGE_INPUT_FILE: inputFile, LANDBRIDGE_RESULT_FILE: resultFile } = process.env;
const pauseMs = Number(process.env["PAUSE_MS"] ?? "0");

if (inputFile === undefined) throw new Error("LANDBRIDGE_INPUT_FILE is not set: this is a job's command");
const batch = JSON.parse(await readFile(inputFile, "utf8")) as Batch;
const { airports, parts } = await readBatch(batch);
const routes = parts.flat();

const database = createStaging(batch.folder);
console.log(
  `loading ${airports.length} airports and ${routes.length} routes from ${process.env["BATCH_FOLDER"] ?? batch.folder}`,
);
await inBatches("airports", airports, (rows) => stageAirports(database, rows));
await inBatches("routes", routes, (rows) => stageRoutes(database, rows));
publish(database, batch.folder, outFolder());
console.log("published");
if (resultFile !== undefined)
  await writeFile(resultFile, JSON.stringify({ airports: airports.length, routes: routes.length }));

async function inBatches(
  what: string,
  rows: readonly Row[],
  stage: (rows: readonly Row[]) => void,
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    stage(rows.slice(from, from + ROWS_AT_ONCE));
    const done = Math.min(from + ROWS_AT_ONCE, rows.length);
    if (done % 1_000 === 0 || done === rows.length) console.log(`${what}: ${done} of ${rows.length}`);
    await setTimeout(pauseMs);
  }
}
