import assert from "node:assert/strict";
import { test } from "node:test";
import { errorSpec } from "../errors/catalogue.ts";
import { actions } from "../permissions/actions.ts";
import { errorsOf } from "../routes/errors-of.ts";
import { routeList } from "../routes/table.ts";
import { openApiDocument } from "./document.ts";

type Node = { readonly [member: string]: Node } & { readonly length?: number };
const document = JSON.parse(JSON.stringify(openApiDocument("1.2.3"))) as Node;

function text(node: unknown): string {
  assert.ok(typeof node === "string");
  return node;
}

function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const member of Object.values(node)) visit(member, see);
}

test("the document is OpenAPI 3.1 and carries the program's version", () => {
  assert.match(text(document["openapi"]), /^3\.1\.\d$/);
  assert.equal(document["info"]?.["version"], "1.2.3");
});

test("every route of the table is in the document, and nothing else is", () => {
  const described = Object.entries(document["paths"] ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => `${method} ${path} ${text(operation["operationId"])}`),
  );
  const expected = routeList.map(
    (route) => `${route.method.toLowerCase()} ${route.path} ${route.operationId}`,
  );
  assert.deepEqual(described.toSorted(), expected.toSorted());
});

test("operation ids are unique and equal their name in the table", () => {
  const ids = routeList.map((route) => route.operationId);
  assert.equal(new Set(ids).size, ids.length);
});

test("every reference leads somewhere", () => {
  visit(document, ({ $ref }) => {
    if (typeof $ref !== "string") return;
    const name = $ref.replace("#/components/schemas/", "");
    assert.ok(document["components"]?.["schemas"]?.[name], `${$ref} leads nowhere`);
  });
});

test("no schema carries an id or a dialect of its own, which would shift its references", () => {
  visit(document["components"], (node) => {
    assert.ok(!("$id" in node) && !("$schema" in node));
  });
});

test("every parameter in a path is declared, required, and the only one declared there", () => {
  for (const route of routeList) {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    assert.deepEqual(Object.keys(route.params?.shape ?? {}), inPath, route.operationId);
  }
  visit(document["paths"], (node) => {
    if (node["in"] === "path") assert.equal(node["required"], true);
  });
});

test("a list takes a limit and a cursor and answers items and next", () => {
  const lists = routeList.filter((route) => route.operationId.startsWith("list"));
  assert.ok(lists.length >= 7);
  for (const route of lists) {
    assert.ok(route.query?.shape["limit"] && route.query.shape["cursor"], route.operationId);
    const schema = route.answers[200]?.content["application/json"];
    assert.ok(schema?.safeParse({ items: [], next: null }).success, route.operationId);
  }
});

test("every operation tells its problems, and asks for a key unless it is open", () => {
  for (const route of routeList) {
    const operation = document["paths"]?.[route.path]?.[route.method.toLowerCase()];
    assert.equal(operation?.["security"]?.length, route.action === null ? 0 : 2, route.operationId);
    for (const code of errorsOf(route))
      assert.ok(operation?.["responses"]?.[String(errorSpec(code).status)], `${route.operationId}: ${code}`);
  }
});

test("only the operations that probes, people and tools need before they have a key are open", () => {
  const keyless = routeList.filter((route) => route.action === null);
  const proved = keyless.filter((route) => route.proof !== undefined).map((route) => route.path);
  assert.deepEqual(proved, ["/v1/callbacks/{token}"], "let in by what is in the path");
  const open = keyless.filter((route) => route.proof === undefined).map((route) => route.path);
  assert.deepEqual(open, ["/healthz", "/readyz", "/openapi.json", "/docs", "/errors/{code}"]);
});

test("an operation that changes something needs more than to read", () => {
  for (const { method, action } of routeList)
    if (method !== "GET") assert.notEqual(action === null ? null : actions[action], "read");
});
