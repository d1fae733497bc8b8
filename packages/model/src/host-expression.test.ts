import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type HostExpression,
  type HostLabels,
  hostExpressionLimits,
  matchesHost,
  parseHostExpression,
  printHostExpression,
} from "./index.ts";

const keys = fc.constantFrom("zone", "role", "gpu", "os.name", "name");
const values = fc.oneof(
  fc.constantFrom("a", "b", "and", "in", "or", "not", "x y", 'a"b', "\\"),
  fc.string({ maxLength: 8 }),
);

const plain = { noNullPrototype: true } as const;

const { expression } = fc.letrec<{ expression: HostExpression; test: HostExpression }>((tie) => ({
  test: fc.oneof(
    fc.record({ kind: fc.constant("has" as const), key: keys }, plain),
    fc.record(
      { kind: fc.constantFrom("equals" as const, "differs" as const), key: keys, value: values },
      plain,
    ),
    fc.record(
      {
        kind: fc.constant("in" as const),
        key: keys,
        values: fc.array(values, { minLength: 1, maxLength: 3 }),
      },
      plain,
    ),
  ),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie("test"),
    fc.record({ kind: fc.constant("not" as const), term: tie("expression") }, plain),
    fc.record(
      {
        kind: fc.constantFrom("and" as const, "or" as const),
        terms: fc.array(tie("expression"), { minLength: 2, maxLength: 3 }),
      },
      plain,
    ),
  ),
}));
const hosts: fc.Arbitrary<HostLabels> = fc.dictionary(keys, values, { maxKeys: 4 });

function parsed(text: string): HostExpression {
  const outcome = parseHostExpression(text);
  assert.ok(outcome.ok, `${text}: ${outcome.ok ? "" : outcome.message}`);
  return outcome.expression;
}

function holds(text: string, labels: HostLabels): boolean {
  return matchesHost(parsed(text), labels);
}

test("what is printed parses to the same expression", () => {
  fc.assert(
    fc.property(expression, (one) => {
      const text = printHostExpression(one);
      if (text.length > hostExpressionLimits.charactersMax) return;
      assert.deepEqual(parsed(text), one);
    }),
  );
});

test("an expression and its negation never hold together, and one of them always does", () => {
  fc.assert(
    fc.property(expression, hosts, (one, labels) => {
      assert.notEqual(matchesHost(one, labels), matchesHost({ kind: "not", term: one }, labels));
    }),
  );
});

test("any text is parsed or refused with a place inside it, and nothing is thrown", () => {
  const pieces = fc.constantFrom(
    "a",
    "and",
    "or",
    "not",
    "in",
    "(",
    ")",
    "=",
    "!=",
    ",",
    '"',
    "\\",
    " ",
    "!",
  );
  const texts = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(pieces, { maxLength: 20 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const outcome = parseHostExpression(text);
      if (outcome.ok) assert.deepEqual(parsed(printHostExpression(outcome.expression)), outcome.expression);
      else assert.ok(outcome.at >= 0 && outcome.at <= text.length);
    }),
  );
});

test("and binds closer than or, and not closest", () => {
  assert.ok(holds("zone = a or zone = b and gpu", { zone: "a" }));
  assert.ok(!holds("(zone = a or zone = b) and gpu", { zone: "a" }));
  assert.ok(holds("not gpu and zone = a", { zone: "a" }));
});

test("a label that a host lacks differs from every value and is in no list", () => {
  assert.ok(holds("zone != a", {}));
  assert.ok(!holds("zone in (a, b)", {}));
  assert.ok(holds('zone in (a, "b c")', { zone: "b c" }));
  assert.ok(!holds("toString", {}));
});

test("a mistake is named with its place", () => {
  const mistakes: readonly (readonly [string, string, number])[] = [
    ["", "expected the name of a label, found the end", 0],
    ["zone =", "expected a value, found the end", 6],
    ["zone = and", 'expected a value, found "and"', 7],
    ["zone in a", 'expected "(", found "a"', 8],
    ["(zone", 'expected ")", found the end', 5],
    ["zone role", 'expected "and", "or" or the end, found "role"', 5],
    ["zone & role", '"&" is not expected here', 5],
    ['zone = "a', "a text without its closing quote is not expected here", 7],
  ];
  for (const [text, message, at] of mistakes)
    assert.deepEqual(parseHostExpression(text), { ok: false, message, at }, text);
});

test("an expression that is too long or too deep is refused", () => {
  const { charactersMax, depthMax } = hostExpressionLimits;
  assert.ok(!parseHostExpression("a".repeat(charactersMax + 1)).ok);
  assert.ok(parseHostExpression(`${"(".repeat(depthMax)}a${")".repeat(depthMax)}`).ok);
  assert.ok(!parseHostExpression(`${"(".repeat(depthMax + 1)}a${")".repeat(depthMax + 1)}`).ok);
});
