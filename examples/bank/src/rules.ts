import { airportColumns, routeColumns } from "./batch.ts";
import type { Row } from "./csv.ts";

/** A row that may not be loaded, and why. */
interface BadRow {
  readonly kind: "airport" | "route";
  readonly key: string;
  readonly reason: string;
}

export interface Checked {
  readonly airports: readonly Row[];
  readonly routes: readonly Row[];
  readonly bad: readonly BadRow[];
}

/** Splits rows into those that may be loaded and those that may not. */
export function checkRows(airports: readonly Row[], routes: readonly Row[]): Checked {
  const bad: BadRow[] = [];
  const soundAirports = keepSound("airport", airports, ({ iata }) => iata ?? "", whyBadAirport, bad);
  const codes = new Set(soundAirports.map(({ iata }) => iata));
  const whyBad = (route: Row): string | undefined => whyBadRoute(route, codes);
  const soundRoutes = keepSound("route", routes, routeKey, whyBad, bad);
  return { airports: soundAirports, routes: soundRoutes, bad };
}

export const badRowColumns = ["kind", "key", "reason"] as const;

function keepSound(
  kind: BadRow["kind"],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  whyBad: (row: Row) => string | undefined,
  bad: BadRow[],
): readonly Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = keyOf(row);
    const reason = seen.has(key) ? "it is there twice" : whyBad(row);
    seen.add(key);
    if (reason !== undefined) bad.push({ kind, key, reason });
    return reason === undefined;
  });
}

function routeKey({ origin, destination }: Row): string {
  return `${origin}-${destination}`;
}

function whyBadAirport(airport: Row): string | undefined {
  const missing = airportColumns.find((column) => (airport[column] ?? "") === "");
  if (missing !== undefined) return `no ${missing}`;
  if (airport["country"] !== "USA") return `in ${airport["country"]}, which is not supplied`;
  if (!/^[A-Z]{2}$/.test(airport["state"] ?? "") || airport["state"] === "NA") return "no state";
  if (!isWithin(airport["latitude"], 90) || !isWithin(airport["longitude"], 180))
    return "no place on the globe";
  return undefined;
}

function whyBadRoute(route: Row, codes: ReadonlySet<string | undefined>): string | undefined {
  const missing = routeColumns.find((column) => (route[column] ?? "") === "");
  if (missing !== undefined) return `no ${missing}`;
  const unknown = [route["origin"], route["destination"]].find((code) => !codes.has(code));
  if (unknown !== undefined) return `${unknown} is no airport that is supplied`;
  if (!/^[1-9]\d{0,8}$/.test(route["count"] ?? "")) return `${route["count"]} is no number of flights`;
  return undefined;
}

function isWithin(text: string | undefined, limit: number): boolean {
  const value = Number(text);
  return text !== "" && Math.abs(value) <= limit;
}
