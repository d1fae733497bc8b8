import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { evaluate } from "../../../test/evaluate.ts";

const gives: readonly (readonly [string, Json])[] = [
  ["$partition([1..5], 2)", [[1, 2], [3, 4], [5]]],
  ["$partition([1..5], 2.9)", [[1, 2], [3, 4], [5]]],
  ["$partition([1..3])", [[1, 2, 3]]],
  ["$partition([])", [[]]],
  ["$range(0, 10, 4)", [0, 4, 8]],
  ["$range(10, 0, -5)", [10, 5, 0]],
  ["$range(-1.7, 1, 1)", [-1, 0, 1]],
  ["$range(3, 3, 1)", 3],
  ["$hash('ñ', 'MD5')", "94e9342ecbb1458b6043ecd3bfcbc192"],
  ["$hash('Hello', 'SHA-1')", "f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0"],
  ["$random(42)", 0.7275636800328681],
  ["$random(0.9)", 0.730967787376657],
  ['$parse(\'{"b": 1, "a": [null]}\')', { b: 1, a: [null] }],
  ["$exists($parse('null'))", true],
  ["$parse('-0')", 0],
  ["$parse(\"{'a': 'x\\\\'y', 'b': '\\\"'}\")", { a: "x'y", b: '"' }],
  ["$parse('[1e2, \"1e999\"]')", [100, "1e999"]],
  ["$decodeUrlComponent('a+b%20c%C3%B1%ff')", "a b cñ\uFFFD"],
  ["$base64decode('YQ')", "a"],
  ["$base64decode('w7E=')", "ñ"],
  ["$base64encode('ñ')", "w7E="],
  ["$replace('aaa', 'a', 'x', 2.5)", "xxa"],
  ["$fromMillis(0, '[H01]:[m01]', 'utc')", "00:00"],
  ["$fromMillis(0, '[H01]:[m01]', '+0130')", "01:30"],
  ["$now('[H01]', 'x')", "01"],
  ["$now()", "2026-03-14T01:59:00.000Z"],
  ["$now('[Y0001]')", "2026"],
  ["$millis()", Date.UTC(2026, 2, 14, 1, 59)],
  ["$sort([3, 1, 2])", [1, 2, 3]],
  ["$sort(['b', 'a'])", ["a", "b"]],
  ["$sort([[2,'a'],[1,'b'],[2,'c'],[1,'d']], function($l, $r){ $l[0] > $r[0] }).$[1]", ["b", "d", "a", "c"]],
  [
    "$distinct([1, '1', 1, {'a': 1, 'b': 2}, {'b': 2, 'a': 1}, true, null, null])",
    [1, "1", { a: 1, b: 2 }, true, null],
  ],
  ["$map([1, 2], $string)", ["1", "2"]],
  ["$pad(?, 3)('a') & '|'", "a  |"],
  ["1/0", "Infinity"],
  ["[-1/0]", ["-Infinity"]],
  ["$contains('hello$world', /^hello\\$/)", true],
  ["$match('abAB', /a(b)/i).groups", ["b", "B"]],
  ["$replace('2026-03-14', /(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')", "14.03.2026"],
  ["$split('a, b;c', /[,;]\\s*/)", ["a", "b", "c"]],
  ["$replace('a.b', '.', '-')", "a-b"],
];

for (const [text, value] of gives) {
  test(`${text} gives ${JSON.stringify(value)}`, async () => {
    assert.deepEqual(await evaluate(text), { kind: "value", value });
  });
}

const nothing = [
  "$partition([], 2)",
  "$partition([1], 0)",
  "$partition([1], -0.5)",
  "$range(1, 5)",
  "$range(1, 5, 0)",
  "$range(5, 1, 1)",
  "$hash('a')",
  "$parse()",
  "$fromMillis('5')",
  "$absent",
  "$states.input.__proto__",
  "$states.constructor",
  "$lookup($states, 'toString')",
];

for (const text of nothing) {
  test(`${text} gives nothing`, async () => {
    assert.deepEqual(await evaluate(text), { kind: "nothing" });
  });
}

const faults: readonly (readonly [string, string | undefined])[] = [
  ["$partition([1], -1)", "D3137"],
  ["$partition('a', 2)", "T0412"],
  ["$partition(null)", "T0412"],
  ["$partition()", "T0410"],
  ["$hash()", "T0410"],
  ["$hash('a', 'md5')", "D3137"],
  ["$hash(42, 'MD5')", "T0410"],
  ["$uuid('seed')", "T0410"],
  ["$random(1, 2)", "T0410"],
  ["$parse('nope')", "D3137"],
  ["$parse('')", "D3137"],
  ["$parse('1e400')", "D3137"],
  ["$parse('NaN')", "D3137"],
  ["$decodeUrlComponent('%zz')", "D3140"],
  ["$base64decode('!!!')", "internal"],
  ['$parse(\'{"a":1,"a":2}\')', "D3137"],
  ["$parse(null)", "T0410"],
  ["$eval('1')", "T1006"],
  ["1 + 'a'", "T2002"],
  ["$error('mine')", "D3137"],
  ["$states.input.data()", "T1006"],
  ["($x := $states.input.data; $x())", "T1006"],
  ["{'_jsonata_lambda': true}", "D1013"],
];

for (const [text, code] of faults) {
  test(`${text} fails with ${code}`, async () => {
    const outcome = await evaluate(text, { input: { data: { a: 1 } } });
    assert.equal(outcome.kind === "error" ? outcome.code : outcome.kind, code);
  });
}

test("functions and what holds them are no results", async () => {
  for (const text of ["function($x){$x}", "[$sum]", "{'f': $string}", "/a/", "$string ~> $length"]) {
    assert.deepEqual(await evaluate(text), { kind: "unsupported" }, text);
  }
});

test("data that looks like a function of the library is data", async () => {
  const input = { f: { _jsonata_lambda: true, body: { type: "value", value: 1 }, arguments: [] } };
  assert.deepEqual(await evaluate("$states.input", { input }), { kind: "value", value: input });
  assert.equal((await evaluate("$states.input.f()", { input })).kind, "error");
});

test("an object may have a member called __proto__, and stays what it is", async () => {
  const outcome = await evaluate("{'__proto__': {'polluted': 1}}");
  assert.ok(outcome.kind === "value");
  assert.deepEqual(Object.keys(outcome.value as object), ["__proto__"]);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
});

test("chance and time are the turn's, so the same seed gives the same result", async () => {
  const text = "[$random(), $uuid(), $shuffle([1..20]), $now(), $map([1..3], function(){ $random() })]";
  const first = await evaluate(text);
  assert.deepEqual(await evaluate(text), first);
  assert.notDeepEqual(await evaluate(text, { seed: [4, 3, 2, 1] }), first);
});

test("evaluations of one expression that run side by side do not meet", async () => {
  const text = "$map([1..50], function($i){ $i * $states.input }) ~> $sum()";
  const inputs = Array.from({ length: 20 }, (_, index) => index);
  const outcomes = await Promise.all(inputs.map((input) => evaluate(text, { input })));
  assert.deepEqual(
    outcomes,
    inputs.map((input) => ({ kind: "value", value: 1275 * input })),
  );
});

test("what is JSON as it stands is given as it is, and what the library has marked or made is not", async () => {
  const input = { items: [{ a: 1 }], deep: { b: [1, 2] } };
  const value = async (text: string): Promise<unknown> => {
    const outcome = await evaluate(text, { input });
    return outcome.kind === "value" ? outcome.value : undefined;
  };
  assert.equal(await value("$states.input.deep"), input.deep);
  assert.equal(await value("$states.input"), input);
  assert.deepEqual(await value("$states.input.items.a[]"), [1]);
  assert.deepEqual(Object.keys((await value("$states.input.deep.b.($ + 1)")) as object), ["0", "1"]);
  assert.deepEqual(await value("{'n': -0, 'i': 1/3 > 0, 'of': $states.input.deep}"), {
    n: 0,
    i: true,
    of: input.deep,
  });
});

test("a sequence of a large thing, many times, weighs what it would as text", async () => {
  const input = { large: { text: "x".repeat(100_000) } };
  const outcome = await evaluate("[1..1000].($states.input.large)", { input });
  assert.match(outcome.kind === "error" ? outcome.message : outcome.kind, /memory limit/);
  const nested = await evaluate("{'a': [1..1000].($states.input.large)}", { input });
  assert.match(nested.kind === "error" ? nested.message : nested.kind, /memory limit/);
});
