import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "./csv.ts";
import { checkRows } from "./rules.ts";

const atl: Row = {
  iata: "ATL",
  name: "Atlanta",
  city: "Atlanta",
  state: "GA",
  country: "USA",
  latitude: "33.6",
  longitude: "-84.4",
};
const jfk: Row = { ...atl, iata: "JFK", state: "NY" };
const route: Row = { origin: "ATL", destination: "JFK", count: "12" };

function reasonsFor(airports: readonly Row[], routes: readonly Row[]): readonly string[] {
  return checkRows(airports, routes).bad.map(({ kind, key, reason }) => `${kind} ${key}: ${reason}`);
}

test("sound rows are kept as they are", () => {
  assert.deepEqual(checkRows([atl, jfk], [route]), { airports: [atl, jfk], routes: [route], bad: [] });
});

test("each kind of bad airport is told apart", () => {
  const bad = [
    { ...atl, name: "" },
    { ...atl, iata: "A1", country: "Palau" },
    { ...atl, iata: "A2", state: "NA" },
    { ...atl, iata: "A3", latitude: "91" },
    jfk,
    jfk,
  ];
  assert.deepEqual(reasonsFor(bad, []), [
    "airport ATL: no name",
    "airport A1: in Palau, which is not supplied",
    "airport A2: no state",
    "airport A3: no place on the globe",
    "airport JFK: it is there twice",
  ]);
});

test("each kind of bad route is told apart", () => {
  const bad = [
    { ...route, count: "" },
    { ...route, destination: "SPN" },
    { ...route, origin: "JFK", destination: "ATL", count: "-1" },
  ];
  assert.deepEqual(reasonsFor([atl, jfk], bad), [
    "route ATL-JFK: no count",
    "route ATL-SPN: SPN is no airport that is supplied",
    "route JFK-ATL: -1 is no number of flights",
  ]);
});
