import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { definitionCharactersMax } from "../limits.ts";
import { NESTING_MAX } from "./check/json-shape.ts";
import { ISSUE_CHARACTERS_MAX, ISSUES_MAX } from "./issues.ts";
import { parseMachine } from "./parse.ts";

function codes(text: string): readonly string[] {
  const { machine, issues } = parseMachine(text);
  assert.equal(machine, undefined);
  return issues.map((issue) => `${issue.code} ${issue.path}`);
}

test("text that is no JSON object is refused", () => {
  assert.deepEqual(codes(""), ["SCHEMA_VALIDATION_FAILED "]);
  assert.deepEqual(codes("[]"), ["SCHEMA_VALIDATION_FAILED "]);
  assert.deepEqual(codes("null"), ["SCHEMA_VALIDATION_FAILED "]);
  assert.deepEqual(codes("not a definition"), ["INVALID_JSON_DESCRIPTION "]);
  assert.deepEqual(codes('{"StartAt":'), ["INVALID_JSON_DESCRIPTION "]);
});

test("a name written twice is told, since only the last would count", () => {
  const text =
    '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"B":[{"x":1,"y":"x","x":2}],"A":{"Type":"Fail"}}}';
  assert.deepEqual(codes(text), [
    "INVALID_JSON_DESCRIPTION /States/B/0/x",
    "INVALID_JSON_DESCRIPTION /States/A",
  ]);
  const escaped = '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"\\u0041":{"Type":"Fail"}}}';
  assert.deepEqual(codes(escaped), ["INVALID_JSON_DESCRIPTION /States/A"]);
});

test("a definition of more than 1 MiB is refused unread", () => {
  assert.deepEqual(codes(" ".repeat(definitionCharactersMax(undefined) + 1)), ["DEFINITION_TOO_LONG "]);
});

test("depth is bounded, however deep", () => {
  for (const depth of [NESTING_MAX, 10_000, 500_000]) {
    const text = `{"StartAt":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    assert.deepEqual(codes(text), ["TOO_DEEPLY_NESTED "]);
  }
});

test("Parallels nest as deep as the limit lets them", () => {
  let definition: object = { StartAt: "s", States: { s: { Type: "Succeed" } } };
  for (let i = 0; i < 48; i += 1) {
    definition = {
      StartAt: `p${i}`,
      States: { [`p${i}`]: { Type: "Parallel", End: true, Branches: [definition] } },
    };
  }
  const { machine, issues } = parseMachine(JSON.stringify(definition));
  assert.deepEqual(issues, []);
  assert.equal(machine?.blocks.size, 49);
});

test("a long string of escapes is read without a stack", () => {
  const text = JSON.stringify({
    StartAt: "A",
    Comment: '\\"'.repeat(200_000),
    States: { A: { Type: "Succeed" } },
  });
  assert.ok(parseMachine(text).machine);
});

test("states may be called like members of every object", () => {
  const text = `{"StartAt":"__proto__","States":{
    "__proto__":{"Type":"Pass","Next":"constructor"},
    "constructor":{"Type":"Pass","Next":"toString"},
    "toString":{"Type":"Succeed"}}}`;
  const { machine, issues } = parseMachine(text);
  assert.deepEqual(issues, []);
  const block = machine?.blocks.get("");
  assert.deepEqual([...(block?.states.keys() ?? [])], ["__proto__", "constructor", "toString"]);
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});

test("the list of issues is bounded, and says how many are not in it", () => {
  const states = Object.fromEntries(
    Array.from({ length: ISSUES_MAX + 20 }, (_, i) => [`s${i}`, { Type: "Nope" }]),
  );
  const { issues } = parseMachine(JSON.stringify({ StartAt: "s0", States: states }));
  assert.equal(issues.length, ISSUES_MAX + 1);
  assert.equal(issues.at(-1)?.code, "TOO_MANY_ISSUES");
});

test("a name as long as the definition is quoted in part", () => {
  const long = "n".repeat(500_000);
  const bad = {
    Type: "Pass",
    End: true,
    Parameters: Object.fromEntries([1, 2, 3].map((i) => [`${i}.$`, "$["])),
  };
  const { issues } = parseMachine(JSON.stringify({ StartAt: long, States: { [long]: bad } }));
  assert.equal(issues.length, 4);
  for (const { path, message } of issues)
    assert.ok(path.length + message.length <= 2 * ISSUE_CHARACTERS_MAX + 2);
});

const good = {
  StartAt: "Route",
  TimeoutSeconds: 60,
  States: {
    Route: {
      Type: "Choice",
      Choices: [
        {
          And: [{ Variable: "$.a", IsPresent: true }, { Not: { Variable: "$.a", NumericLessThan: 3 } }],
          Next: "Each",
        },
      ],
      Default: "Call",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.list",
      ItemSelector: { "v.$": "$$.Map.Item.Value", n: [1, { "id.$": "States.UUID()" }] },
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "Work",
        States: { Work: { Type: "Wait", Seconds: 1, End: true } },
      },
      Next: "Both",
    },
    Both: {
      Type: "Parallel",
      Branches: [{ StartAt: "One", States: { One: { Type: "Succeed" } } }],
      ResultPath: null,
      Next: "Call",
    },
    Call: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { FunctionName: "f", Payload: { "token.$": "$$.Task.Token" } },
      TimeoutSeconds: 10,
      HeartbeatSecondsPath: "$.beat",
      Retry: [{ ErrorEquals: ["States.ALL"], BackoffRate: 1.5 }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Sorry" }],
      End: true,
    },
    Sorry: { Type: "Fail", ErrorPath: "$.error.Error", CausePath: "States.Format('{}', $.error)" },
  },
};

/** Every place in `good`: the keys that lead there. */
function places(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], change: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === key ? replaced(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner]];
      return rest.length === 0 && change === undefined ? [] : [[name, replaced(inner, rest, change)]];
    }),
  );
}

test("the definition that is mutated below is good", () => {
  assert.deepEqual(parseMachine(JSON.stringify(good)).issues, []);
});

test("no mutated definition makes the parser throw, and each gives a machine or an error", () => {
  const place = fc.constantFrom(...places(good).slice(1));
  const word = fc.constantFrom(
    "$",
    "$.a",
    "$$.b",
    "$.[",
    "States.Format(",
    "Call",
    "Nope",
    "",
    "JSONata",
    "States.ALL",
    "__proto__",
  );
  const change = fc.oneof(
    fc.constant(undefined),
    word,
    fc.jsonValue(),
    fc.integer(),
    fc.constant(good.States.Route),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(place, change), { minLength: 1, maxLength: 4 }), (mutations) => {
      let definition: unknown = good;
      for (const [path, value] of mutations) {
        if (isThere(definition, path)) definition = replaced(definition, path, value);
      }
      const { machine, issues } = parseMachine(JSON.stringify(definition));
      assert.equal(
        machine === undefined,
        issues.some((issue) => issue.severity === "error"),
      );
    }),
    { numRuns: 1_000 },
  );
});

function isThere(value: unknown, path: readonly string[]): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
}

test("no JSON and no text makes the parser throw", () => {
  fc.assert(
    fc.property(fc.json(), (text) => assert.equal(parseMachine(text).machine, undefined)),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(parseMachine(text).machine, undefined)),
  );
});
