import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Row } from "./csv.ts";

// out/traffic.sqlite. A load fills the staging tables, batch by batch, and then puts them in the place of the
// others in one transaction: a reader sees the old load or the new one, never a half.

export function trafficPath(out: string): string {
  return join(out, "traffic.sqlite");
}

export function openTraffic(out: string): DatabaseSync {
  mkdirSync(out, { recursive: true });
  const database = new DatabaseSync(trafficPath(out), { timeout: 5_000 });
  database.exec("PRAGMA journal_mode = WAL");
  return database;
}

const PREPARE = `
  DROP TABLE IF EXISTS staged_airports;
  DROP TABLE IF EXISTS staged_routes;
  CREATE TABLE staged_airports (
    iata TEXT PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, state TEXT NOT NULL
  ) STRICT;
  CREATE TABLE staged_routes (
    origin TEXT NOT NULL, destination TEXT NOT NULL, flights INTEGER NOT NULL CHECK (flights > 0),
    distance_km INTEGER NOT NULL CHECK (distance_km >= 0), PRIMARY KEY (origin, destination)
  ) STRICT`;

/** What a load that was killed left behind goes. */
export function prepareStaging(database: DatabaseSync): void {
  database.exec(PREPARE);
}

const INSERT_AIRPORT = "INSERT INTO staged_airports (iata, name, city, state) VALUES (?, ?, ?, ?)";
const INSERT_ROUTE =
  "INSERT INTO staged_routes (origin, destination, flights, distance_km) VALUES (?, ?, ?, ?)";

export function stageAirports(database: DatabaseSync, rows: readonly Row[]): void {
  const insert = database.prepare(INSERT_AIRPORT);
  inTransaction(database, () => {
    for (const { iata, name, city, state } of rows)
      insert.run(iata ?? null, name ?? null, city ?? null, state ?? null);
  });
}

export function stageRoutes(database: DatabaseSync, rows: readonly Row[]): void {
  const insert = database.prepare(INSERT_ROUTE);
  inTransaction(database, () => {
    for (const { origin, destination, count, distanceKm } of rows)
      insert.run(origin ?? null, destination ?? null, Number(count), Number(distanceKm));
  });
}

const PUBLISH = `
  DROP TABLE IF EXISTS airports;
  DROP TABLE IF EXISTS routes;
  ALTER TABLE staged_airports RENAME TO airports;
  ALTER TABLE staged_routes RENAME TO routes`;

export function publishStaging(database: DatabaseSync): void {
  inTransaction(database, () => database.exec(PUBLISH));
}

export function isLoaded(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'routes'").get() !== undefined;
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
