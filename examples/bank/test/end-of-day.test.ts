import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { handler as extract } from "../functions/extract/index.ts";
import { handler as quarantine } from "../functions/quarantine/index.ts";
import { handler as recordRefusal } from "../functions/record-refusal/index.ts";
import { handler as report } from "../functions/report/index.ts";
import { handler as transform } from "../functions/transform/index.ts";
import { handler as validate } from "../functions/validate/index.ts";
import type { Batch } from "../src/batch.ts";
import { parseCsv } from "../src/csv.ts";

// The workflow's states in their order, on the real data; the engine's part is played here.

const script = (name: string): string => fileURLToPath(new URL(`../scripts/${name}.ts`, import.meta.url));
const run = promisify(execFile);
let out = "";

before(async () => {
  out = await mkdtemp(join(tmpdir(), "bank-"));
  process.env["OUT"] = out;
});
after(() => rm(out, { recursive: true, force: true }));

async function prepare(execution: string): Promise<Batch> {
  const batch = await extract({ execution, partCount: 4 });
  await assert.rejects(validate(batch), { name: "BadRows", message: /^30 rows cannot be loaded/ });
  return await quarantine(batch);
}

async function load(batch: Batch): Promise<void> {
  const parts = await Promise.all(
    batch.parts.map((part) => transform({ folder: batch.folder, airports: batch.airports, part })),
  );
  const input = join(batch.folder, "input.json");
  await writeFile(input, JSON.stringify({ ...batch, parts }));
  const env = { ...process.env, OUT: out, LANDBRIDGE_INPUT_FILE: input };
  await run(process.execPath, [script("load-traffic")], { env });
}

async function readCsv(name: string): Promise<readonly Readonly<Record<string, string>>[]> {
  return parseCsv(await readFile(join(out, name), "utf8"));
}

test("an end of day accounts for every flight of the source", async () => {
  const batch = await prepare("day-1");
  assert.deepEqual(await validate(batch), { rowCount: 3_364 + 5_348 });
  await load(batch);
  const reported = await report({ execution: "day-1", startedAt: "2026-01-05T18:30:00.000Z" });

  const states = await readCsv("report.csv");
  const sumOf = (column: string): number => states.reduce((sum, row) => sum + Number(row[column]), 0);
  assert.equal(sumOf("cashThousands"), 250_000);
  assert.equal(sumOf("departures"), reported.departures);
  assert.match(await readFile(reported.report, "utf8"), /\| ATL \|/);
  assert.equal(existsSync(batch.folder), false, "the execution's folder is cleared");

  const { stdout } = await run(process.execPath, [script("reconcile")], {
    env: { ...process.env, OUT: out },
  });
  assert.match(stdout, new RegExp(`^${reported.departures} flights are loaded`));
});

test("a load that is repeated leaves the same rows", async () => {
  const batch = await prepare("day-2");
  await load(batch);
  await load(batch);
  const { departures } = await report({ execution: "day-2", startedAt: "2026-01-05T18:30:00.000Z" });
  assert.equal(departures, 7_000_179);
});

test("two loads at once publish one whole batch or the other", async () => {
  const [one, other] = [await prepare("day-5"), await prepare("day-6")];
  await Promise.all([load(one), load(other)]);
  const { departures } = await report({ execution: "day-5", startedAt: "2026-01-05T18:30:00.000Z" });
  assert.equal(departures, 7_000_179);
});

test("a report before any load says so", async () => {
  const empty = await mkdtemp(join(tmpdir(), "bank-"));
  process.env["OUT"] = empty;
  await assert.rejects(report({ execution: "day-7", startedAt: "" }), /nothing is loaded/);
  process.env["OUT"] = out;
  await rm(empty, { recursive: true });
});

test("a refusal that is delivered twice is recorded once", async () => {
  const batch = await extract({ execution: "day-3", partCount: 1 });
  const refusal = {
    execution: "day-3",
    at: "2026-01-05T18:30:10.000Z",
    cause: '{"blockingRun":"r1","errorMessage":"run \\"r1\\", in the way"}',
  };
  await recordRefusal(refusal);
  await recordRefusal(refusal);
  assert.deepEqual(await readCsv("refusals.csv"), [
    { at: refusal.at, execution: "day-3", blockingRun: "r1", reason: 'run "r1", in the way' },
  ]);
  assert.equal(existsSync(batch.folder), false);
});

test("extract refuses a count of parts that makes no sense", async () => {
  await assert.rejects(extract({ execution: "day-4", partCount: 0 }), RangeError);
  await assert.rejects(extract({ execution: "../day", partCount: 1 }), TypeError);
});
