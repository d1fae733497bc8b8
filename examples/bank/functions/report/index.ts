import { join } from "node:path";
import { busiestAirports, trafficByState } from "../../src/aggregate.ts";
import { allocate } from "../../src/allocate.ts";
import { formatCsv } from "../../src/csv.ts";
import { outFolder, removeFolder, workFolder, writeWhole } from "../../src/files.ts";
import { openPublished } from "../../src/flights-database.ts";
import { reportMarkdown, stateColumns, stateRows } from "../../src/report.ts";

interface Order {
  readonly execution: string;
  readonly startedAt: string;
}

interface Reported {
  readonly report: string;
  readonly departures: number;
  readonly cashThousands: number;
}

const BUSIEST_COUNT = 15;

/** Writes out/report.md and out/report.csv from what is loaded, and clears the execution's folder. */
export async function handler({ execution, startedAt }: Order): Promise<Reported> {
  const cashThousands = Number(process.env["CASH_THOUSANDS"] ?? "250000");
  const out = outFolder();
  const database = openPublished(out);
  if (database === undefined) throw new Error("nothing is loaded: the load comes before the report");
  const states = trafficByState(database);
  const airports = busiestAirports(database, BUSIEST_COUNT);
  database.close();
  const cash = allocate(
    cashThousands,
    states.map(({ state, departures }) => ({ key: state, weight: departures })),
  );
  const report = join(out, "report.md");
  await writeWhole(join(out, "report.csv"), formatCsv(stateColumns, stateRows(states, cash)));
  await writeWhole(report, reportMarkdown({ execution, startedAt, states, airports, cash }));
  await removeFolder(workFolder(execution));
  return { report, departures: states.reduce((sum, { departures }) => sum + departures, 0), cashThousands };
}
