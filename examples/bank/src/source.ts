import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "./csv.ts";
import { readRows } from "./files.ts";

/**
 * The data that the npm package vega-datasets ships: 3,376 airports, and 5,366 routes with the number of
 * their flights in 2008, as the US Bureau of Transportation Statistics published them.
 */
export async function readSource(): Promise<{
  readonly airports: readonly Row[];
  readonly routes: readonly Row[];
}> {
  const folder = fileURLToPath(new URL("../data", import.meta.resolve("vega-datasets")));
  const [airports, routes] = await Promise.all([
    readRows(join(folder, "airports.csv")),
    readRows(join(folder, "flights-airport.csv")),
  ]);
  return { airports, routes };
}
