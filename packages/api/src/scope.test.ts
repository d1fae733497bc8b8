import assert from "node:assert/strict";
import { test } from "node:test";
import { allows, type Scope, scopes } from "./scope.ts";

test("each scope includes those after it and none before it", () => {
  const table = scopes.map((held) => scopes.map((scope) => allows([held], { scope })));
  assert.deepEqual(table, [
    [true, true, true],
    [false, true, true],
    [false, false, true],
  ]);
});

test("a key without scopes may do nothing, and with several what any of them allows", () => {
  const held: readonly Scope[] = ["read", "operate"];
  assert.equal(allows([], { scope: "read" }), false);
  assert.equal(allows(held, { scope: "operate", target: { kind: "job", name: "load" } }), true);
  assert.equal(allows(held, { scope: "admin" }), false);
});
