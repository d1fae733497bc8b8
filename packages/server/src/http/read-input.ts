import { hash } from "node:crypto";
import { ApiError, apiLimits, type Route } from "@landbridge/api";
import type { Issue } from "@landbridge/model";
import type { FastifyRequest } from "fastify";

export interface ReadInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

type Part = keyof ReadInput;

/** Everything of the request that the route declares, read by its schemas. Throws INVALID_REQUEST with every mistake. */
export function readInput(route: Route, request: FastifyRequest): ReadInput {
  const issues: Issue[] = [];
  const read = (part: Part, schema: Schema | undefined, value: unknown): unknown => {
    if (schema === undefined) return {};
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    issues.push(...result.error.issues.map((issue) => toIssue(part, issue)));
    return undefined;
  };
  const input: ReadInput = {
    params: read("params", route.params, request.params),
    query: read("query", route.query ?? noQuery, request.query),
    headers: read("headers", route.headers, request.headers),
    body: read("body", route.body?.schema, bodyOf(route, request)),
  };
  if (issues.length > 0) throw new ApiError("INVALID_REQUEST", summary(issues), { issues });
  return input;
}

/** Of what was asked for, and not of its spelling: the same request sent again has the same. */
export function hashInput(route: Route, input: ReadInput): string {
  const asked = JSON.stringify([route.operationId, input.params, input.query, input.body]);
  return hash("sha256", asked);
}

interface Schema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

interface SchemaIssue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A route without a query takes none: a misspelt or misplaced parameter is told, not ignored. */
const noQuery: Schema = {
  safeParse(value) {
    const names = Object.keys((value ?? {}) as object);
    if (names.length === 0) return { success: true, data: {} };
    return { success: false, error: { issues: names.map(unknownParameter) } };
  },
};

function unknownParameter(name: string): SchemaIssue {
  return { code: "unrecognized_keys", path: [name], message: "this operation has no such parameter" };
}

function bodyOf(route: Route, request: FastifyRequest): unknown {
  return request.body === undefined && route.body?.isOptional === true ? {} : request.body;
}

function toIssue(part: Part, issue: SchemaIssue): Issue {
  const pointer = issue.path.map((member) => `/${escapePointer(String(member))}`).join("");
  const path = part === "body" ? pointer : `/${part}${pointer}`;
  const code = (issue.code ?? "custom").toUpperCase();
  return { path, code, message: issue.message.slice(0, 1_000), severity: "error" };
}

/** Source: RFC 6901, section 3. */
function escapePointer(member: string): string {
  return member.slice(0, 256).replaceAll("~", "~0").replaceAll("/", "~1");
}

function summary(issues: readonly Issue[]): string {
  const [first] = issues;
  const where = first === undefined || first.path === "" ? "the body" : first.path;
  const more =
    issues.length > apiLimits.issuesMax ? ` The first ${apiLimits.issuesMax} of them are listed.` : "";
  return `${issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`}; at ${where}: ${first?.message ?? ""}.${more}`;
}
