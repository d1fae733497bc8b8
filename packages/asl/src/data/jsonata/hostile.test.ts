import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate } from "../../../test/evaluate.ts";
import { evaluateElsewhere } from "../../../test/evaluate-elsewhere.ts";
import { compileJsonata } from "./expression.ts";

/** Never reached, however busy the machine: only what would hang for ever is. */
const HANGS_MS = 600_000;
/** Enough for most of what is made up. */
const SMALL_WORK = 10_000;

const TIME = "Expression evaluation timeout: Check for infinite loop";
const MEMORY = "Expression evaluation memory limit exceeded: Check for excessive memory usage";
const STACK =
  "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";

const hostile: readonly (readonly [string, string])[] = [
  ["($f := function($x){ $f($x + 1) }; $f(1))", TIME],
  ["($f := function($x){ $x <= 0 ? 0 : 1 + $f($x - 1) }; $f(1000000))", STACK],
  ["{'a': ($f := function($x){ 1 + $f($x) }; $f(1))}", STACK],
  ["[1..873783] ~> $count()", MEMORY],
  ["[1..9999999999] ~> $count()", MEMORY],
  ["$range(1, 1000000000, 1)", MEMORY],
  ["$pad('x', 1000000000)", MEMORY],
  ["($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $p('x', 40))", MEMORY],
  // Sixty steps of sharing make a tree of 2^60 leaves, which is never walked.
  ["($p := function($s, $n) { $n = 0 ? $s : $p({'a': $s, 'b': $s}, $n - 1) }; $string($p(1, 60)))", MEMORY],
  ["($p := function($s, $n) { $n = 0 ? $s : $p([[$s], [$s]], $n - 1) }; $p(1, 60) = 1)", MEMORY],
  ["$replace($pad('a', 4000000, 'a'), 'a', $pad('b', 4000000))", MEMORY],
  ["[1..20000]^(>$) ~> $count()", MEMORY],
  ["[1..400000]{'x': $}", TIME],
  ["$reduce([1..200000], $append)", TIME],
  ["$map([1..1000], function(){ ($map([1..300000], $string); 1) })", TIME],
  ["$toMillis($pad('1', 200, '1'), '[Y][M][D][H][m][s][f]x')", TIME],
  ["$map([1..100000], function(){ $hash($pad('a', 100000), 'MD5') })", TIME],
  ["$contains($pad('a', 100000, 'b'), /([ab]{0,100}){5}[cd]/)", TIME],
  ["$spread($map([1..20000], function($v){ {'a': $v} }))", TIME],
];

test("what would never end, or fill the memory, ends with AWS's words", { timeout: HANGS_MS }, async () => {
  const outcomes = await evaluateElsewhere(hostile.map(([text]) => text));
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    hostile.map(([, message]) => ({ kind: "error", message })),
  );
  // All of it is the thread's own time, as the machine may be busy with other things. A whole budget takes about as long
  // whatever it is spent on; a stretch is a tenth of that, where a hundred thousand members of an object run side by side.
  const budgets = outcomes.filter((_, index) => hostile[index]?.[1] === TIME).map((one) => one.milliseconds);
  const budgetMs = budgets.toSorted((a, b) => a - b)[Math.floor(budgets.length / 2)] ?? 0;
  for (const [index, { milliseconds, longestStretch }] of outcomes.entries()) {
    assert.ok(milliseconds < 15 * budgetMs, `${milliseconds} of ${budgetMs} ms: ${hostile[index]?.[0]}`);
    assert.ok(longestStretch < 2 * budgetMs, `${longestStretch} of ${budgetMs} ms: ${hostile[index]?.[0]}`);
  }
});

test("a regular expression that would go back and forth for ever is linear", {
  timeout: HANGS_MS,
}, async () => {
  const text = "$contains($pad('a', 20000, 'a') & 'b', /^(a+)+$/)";
  assert.deepEqual(await evaluate(text), { kind: "value", value: false });
});

test("what people write stays within the bounds", { timeout: HANGS_MS }, async () => {
  const cases: readonly (readonly [string, number])[] = [
    ["($f := function($x){ $x <= 0 ? 0 : 1 + $f($x - 1) }; $f(31))", 31],
    ["[1..873782] ~> $count()", 873_782],
    ["$count($range(1, 360145, 1))", 360_145],
    ["$sum($map([1..200000], function($v){ $v * 2 }))", 40_000_200_000],
    ["$count($sort($reverse([1..100000])))", 100_000],
    ["$count([1..4000]^(>$))", 4_000],
    ["$count($keys({'a': 1, 'b': 2}))", 2],
  ];
  const outcomes = await evaluateElsewhere(cases.map(([text]) => text));
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    cases.map(([, value]) => ({ kind: "value", value })),
  );
});

test("an object may have hundreds of members, each of them computed", async () => {
  const members = Array.from({ length: 500 }, (_, index) => `'m${index}': (1 + ${index}) * 2`);
  const outcome = await evaluate(`{${members.join(", ")}}`);
  assert.ok(outcome.kind === "value" && Object.keys(outcome.value as object).length === 500);
});

test("an evaluation changes nothing that it is given", async () => {
  const input = Object.freeze({ items: Object.freeze([Object.freeze({ a: 2 }), Object.freeze({ a: 1 })]) });
  for (const text of [
    "$states.input.items[]",
    "$states.input.items^(a)",
    "$states.input ~> |items|{'z': 1}|",
    "$states.input.items()",
    "$append($states.input.items, 1)",
    "$shuffle($states.input.items)",
  ]) {
    const outcome = await evaluate(text, { input });
    assert.ok(outcome.kind === "value" || outcome.kind === "error", text);
  }
});

/** Expressions of every kind, most of them senseless. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: "expression" },
    fc.constantFrom(
      "1",
      "-0.5",
      "1e308",
      "'a'",
      "''",
      "null",
      "true",
      "[]",
      "{}",
      "$v",
      "$states.input",
      "$",
    ),
    fc.constantFrom("$states.input.items", "$states.input.**", "$states.input.*", "[1..300]", "/a*/", "$f"),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "/", "%", "&", "=", "<", "in", "and", "..", "~>", "?:", "??"),
        tie("expression"),
      )
      .map((parts) => `(${parts.join(" ")})`),
    fc
      .tuple(
        fc.constantFrom(
          "string",
          "sum",
          "count",
          "map",
          "filter",
          "reduce",
          "sort",
          "distinct",
          "merge",
          "spread",
          "keys",
          "split",
          "replace",
          "match",
          "pad",
          "join",
          "parse",
          "range",
          "partition",
          "toMillis",
          "fromMillis",
          "formatNumber",
          "formatInteger",
          "each",
          "sift",
          "zip",
          "lookup",
          "append",
          "shuffle",
          "number",
          "power",
          "hash",
        ),
        fc.array(tie("expression"), { maxLength: 3 }),
      )
      .map(([name, args]) => `$${name}(${args.join(", ")})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `${a}[${b}]`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `{'k': ${a}, 'l': ${b}}`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a}).(${b})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a}){$string($): ${b}}`),
    tie("expression").map((body) => `function($x, $y){ ${body} }`),
    tie("expression").map((body) => `($f := function($x){ ${body} }; $f(2))`),
  ),
}));

function compiles(text: string): boolean {
  try {
    compileJsonata(text);
    return true;
  } catch {
    return false; // What the generator puts together is not always an expression.
  }
}

test("any expression ends, with a value or a fault", { timeout: HANGS_MS }, async () => {
  const input = { items: [{ a: 1, k: "x" }, { a: 2, k: "y" }, null, "text", [1, [2]]] };
  const texts = fc.sample(expression, 150).filter(compiles);
  const outcomes = await evaluateElsewhere(texts, { input, variables: { v: 7 }, workMax: SMALL_WORK });
  for (const [index, { outcome, isJson }] of outcomes.entries()) {
    assert.match(String(Object(outcome).kind), /^(value|nothing|unsupported|error)$/, texts[index] ?? "");
    assert.ok(isJson, texts[index] ?? "");
  }
});

test("any text compiles or is refused, and deep ones are refused", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      try {
        compileJsonata(text);
      } catch (error) {
        assert.equal((error as Error).name, "ExpressionSyntaxError");
      }
    }),
  );
  for (const text of [
    "(".repeat(50_000),
    "[".repeat(90_000),
    "-".repeat(90_000),
    "a".repeat(200_000),
    "/(a{999}){999}/",
  ]) {
    assert.throws(() => compileJsonata(text), { name: "ExpressionSyntaxError" });
  }
});
