import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { parseMachine } from "./parse.ts";
import { variableReferences } from "./variable-references.ts";

function told(definition: Json): readonly string[] {
  return parseMachine(JSON.stringify(definition)).issues.map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

function around(state: Readonly<Record<string, Json>>): Json {
  return { QueryLanguage: "JSONata", StartAt: "X", States: { X: { Type: "Pass", End: true, ...state } } };
}

const at = "/States/X";
const U = "UNSUPPORTED_JSONATA_EXPRESSION";
const I = "INVALID_JSONATA_EXPRESSION";
const S = "SCHEMA_VALIDATION_FAILED";

const mistakes: readonly (readonly [string, Json, string])[] = [
  [
    "an expression that is none",
    around({ Output: { a: ["{% 1 + %}"] } }),
    `${I} ${at}/Output/a/0: Unexpected end of expression`,
  ],
  [
    "a bare name",
    around({ Output: "{% phone.number %}" }),
    `${U} ${at}/Output: Reference to 'phone' at the top level is not supported.`,
  ],
  [
    "a bare name in a function",
    around({ Output: "{% $map($states.input, function($x){ b }) %}" }),
    `${U} ${at}/Output: Reference to 'b' at the top level is not supported.`,
  ],
  [
    "the context",
    around({ Output: "{% $ %}" }),
    `${U} ${at}/Output: Reference to '$' at the top level is not supported.`,
  ],
  ["the root", around({ Output: "{% $$.a %}" }), `${U} ${at}/Output: Reference to '$$' is not supported.`],
  [
    "a result where there is none",
    around({ Output: "{% $states.result %}" }),
    `${U} ${at}/Output: Field '$states.result' does not exist.`,
  ],
  [
    "an error output outside of a catcher",
    around({ Assign: { e: "{% $states.errorOutput %}" } }),
    `${U} ${at}/Assign/e: Field '$states.errorOutput' does not exist.`,
  ],
  [
    "a field of JSONPath",
    around({ InputPath: "$" }),
    `${S} ${at}: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage`,
  ],
  [
    "a state that turns back",
    around({ QueryLanguage: "JSONPath" }),
    `${S} ${at}: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`,
  ],
  [
    "a variable called states",
    around({ Assign: { states: 1 } }),
    `RESERVED_VARIABLE_NAME ${at}/Assign/states: Cannot assign to reserved variable '$states'.`,
  ],
  [
    "a variable with a dash",
    around({ Assign: { "a-b": 1 } }),
    `INVALID_VARIABLE_NAME ${at}/Assign/a-b: Invalid variable name 'a-b': the variable name contains invalid characters.`,
  ],
  [
    "an Assign that is no object",
    around({ Assign: "{% {} %}" }),
    `${S} ${at}/Assign: Expected value of type [OBJECT]`,
  ],
];

for (const [what, definition, expected] of mistakes) {
  test(`${what} is one error at its place`, () => {
    assert.deepEqual(told(definition), [expected]);
  });
}

test("names inside predicates, orders, groups and later steps are data's, and legal", () => {
  const output = "{% $states.input.items[value > 3]^(name).{'n': name, 'v': $}{n: v} %}";
  assert.deepEqual(told(around({ Output: output })), []);
});

test("an inner scope cannot assign what an outer one assigns, unless it is an execution of its own", () => {
  const map = (mode: string): Json => ({
    StartAt: "A",
    States: {
      A: { Type: "Pass", Assign: { x: 1 }, Next: "M" },
      M: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: mode === "INLINE" ? { Mode: mode } : { Mode: mode, ExecutionType: "STANDARD" },
          StartAt: "I",
          States: { I: { Type: "Pass", Assign: { "x.$": "$" }, End: true } },
        },
        End: true,
      },
    },
  });
  const place = "/States/M/ItemProcessor/States/I/Assign/x.$";
  assert.deepEqual(told(map("INLINE")), [
    `DUPLICATE_VARIABLE_NAME ${place}: The variable name 'x' was already defined in a parent scope.`,
  ]);
  assert.deepEqual(told(map("DISTRIBUTED")), []);
});

test("variable references are told by state, functions and names bound inside left out", () => {
  const definition = {
    StartAt: "A",
    States: {
      A: {
        Type: "Pass",
        Parameters: { "p.$": "States.Format('{} $quoted', $b, $a['k'])", q: "$text" },
        Next: "B",
      },
      B: { Type: "Choice", Choices: [{ Variable: "$c", StringEqualsPath: "$d", Next: "C" }], Default: "C" },
      C: {
        Type: "Pass",
        QueryLanguage: "JSONata",
        Output: "{% ($l := $f; $l & $string($e) & $map($g, function($v){ $v })) %}",
        Next: "D",
      },
      D: { Type: "Pass", Result: { "x.$": "$no" }, ResultPath: "$.a", End: true },
    },
  };
  assert.deepEqual(variableReferences(JSON.stringify(definition)), {
    A: ["a", "b"],
    B: ["c", "d"],
    C: ["e", "f", "g"],
  });
  assert.equal(variableReferences("no"), undefined);
});
