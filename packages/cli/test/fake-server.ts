import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import { type ErrorCode, errorSpec, type Problem, type Route, routeList } from "@landbridge/api";

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** As it came: an ARN in it may hold a slash. */
  readonly encodedPath: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Answer = JsonAnswer | { readonly write: (response: ServerResponse) => void };

export interface FakeServer {
  readonly url: string;
  readonly asked: Asked[];
  /** The environment in which the command finds it. */
  readonly environment: Readonly<Record<string, string>>;
}

export const testKey = `lb_0123456789abcdef_${"5".repeat(64)}`;

/**
 * Answers as the table says ("GET /v1/runs"), as the API's own schemas have it: what the command sends and
 * what the table answers are both checked against the route. Whatever is not in the table does not exist.
 */
export async function fakeServer(
  table: Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>,
): Promise<FakeServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await readRequest(request);
    asked.push(one);
    const known = table[`${one.method} ${one.path}`];
    const route = routeOf(one);
    checkRequest(one, route);
    if (known === undefined) return send(response, notFound(route));
    const made = typeof known === "function" ? known(one) : known;
    if ("write" in made) return made.write(response);
    checkAnswer(made, route);
    send(response, made);
  };
  const url = await listen(server);
  return { url, asked, environment: { LANDBRIDGE_URL: url, LANDBRIDGE_API_KEY: testKey } };
}

export function problem(code: ErrorCode, detail: string, more: Partial<Problem> = {}): JsonAnswer {
  const { status, title } = errorSpec(code);
  const body = { type: `/errors/${code}`, title, status, detail, instance: "urn:uuid:1", code, ...more };
  return { status, body };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
  const text = (await request.setEncoding("utf8").toArray()).join("");
  return {
    method: request.method ?? "",
    path: decodeURIComponent(pathname),
    encodedPath: pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

function routeOf({ method, encodedPath: path }: Asked): Route {
  const found = routeList.find(
    (route) =>
      route.method === method && new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  assert.ok(found, `the API has ${method} ${path}`);
  return found;
}

function checkRequest({ query, body, headers }: Asked, route: Route): void {
  assert.equal(headers["x-api-key"], testKey);
  if (route.query !== undefined) route.query.parse(query);
  else assert.deepEqual(query, {});
  if (body !== undefined) route.body?.schema.parse(body);
}

function checkAnswer({ status, body }: JsonAnswer, route: Route): void {
  if (status >= 400) return;
  const schema = route.answers[status]?.content["application/json"];
  assert.ok(schema, `${route.operationId} answers ${status} with JSON`);
  schema.parse(body);
}

function notFound(route: Route): JsonAnswer {
  const code = route.errors.find((one) => one.endsWith("_NOT_FOUND")) ?? "ROUTE_NOT_FOUND";
  return problem(code, "There is none.");
}

function send(response: ServerResponse, { status, body }: JsonAnswer): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}
