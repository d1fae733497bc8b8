import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { epochMs, type Json, parseJson, randomStream } from "@landbridge/model";
import fc from "fast-check";
import { PathSyntaxError } from "./jsonpath.ts";
import { compileReferencePath } from "./reference-path.ts";

function place(path: string, target: Json, value: Json): Json {
  return compileReferencePath(path).place(target, value);
}

describe("Placing a result", () => {
  const cases: readonly (readonly [string, Json, Json, Json])[] = [
    ["$", { a: 1 }, 2, 2],
    ["$.r", { a: 1 }, 2, { a: 1, r: 2 }],
    ["$.a", { a: 1, b: 2 }, null, { a: null, b: 2 }],
    ["$.a.b.c", {}, 1, { a: { b: { c: 1 } } }],
    ["$.a.b", { a: { x: 1 } }, 2, { a: { x: 1, b: 2 } }],
    ["$['a b']", {}, 1, { "a b": 1 }],
    ["$.list[0]", {}, 1, { list: [1] }],
    ["$.list[1]", { list: [1] }, 2, { list: [1, 2] }],
    ["$.list[0].x", { list: [{ y: 1 }, 2] }, 3, { list: [{ y: 1, x: 3 }, 2] }],
    ["$[0]", [1, 2], 9, [9, 2]],
  ];
  for (const [path, target, value, expected] of cases) {
    test(`at ${path} of ${JSON.stringify(target)} gives ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(place(path, target, value), expected);
    });
  }

  test("leaves the target as it was", () => {
    const target = { a: { b: [1] } };
    place("$.a.b[0]", target, 2);
    assert.deepEqual(target, { a: { b: [1] } });
  });

  test("keeps the order of members", () => {
    assert.equal(JSON.stringify(place("$.a", { a: 1, b: 2 }, 3)), '{"a":3,"b":2}');
  });

  test("where something else is in the way, fails as AWS does", () => {
    const cases: readonly (readonly [string, Json])[] = [
      ["$.r", "text"],
      ["$.r", null],
      ["$.r", [1]],
      ["$.a.b", { a: 1 }],
      ["$.a[0]", { a: {} }],
      ["$.a[2]", { a: [1] }],
      ["$$.a", {}],
    ];
    for (const [path, target] of cases) {
      assert.throws(() => place(path, target, 0), {
        error: "States.ResultPathMatchFailure",
        cause: `Unable to apply ReferencePath ${path} to input ${JSON.stringify(target)}`,
      });
    }
  });

  test("makes a plain member of a dangerous name", () => {
    const placed = place("$.__proto__.polluted", {}, true);
    assert.equal(JSON.stringify(placed), '{"__proto__":{"polluted":true}}');
    assert.equal(Object.getPrototypeOf(placed), Object.prototype);
    assert.equal("polluted" in {}, false);
    assert.equal(
      JSON.stringify(place("$.a", parseJson('{"__proto__":1}') ?? null, 2)),
      '{"__proto__":1,"a":2}',
    );
  });

  test("a path to many places is refused", () => {
    for (const path of ["$.a[*]", "$..a", "$.a[0:1]", "$.a[0,1]", "$['a','b']", "$.a[?(@.b)]", "$.a[-1]"]) {
      assert.throws(() => compileReferencePath(path), PathSyntaxError, path);
    }
  });

  test("what was placed is read again, and everything else is as before", () => {
    const step = fc.oneof(
      fc.constantFrom("a", "b", "__proto__", "constructor").map((name) => `['${name}']`),
      fc.nat(2).map((index) => `[${index}]`),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 4 }),
        fc.json({ maxDepth: 3 }),
        fc.json(),
        (steps, target, value) => {
          const path = compileReferencePath(`$${steps.join("")}`);
          const placed = placeOrFault(() => path.place(parseJson(target) ?? null, parseJson(value) ?? null));
          if (placed === undefined) return;
          const scope = {
            input: placed,
            context: {},
            variables: {},
            now: epochMs(0),
            random: randomStream([0, 0, 0, 1]),
          };
          assert.deepEqual(path.read(scope), parseJson(value));
          assert.deepEqual(path.place(placed, parseJson(value) ?? null), placed);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function placeOrFault(run: () => Json): Json | undefined {
  try {
    return run();
  } catch (error) {
    assert.equal(error instanceof Error && error.name, "StatesFault");
    return undefined;
  }
}
