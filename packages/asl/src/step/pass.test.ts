import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { only, Player } from "../../test/player.ts";

async function outputOf(more: Record<string, Json>, input: Json): Promise<Json | undefined> {
  return (await new Player(only({ Type: "Pass", ...more }), input).start()).state.output;
}

test("a Pass hands its input on, or its Result, or what its Parameters make", async () => {
  assert.deepEqual(await outputOf({}, { a: 1 }), { a: 1 });
  assert.deepEqual(await outputOf({ Result: { b: 2 } }, { a: 1 }), { b: 2 });
  assert.deepEqual(await outputOf({ Parameters: { "c.$": "$.a" } }, { a: 1 }), { c: 1 });
});

test("paths are applied in the language's order", async () => {
  const more = {
    InputPath: "$.in",
    Parameters: { "n.$": "$.n" },
    ResultPath: "$.out",
    OutputPath: "$.out.n",
  };
  assert.equal(await outputOf(more, { in: { n: 7 } }), 7);
});

test("a ResultPath of null keeps the raw input, an InputPath of null is an empty object", async () => {
  assert.deepEqual(await outputOf({ Result: 1, ResultPath: null }, { a: 1 }), { a: 1 });
  assert.deepEqual(await outputOf({ InputPath: null }, { a: 1 }), {});
});

test("a path that finds nothing fails the execution where AWS says", async () => {
  const player = await new Player(only({ Type: "Pass", InputPath: "$.a.b" }), {}).start();
  assert.deepEqual(player.state.failure, {
    error: "States.Runtime",
    cause:
      "An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.a.b' : Missing property in path $['a']",
  });
});

test("names such as __proto__ are names like others", async () => {
  const input = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as Json;
  assert.deepEqual(JSON.stringify(await outputOf({}, input)), '{"__proto__":{"x":1},"constructor":2}');
  assert.deepEqual(await outputOf({ Parameters: { "x.$": "$['__proto__'].x" } }, input), { x: 1 });
});
