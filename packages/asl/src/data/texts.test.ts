import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import fc from "fast-check";
import { Texts } from "./texts.ts";

const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 5 }) as fc.Arbitrary<Json>;

test("a text is what JSON.stringify gives, known or not, whole or in parts", () => {
  fc.assert(
    fc.property(json, json, fc.string(), (first, second, name) => {
      const texts = new Texts();
      let value: Json = first;
      for (const wrapped of [
        { [name]: first, second },
        [first],
        { a: { b: first, c: second }, d: 1e21, e: -0 },
      ]) {
        assert.equal(texts.write(value, Infinity), JSON.stringify(value));
        assert.equal(texts.writeAll(wrapped), JSON.stringify(wrapped));
        value = { wrapped, again: wrapped, ["__proto__"]: first };
      }
      assert.equal(texts.write(value, Infinity), JSON.stringify(value));
    }),
  );
});

test("what is too long as text is found out without writing it", () => {
  let shared: Json = "x".repeat(100);
  for (let step = 0; step < 60; step += 1) shared = { a: shared, b: shared };
  assert.equal(new Texts().write(shared, 262_144), undefined);
  const texts = new Texts();
  let grown: Json = { items: ["y".repeat(200)] };
  let steps = 0;
  for (; texts.write(grown, 262_144) !== undefined; steps += 1) grown = { a: grown, b: grown };
  assert.ok(steps > 5 && steps < 15, `${steps} doublings fit`);
});

test("what nests too deep is refused, also where its parts were written before", () => {
  const texts = new Texts();
  let value: Json = { items: ["y".repeat(200)] };
  let depth = 2;
  for (; texts.write(value, Infinity) !== undefined && depth < 2_000; depth += 1) value = { value };
  assert.equal(depth, 1_001);
});

test("a few texts are remembered, and no more", () => {
  const texts = new Texts();
  const long = { text: "z".repeat(100) };
  const written = texts.write(long, Infinity);
  for (let other = 0; other < 100; other += 1) texts.write({ text: `${other}`.repeat(50) }, Infinity);
  assert.equal(texts.write(long, Infinity), written);
});
