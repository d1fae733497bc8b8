import type { DatabaseSync } from "node:sqlite";

export interface StateTraffic {
  readonly state: string;
  readonly airportCount: number;
  readonly departures: number;
  /** Of the departures, in all. */
  readonly kilometres: number;
}

export interface AirportTraffic {
  readonly iata: string;
  readonly name: string;
  readonly state: string;
  readonly departures: number;
}

const BY_STATE = `
  SELECT a.state, count(DISTINCT a.iata) AS airports, sum(r.flights) AS departures,
    sum(r.flights * r.distance_km) AS kilometres
  FROM routes r JOIN airports a ON a.iata = r.origin
  GROUP BY a.state ORDER BY departures DESC, a.state`;

export function trafficByState(database: DatabaseSync): readonly StateTraffic[] {
  return database
    .prepare(BY_STATE)
    .all()
    .map((row) => ({
      state: String(row["state"]),
      airportCount: Number(row["airports"]),
      departures: Number(row["departures"]),
      kilometres: Number(row["kilometres"]),
    }));
}

const BUSIEST = `
  SELECT a.iata, a.name, a.state, sum(r.flights) AS departures
  FROM routes r JOIN airports a ON a.iata = r.origin
  GROUP BY a.iata ORDER BY departures DESC, a.iata LIMIT ?`;

export function busiestAirports(database: DatabaseSync, count: number): readonly AirportTraffic[] {
  return database
    .prepare(BUSIEST)
    .all(count)
    .map((row) => ({
      iata: String(row["iata"]),
      name: String(row["name"]),
      state: String(row["state"]),
      departures: Number(row["departures"]),
    }));
}
