import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceKm } from "./distance.ts";

test("from Los Angeles to New York it is 3,974 km, either way", () => {
  const lax = { latitude: 33.94253611, longitude: -118.4080744 };
  const jfk = { latitude: 40.63975111, longitude: -73.77892556 };
  assert.ok(Math.abs(distanceKm(lax, jfk) - 3_974) <= 10);
  assert.equal(distanceKm(lax, jfk), distanceKm(jfk, lax));
});

test("no way is no distance, and half the globe is the longest", () => {
  const here = { latitude: 0, longitude: 0 };
  assert.equal(distanceKm(here, here), 0);
  assert.equal(distanceKm(here, { latitude: 0, longitude: 180 }), 20_015);
});
