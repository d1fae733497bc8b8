import { type EpochMs, epochMs } from "@landbridge/model";
import type { Row } from "@landbridge/store";
import { allRows } from "./all-rows.ts";
import { type Check, type Evidence, must } from "./check.ts";

interface OccurrenceRow {
  readonly schedule: string;
  readonly due: number;
  readonly status: string;
  readonly timetable: string;
  readonly launchKey: string | undefined;
  readonly summary: { readonly from: number; readonly count: number } | undefined;
}

/** Law 4: every occurrence is fired exactly once, or recorded as skipped or missed; none lost, none doubled, none made up. */
export function occurrences(): Check {
  return {
    law: "every occurrence is accounted for exactly once",
    async always(evidence) {
      const rows = (await allRows(evidence.store, "occurrences", "due")).map(readRow);
      await checkLaunches(evidence, rows);
    },
    async inTheEnd({ store, timetables, now }) {
      const rows = (await allRows(store, "occurrences", "due")).map(readRow);
      for (const name of timetables.names) {
        const own = rows.filter(({ schedule }) => schedule === name);
        checkSchedule(name, own, timetables, now);
      }
    },
  };
}

function readRow({ columns, body }: Row<"occurrences">): OccurrenceRow {
  const { timetable, launchKey, summary } = JSON.parse(body) as Omit<
    OccurrenceRow,
    "schedule" | "due" | "status"
  >;
  return {
    schedule: String(columns.schedule),
    due: Number(columns.due),
    status: String(columns.status),
    timetable,
    launchKey,
    summary,
  };
}

function checkSchedule(
  name: string,
  rows: readonly OccurrenceRow[],
  timetables: Evidence["timetables"],
  now: EpochMs,
): void {
  const single = new Set(rows.filter(({ summary }) => summary === undefined).map(({ due }) => due));
  for (const held of timetables.of(name)) {
    const { id } = held;
    const expected = held.due(now);
    const shared = rows.filter(({ summary, timetable }) => summary !== undefined && timetable === id);
    for (const row of shared) {
      const count = expected.filter((instant) => isCoveredBy(row, instant)).length;
      must(
        count === row.summary?.count,
        `${name}: the row at ${row.due} stands for ${row.summary?.count}, and covers ${count}`,
      );
    }
    for (const instant of expected) {
      const ways = (single.has(instant) ? 1 : 0) + shared.filter((row) => isCoveredBy(row, instant)).length;
      must(ways > 0, `${name}: the occurrence at ${show(instant)} is lost`);
      must(ways === 1, `${name}: the occurrence at ${show(instant)} is accounted for ${ways} times`);
    }
  }
  for (const { due, timetable } of rows) {
    const of = timetables.of(name).find(({ id }) => id === timetable);
    must(of?.has(epochMs(due)), `${name}: nothing was due at ${show(due)} by ${timetable}, and it has a row`);
  }
}

function isCoveredBy({ summary, due }: OccurrenceRow, instant: number): boolean {
  return summary !== undefined && instant >= summary.from && instant <= due;
}

function show(instant: number): string {
  return new Date(instant).toISOString();
}

/** What fired was launched, once; and what a schedule launched has fired. */
async function checkLaunches(
  { store, timetables, histories }: Evidence,
  rows: readonly OccurrenceRow[],
): Promise<void> {
  const launched = new Map<string, number>();
  const count = (key: string): void => void launched.set(key, (launched.get(key) ?? 0) + 1);
  for (const { body } of await allRows(store, "runs", "requestedAt")) {
    const { cause } = (JSON.parse(body) as { readonly r: { readonly run: { readonly cause: Cause } } }).r.run;
    if (cause.kind === "schedule") count(`${cause.schedule}-${cause.due}`);
  }
  const names = new Set(timetables.names);
  for (const { record } of histories) {
    const [, schedule] = /^(.+)-\d+$/.exec(record.name) ?? [];
    if (schedule !== undefined && names.has(schedule)) count(record.name);
  }
  const fired = new Set(rows.filter(({ status }) => status === "FIRED").map(({ launchKey }) => launchKey));
  for (const key of fired)
    must(
      launched.get(String(key)) === 1,
      `${key} is FIRED, and was launched ${launched.get(String(key)) ?? 0} times`,
    );
  for (const key of launched.keys()) must(fired.has(key), `${key} was launched, and is not FIRED`);
}

interface Cause {
  readonly kind: string;
  readonly schedule?: string;
  readonly due?: number;
}
