import { join } from "node:path";
import { type DataFile, enrichedColumns } from "../../src/batch.ts";
import type { Row } from "../../src/csv.ts";
import { distanceKm, type Point } from "../../src/distance.ts";
import { readRows, writeRows } from "../../src/files.ts";

interface Part {
  readonly folder: string;
  readonly airports: DataFile;
  readonly part: DataFile;
}

interface Transformed extends DataFile {
  readonly flightCount: number;
}

/** Adds to each route of one part the states that it joins and its length. */
export async function handler({ folder, airports, part }: Part): Promise<Transformed> {
  const rows = await readRows(join(folder, airports.file));
  const places = new Map(rows.map((row) => [row["iata"], row]));
  const routes = (await readRows(join(folder, part.file))).map((route) => enrich(route, places));
  const file = `enriched-${part.file}`;
  await writeRows(join(folder, file), enrichedColumns, routes);
  const flightCount = routes.reduce((sum, route) => sum + Number(route["count"]), 0);
  return { file, rowCount: routes.length, flightCount };
}

function enrich(route: Row, places: ReadonlyMap<string | undefined, Row>): Row {
  const from = placeOf(route["origin"], places);
  const to = placeOf(route["destination"], places);
  return {
    ...route,
    originState: from["state"] ?? "",
    destinationState: to["state"] ?? "",
    distanceKm: String(distanceKm(pointOf(from), pointOf(to))),
  };
}

function placeOf(code: string | undefined, places: ReadonlyMap<string | undefined, Row>): Row {
  const place = places.get(code);
  if (place === undefined) throw new Error(`the airport ${code} is missing: the batch was not validated`);
  return place;
}

function pointOf({ latitude, longitude }: Row): Point {
  return { latitude: Number(latitude), longitude: Number(longitude) };
}
