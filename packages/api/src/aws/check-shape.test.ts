import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { checkShape, givenIn } from "./check-shape.ts";
import type { StructureShape } from "./shape.ts";

const item = {
  kind: "structure",
  name: "Item",
  members: { arn: { kind: "text" }, weight: { kind: "integer", min: 0, max: 100 } },
  required: ["arn"],
} as const satisfies StructureShape;

const shape = {
  kind: "structure",
  name: "Input",
  members: {
    name: { kind: "text", min: 1, max: 3, pattern: "[a-z]+" },
    secret: { kind: "text", max: 2, isSensitive: true },
    state: { kind: "text", values: ["ON", "OFF"] },
    count: { kind: "long", max: 5 },
    share: { kind: "float", min: 0 },
    isOpen: { kind: "flag" },
    items: { kind: "list", member: item, max: 1 },
  },
  required: ["name"],
} as const satisfies StructureShape;

const messageOf = (body: Json): string => checkShape(body, shape)?.message ?? "";

test("what fits is taken, with members that the shape does not have", () => {
  const body = { name: "abc", count: 5, share: 0.5, isOpen: true, items: [{ arn: "x" }], more: [{}] };
  assert.equal(checkShape(body, shape), undefined);
});

test("a broken constraint is told in AWS's words, with the value and where it is", () => {
  const at = "1 validation error detected: Value";
  const rule = "failed to satisfy constraint: Member must";
  assert.equal(
    messageOf({ name: "A" }),
    `${at} 'A' at 'name' ${rule} satisfy regular expression pattern: [a-z]+`,
  );
  assert.equal(messageOf({}), `${at} null at 'name' ${rule} not be null`);
  assert.equal(
    messageOf({ name: "abcd" }),
    `${at} 'abcd' at 'name' ${rule} have length less than or equal to 3`,
  );
  assert.equal(
    messageOf({ name: "a", secret: "abc" }),
    `${at} at 'secret' ${rule} have length less than or equal to 2`,
  );
  assert.equal(
    messageOf({ name: "a", state: "on" }),
    `${at} 'on' at 'state' ${rule} satisfy enum value set: [ON, OFF]`,
  );
  assert.equal(
    messageOf({ name: "a", count: 6 }),
    `${at} '6' at 'count' ${rule} have value less than or equal to 5`,
  );
  assert.equal(
    messageOf({ name: "a", items: [{ arn: "x", weight: 101 }] }),
    `${at} '101' at 'items.1.member.weight' ${rule} have value less than or equal to 100`,
  );
  assert.equal(
    messageOf({ name: "a", items: [{ arn: "x", weight: 1 }, { arn: "y" }] }),
    `${at} '[Item(arn=x, weight=1), Item(arn=y)]' at 'items' ${rule} have length less than or equal to 1`,
  );
});

test("several mistakes are told at once, in the order of the members", () => {
  const told = messageOf({ name: "", share: -1 });
  assert.match(
    told,
    /^3 validation errors detected: Value '' at 'name' .* 1; Value '' at 'name' .*; Value '-1' at 'share'/,
  );
});

test("characters are counted, not the halves of those that need two", () => {
  assert.doesNotMatch(messageOf({ name: "a", secret: "😀😀" }), /length/);
  assert.match(messageOf({ name: "a", secret: "😀😀😀" }), /length/);
});

test("a member of another type makes the body unreadable", () => {
  const kinds: readonly Json[] = [
    [],
    "text",
    { name: 1 },
    { name: [] },
    { name: {} },
    { name: "a", count: "1" },
    { name: "a", count: 1.5 },
    { name: "a", count: 2 ** 60 },
    { name: "a", isOpen: "true" },
    { name: "a", items: {} },
    { name: "a", items: ["x"] },
    { name: "a", items: [{ weight: 2 ** 40 }] },
  ];
  for (const body of kinds) assert.equal(checkShape(body, shape)?.kind, "unreadable", JSON.stringify(body));
});

test("what is null was not given", () => {
  const body = { name: "a", state: null, items: [{ arn: "x", weight: null }], more: 1 };
  assert.equal(checkShape(body, shape), undefined);
  assert.deepEqual(givenIn(body, shape), { name: "a", items: [{ arn: "x" }] });
});
