import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import { noPart, replaceRows } from "./definition-rows.ts";
import type { Row } from "./port.ts";

const now = epochMs(7);

function row(key: string, version: number, body: string): Row<"jobs"> {
  return { key, version, columns: { createdAt: 1 }, body, head: 0 };
}

test("what is new is inserted where nobody has made it meanwhile", () => {
  assert.deepEqual(replaceRows("jobs", [{ key: "a", body: "A" }], [], now), {
    guards: [{ kind: "absent", table: "jobs", key: "a" }],
    writes: [{ kind: "insert", table: "jobs", key: "a", columns: { createdAt: 7 }, body: "A" }],
  });
});

test("what has changed is updated and what is gone is deleted, each under the version that was read", () => {
  const present = [row("a", 3, "A"), row("b", 4, "B")];
  assert.deepEqual(replaceRows("jobs", [{ key: "a", body: "A'" }], present, now), {
    guards: [
      { kind: "version", table: "jobs", key: "a", version: 3 },
      { kind: "version", table: "jobs", key: "b", version: 4 },
    ],
    writes: [
      { kind: "update", table: "jobs", key: "a", body: "A'" },
      { kind: "delete", table: "jobs", key: "b" },
    ],
  });
});

test("what is so already is neither guarded nor written", () => {
  assert.deepEqual(replaceRows("jobs", [{ key: "a", body: "A" }], [row("a", 3, "A")], now), noPart);
});

test("a name that is defined twice is a mistake of the caller's", () => {
  const twice = [
    { key: "a", body: "A" },
    { key: "a", body: "B" },
  ];
  assert.throws(() => replaceRows("jobs", twice, [], now), /defines a name once/);
});
