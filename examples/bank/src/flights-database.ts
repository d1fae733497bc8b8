import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Row } from "./csv.ts";

// out/flights.sqlite. A load fills a database of its own, in its batch's folder, and then renames it: a reader
// sees the old load or the new one, never a half, and two loads never share a table, whoever started them.

const FILE = "flights.sqlite";

/** What is published; undefined: nothing was loaded yet. */
export function openPublished(out: string): DatabaseSync | undefined {
  try {
    return new DatabaseSync(join(out, FILE), { readOnly: true });
  } catch (error) {
    if (error instanceof Error && error.message.includes("unable to open")) return undefined;
    throw error;
  }
}

const CREATE = `
  CREATE TABLE airports (
    iata TEXT PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, state TEXT NOT NULL
  ) STRICT;
  CREATE TABLE routes (
    origin TEXT NOT NULL REFERENCES airports, destination TEXT NOT NULL REFERENCES airports,
    flights INTEGER NOT NULL CHECK (flights > 0), distance_km INTEGER NOT NULL CHECK (distance_km >= 0),
    PRIMARY KEY (origin, destination)
  ) STRICT`;

/** Empty: what a load that was killed left in the folder goes. */
export function createStaging(folder: string): DatabaseSync {
  for (const suffix of ["", "-journal"]) rmSync(join(folder, FILE + suffix), { force: true });
  const database = new DatabaseSync(join(folder, FILE));
  database.exec(CREATE);
  return database;
}

/** @param folder the one of `createStaging` */
export function publish(database: DatabaseSync, folder: string, out: string): void {
  database.close();
  renameSync(join(folder, FILE), join(out, FILE));
}

const INSERT_AIRPORT = "INSERT INTO airports (iata, name, city, state) VALUES (?, ?, ?, ?)";
const INSERT_ROUTE = "INSERT INTO routes (origin, destination, flights, distance_km) VALUES (?, ?, ?, ?)";

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
