import type { DatabaseSync } from "node:sqlite";
import type { Row } from "./csv.ts";
import { checkRows } from "./rules.ts";

export interface Reconciliation {
  readonly sourceFlights: number;
  readonly loadedFlights: number;
  readonly rejectedFlights: number;
  /** A sentence for each route that is missing, wrong or too much. */
  readonly differences: readonly string[];
}

export function reconcile(
  database: DatabaseSync,
  airports: readonly Row[],
  routes: readonly Row[],
): Reconciliation {
  const expected = new Map(
    checkRows(airports, routes).routes.map((row) => [keyOf(row), Number(row["count"])]),
  );
  const loaded = readLoaded(database);
  const differences: string[] = [];
  for (const [key, flights] of expected) {
    const found = loaded.get(key);
    if (found !== flights) differences.push(`${key}: expected ${flights} flights, found ${found ?? "none"}`);
  }
  for (const key of loaded.keys()) if (!expected.has(key)) differences.push(`${key}: not in the source`);
  const sourceFlights = routes.reduce((sum, { count }) => sum + Number(count), 0);
  return {
    sourceFlights,
    loadedFlights: sum(loaded.values()),
    rejectedFlights: sourceFlights - sum(expected.values()),
    differences,
  };
}

function keyOf({ origin, destination }: Row): string {
  return `${origin}-${destination}`;
}

function readLoaded(database: DatabaseSync): Map<string, number> {
  const rows = database.prepare("SELECT origin || '-' || destination AS route, flights FROM routes").all();
  return new Map(rows.map(({ route, flights }) => [String(route), Number(flights)]));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
