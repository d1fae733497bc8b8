import assert from "node:assert/strict";
import { test } from "node:test";
import { isValidTimezone } from "./index.ts";

test("IANA names are zones; offsets, abbreviations of nothing and hostile texts are not", () => {
  for (const name of ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"]) {
    assert.equal(isValidTimezone(name), true, name);
  }
  for (const name of ["", "+01:00", "Europe/Atlantis", "Mars", "Europe/Berlin ", "../etc", "A".repeat(1e6)]) {
    assert.equal(isValidTimezone(name), false, name.slice(0, 20));
  }
});
