import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  epochMs,
  isJsonObject,
  type Json,
  type JsonObject,
  parseJson,
  randomStream,
} from "@landbridge/model";
import fc from "fast-check";
import { StatesFault } from "../fault.ts";
import { PathSyntaxError } from "../jsonpath.ts";
import { CONDITION_DEPTH_MAX, compileCondition } from "./condition.ts";

function matches(rule: JsonObject, input: Json): boolean {
  return compileCondition(rule)({
    input,
    context: { State: { RetryCount: 2 } },
    variables: { limit: 5 },
    now: epochMs(0),
    random: randomStream([1, 2, 3, 4]),
  });
}

/** Of every sort a value, so that each operator meets all types that are not its own. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  1.5,
  "",
  "b",
  "2024-02-29T12:00:00Z",
  [],
  [1],
  {},
  { b: 1 },
];

describe("A comparison", () => {
  const orders = {
    LessThan: "<",
    Equals: "=",
    GreaterThan: ">",
    LessThanEquals: "<=",
    GreaterThanEquals: ">=",
  };
  const ladders: Readonly<Record<string, readonly Json[]>> = {
    String: ["", "A", "B", "a", "é"],
    Numeric: [-1.5, 0, 1, 1.5, 1e9],
    Timestamp: ["2024-02-29T12:00:00+02:00", "2024-02-29T10:30:00Z", "2024-02-29T10:30:00.000000001Z"],
  };
  for (const [type, ladder] of Object.entries(ladders)) {
    for (const [name, sign] of Object.entries(orders)) {
      test(`${type}${name} holds for what is ${sign} the operand, as does ${type}${name}Path`, () => {
        for (const [left, value] of ladder.entries()) {
          for (const [right, operand] of ladder.entries()) {
            const expected =
              (left < right && sign.includes("<")) ||
              (left === right && sign.includes("=")) ||
              (left > right && sign.includes(">"));
            const input = { value, operand };
            assert.equal(matches({ Variable: "$.value", [type + name]: operand }, input), expected);
            assert.equal(
              matches({ Variable: "$.value", [`${type}${name}Path`]: "$.operand" }, input),
              expected,
            );
          }
        }
      });

      test(`${type}${name} never holds for another type`, () => {
        const operand = ladder[0] ?? null;
        for (const value of VALUES.filter((one) => !isOf(type, one))) {
          assert.equal(matches({ Variable: "$", [type + name]: operand }, value), false);
          assert.equal(matches({ Variable: "$[0]", [`${type}${name}Path`]: "$[1]" }, [value, value]), false);
        }
      });
    }
  }

  test("timestamps at one instant are equal whatever their zones", () => {
    const rule = { Variable: "$", TimestampEquals: "2024-02-29T12:00:00Z" };
    assert.equal(matches(rule, "2024-02-29T13:30:00.000+01:30"), true);
    assert.equal(matches(rule, "2024-02-29T12:00:00"), false);
  });

  test("BooleanEquals holds for the same boolean only", () => {
    for (const value of VALUES) {
      for (const operand of [true, false]) {
        assert.equal(matches({ Variable: "$", BooleanEquals: operand }, value), value === operand);
        assert.equal(
          matches({ Variable: "$[0]", BooleanEqualsPath: "$[1]" }, [value, operand]),
          value === operand,
        );
      }
    }
  });

  test("reads the context object and variables", () => {
    assert.equal(matches({ Variable: "$$.State.RetryCount", NumericLessThanPath: "$limit" }, {}), true);
  });
});

function isOf(type: string, value: Json): boolean {
  if (type === "Numeric") return typeof value === "number";
  if (type === "String") return typeof value === "string";
  return typeof value === "string" && value.startsWith("2024");
}

describe("A test of the type", () => {
  const tests: Readonly<Record<string, (value: Json) => boolean>> = {
    IsNull: (value) => value === null,
    IsBoolean: (value) => typeof value === "boolean",
    IsNumeric: (value) => typeof value === "number",
    IsString: (value) => typeof value === "string",
    IsTimestamp: (value) => isOf("Timestamp", value),
    IsPresent: () => true,
  };
  for (const [name, expected] of Object.entries(tests)) {
    test(`${name} says yes with true and no with false`, () => {
      for (const value of VALUES) {
        assert.equal(matches({ Variable: "$.x", [name]: true }, { x: value }), expected(value));
        assert.equal(matches({ Variable: "$.x", [name]: false }, { x: value }), !expected(value));
      }
    });
  }

  test("IsTimestamp wants RFC 3339 and a time that exists", () => {
    const cases: Readonly<Record<string, boolean>> = {
      "2024-02-29T23:59:59Z": true,
      "2024-02-29T23:59:59.123456789-05:00": true,
      "2023-02-29T00:00:00Z": false,
      "2024-02-29T24:00:00Z": false,
      "2024-02-29T23:59:60Z": false,
      "2024-02-29t00:00:00z": false,
      "2024-02-29 00:00:00Z": false,
      "2024-02-29T00:00:00": false,
      "2024-02-29": false,
      "20240229T000000Z": false,
    };
    for (const [text, expected] of Object.entries(cases)) {
      assert.equal(matches({ Variable: "$", IsTimestamp: true }, text), expected, text);
    }
  });
});

describe("A variable that is not there", () => {
  test("is not present", () => {
    assert.equal(matches({ Variable: "$.x", IsPresent: true }, {}), false);
    assert.equal(matches({ Variable: "$.x.y", IsPresent: false }, {}), true);
    assert.equal(matches({ Variable: "$unknown", IsPresent: false }, {}), true);
  });

  test("fails the execution under every other operator", () => {
    const cause = "Invalid path '$.x': The choice state's condition path references an invalid value.";
    for (const rule of [
      { Variable: "$.x", StringEquals: "a" },
      { Variable: "$.x", IsNull: true },
      { Variable: "$.x", StringMatches: "*" },
      { Variable: "$.y", NumericEqualsPath: "$.x" },
    ]) {
      assert.throws(() => matches(rule, { y: 1 }), { error: "States.Runtime", cause });
    }
  });
});

describe("And, Or and Not", () => {
  const yes = { Variable: "$.a", IsNull: true };
  const no = { Variable: "$.a", IsNull: false };
  const broken = { Variable: "$.gone", IsNull: true };

  test("combine, and look no further than they must", () => {
    const input = { a: null };
    assert.equal(matches({ And: [yes, yes], Next: "N" }, input), true);
    assert.equal(matches({ And: [yes, no, broken] }, input), false);
    assert.equal(matches({ Or: [no, yes, broken] }, input), true);
    assert.equal(matches({ Or: [no, no] }, input), false);
    assert.equal(matches({ Not: { And: [yes, { Not: yes }] } }, input), true);
    assert.throws(() => matches({ Or: [no, broken] }, input), StatesFault);
  });

  test("nest to a limited depth", () => {
    let rule: JsonObject = yes;
    for (let depth = 0; depth <= CONDITION_DEPTH_MAX; depth += 1) rule = { Not: rule };
    assert.throws(() => compileCondition(rule), PathSyntaxError);
  });
});

describe("A rule that cannot be", () => {
  test("is refused", () => {
    for (const rule of [
      {},
      { Next: "N" },
      { Variable: "$.a" },
      { Variable: "a", IsNull: true },
      { Variable: "$.a", IsNull: "true" },
      { Variable: "$.a", StringEquals: "a", IsNull: true },
      { Variable: "$.a", StringEqualsPath: "b" },
      { Variable: "$.a", StringMatchesPath: "$.b" },
      { Variable: "$.a", constructor: "b" },
      { And: [] },
      { And: yesText },
      { Not: [] },
    ]) {
      assert.throws(() => compileCondition(rule), PathSyntaxError, JSON.stringify(rule));
    }
  });

  const yesText = "yes";

  test("arbitrary rules on arbitrary input give an answer, a PathSyntaxError or a StatesFault", () => {
    const name = fc.constantFrom(
      "StringEquals",
      "NumericLessThanPath",
      "TimestampEquals",
      "IsPresent",
      "StringMatches",
      "And",
      "Not",
    );
    const rule = fc.dictionary(
      fc.oneof(name, fc.constant("Variable")),
      fc.oneof(fc.constantFrom("$", "$.a", "$[0]"), fc.jsonValue({ maxDepth: 2 })),
    );
    fc.assert(
      fc.property(rule, fc.json({ maxDepth: 2 }), (written, input) => {
        try {
          const asJson = parseJson(JSON.stringify(written));
          assert.ok(isJsonObject(asJson));
          assert.equal(typeof matches(asJson, parseJson(input) ?? null), "boolean");
        } catch (error) {
          assert.ok(error instanceof StatesFault || error instanceof PathSyntaxError, String(error));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
