import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, JsonObject } from "@landbridge/model";
import { playElsewhere } from "../../test/play-elsewhere.ts";

function chain(length: number, state: JsonObject, more: JsonObject = {}): Json {
  const states = Array.from({ length }, (_, at): [string, Json] => [
    `S${at}`,
    { ...state, ...(at === length - 1 ? { End: true } : { Next: `S${at + 1}` }) },
  ]);
  return { ...more, StartAt: "S0", States: Object.fromEntries(states) };
}

/** A payload of about 200,000 characters, of which `$..a` looks at some 35,000 nodes. */
const wide: Json = { items: Array.from({ length: 10_000 }, (_, a) => ({ a, b: [1] })) };

test("many expressions that are cheap each let others go first, and end the turn", async () => {
  // Some 12,000 units each, half of what one expression may do before it lets others go first.
  const output = "{% $sum($map([1..3000], function($v){ $v + 1 })) %}";
  const definition = chain(12, { Type: "Pass", Output: output }, { QueryLanguage: "JSONata" });
  const played = await playElsewhere({ definition });
  assert.equal(played.status, "SUCCEEDED");
  assert.ok(played.breaths >= 4, `${played.breaths} breaths`);
  assert.ok(played.turns >= 2, `${played.turns} turns`);
});

test("a definition whose expression never ends uses up one evaluation's work, and lets others go first all the while", async () => {
  // What seed 369448902 of `npm run fuzz` leads to.
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { Payload: {}, FunctionName: "arn:aws:lambda:us-east-1:111111111111:function:f" },
    TimeoutSeconds: "{% ($f := function($x){ $f($x) }; $f(1)) %}",
  };
  const played = await playElsewhere({ definition: chain(1, task, { QueryLanguage: "JSONata" }) });
  assert.equal(played.failure?.error, "States.QueryEvaluationError");
  assert.ok(played.breaths >= 40, `${played.breaths} breaths`);
});

test("paths over large payloads let others go first between two states, and end the turn", async () => {
  const state = { Type: "Pass", Parameters: { "found.$": "$..a" }, ResultPath: null };
  const played = await playElsewhere({ definition: chain(40, state), input: wide });
  assert.equal(played.status, "SUCCEEDED");
  assert.ok(played.breaths >= 4, `${played.breaths} breaths`);
  assert.ok(played.turns >= 3, `${played.turns} turns`);
});

test("ItemSelector's paths let others go first between two iterations", async () => {
  const processor = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
  const map = {
    Type: "Map",
    ItemsPath: "$few",
    ItemSelector: { "first.$": "States.ArrayGetItem($..a, 0)" },
    ItemProcessor: processor,
    End: true,
  };
  const few = { Type: "Pass", Assign: { "few.$": "$.items[0:40]" }, Next: "M" };
  const definition = { StartAt: "Few", States: { Few: few, M: map } };
  const played = await playElsewhere({ definition, input: wide });
  assert.equal(played.status, "SUCCEEDED");
  assert.ok(played.breaths >= 4, `${played.breaths} breaths`);
});

function fieldsOf(expression: string, count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}.$`, expression]));
}

test("one state's paths together look at so many nodes and no more", async () => {
  for (const [count, error] of [
    [10, undefined],
    [2_000, "States.Runtime"],
  ] as const) {
    const state = { Type: "Pass", Parameters: fieldsOf("$..[?(@.a < 0)]", count), ResultPath: null };
    const played = await playElsewhere({ definition: chain(1, state), input: wide });
    assert.equal(played.failure?.error, error);
    if (error !== undefined) assert.match(played.failure?.cause ?? "", /more than 1500000 nodes/);
  }
});

test("one state's intrinsic calls together do so much and no more, before the memory is full", async () => {
  const state = { Type: "Pass", Parameters: fieldsOf("States.JsonToString($)", 5_000), ResultPath: null };
  const played = await playElsewhere({ definition: chain(1, state), input: wide });
  assert.equal(played.failure?.error, "States.Runtime");
  assert.match(played.failure?.cause ?? "", /do too much at once/);
});
