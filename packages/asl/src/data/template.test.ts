import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { epochMs, type Json, parseJson, randomStream } from "@landbridge/model";
import fc from "fast-check";
import { PathSyntaxError } from "./jsonpath.ts";
import { compileTemplate, TEMPLATE_DEPTH_MAX } from "./template.ts";

function fill(template: Json, input: Json = {}): Json {
  return compileTemplate(template)({
    input,
    context: { State: { Name: "Load" } },
    variables: { limit: 3 },
    now: epochMs(0),
    random: randomStream([1, 2, 3, 4]),
  });
}

describe("A template", () => {
  test("fills members that end in .$ and keeps the rest, in order", () => {
    const template = {
      z: 1,
      "a.$": "$.x",
      deep: { "b.$": "$$.State.Name", c: "$.x" },
      list: ["$.x", { "d.$": "$limit" }, null],
      "text.$": "States.Format('{}!', $.x)",
    };
    assert.equal(
      JSON.stringify(fill(template, { x: "hi" })),
      '{"z":1,"a":"hi","deep":{"b":"Load","c":"$.x"},"list":["$.x",{"d":3},null],"text":"hi!"}',
    );
  });

  test("without such members is used as it is", () => {
    const template = { a: [1, { b: "$.x" }] };
    assert.equal(fill(template), template);
    assert.equal(fill("$.x"), "$.x");
  });

  test("names the field and shows the input when a path finds nothing", () => {
    assert.throws(() => fill({ deep: { "missing.$": "$.nope.deep" } }, { other: 1 }), {
      error: "States.Runtime",
      cause: `The JSONPath '$.nope.deep' specified for the field 'missing.$' could not be found in the input '{"other":1}'`,
    });
  });

  test("a path to many places that finds none gives an empty list", () => {
    assert.deepEqual(fill({ "a.$": "$.nope[*].x" }), { a: [] });
  });

  test("may have members of any name", () => {
    const template = parseJson('{"__proto__.$":"$.x","__proto__x":1}') ?? null;
    const filled = fill(template, { x: { polluted: true } });
    assert.equal(JSON.stringify(filled), '{"__proto__":{"polluted":true},"__proto__x":1}');
    assert.equal(Object.getPrototypeOf(filled), Object.prototype);
  });

  test("is refused when a field is no path, no call, not text, or given twice", () => {
    for (const template of [
      { "a.$": "plain" },
      { "a.$": "" },
      { "a.$": 1 },
      { "a.$": ["$.x"] },
      { "a.$": "States.Nope()" },
      { "a.$": "states.UUID()" },
      { a: 1, "a.$": "$.x" },
    ]) {
      assert.throws(() => compileTemplate(template), PathSyntaxError);
    }
  });

  test("nests to a limited depth", () => {
    let template: Json = { "a.$": "$" };
    for (let depth = 0; depth < TEMPLATE_DEPTH_MAX; depth += 1) template = { template };
    assert.throws(() => compileTemplate(template), PathSyntaxError);
  });

  test("of literals alone is itself, whatever it holds", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const template = parseJson(text.replaceAll(".$", "")) ?? null;
        assert.deepEqual(fill(template), template);
      }),
    );
  });
});
