import type { z } from "zod";
import type { ErrorCode } from "../errors/catalogue.ts";
import type { Action } from "../permissions/actions.ts";
import type { Resource } from "../permissions/launch-pattern.ts";

/** One operation as data: the server binds a handler to it, the OpenAPI document and clients read it. */
export interface Route {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{name}` for each parameter, as OpenAPI writes it. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** null: needs no key. */
  readonly action: Action | null;
  /** Lets in whoever has it, in place of a key; guesses count as refused keys do. Only with `action: null`. */
  readonly proof?: "token";
  /** What the action acts on, for grants that are narrower than a scope. Absent: for those it is refused. */
  readonly resource?: RouteResource;
  /** What the call acts on, for scopes that are narrower than an operation; names a path parameter. */
  readonly target?: { readonly kind: "job" | "state-machine"; readonly parameter: string };
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Names in lower case. */
  readonly headers?: z.ZodObject;
  readonly body?: RouteBody;
  /** Everything but problems, by status. */
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Besides those that every route of its kind has (`errorsOf`). */
  readonly errors: readonly ErrorCode[];
}

export type RouteResource =
  /** Named by a parameter; a query parameter that is absent names everything. */
  | { readonly kind: Resource["kind"]; readonly from: "path" | "query"; readonly name: string }
  /** Known once it was looked up: the handler asks `call.permit`. */
  | { readonly kind: Resource["kind"]; readonly from: "found" };

export interface RouteBody {
  readonly schema: z.ZodType;
  /** An absent body is then an empty object. */
  readonly isOptional?: true;
  readonly bytesMax: number;
}

export interface AnswerSpec {
  readonly description: string;
  /** By media type; empty: no content. */
  readonly content: Readonly<Record<string, z.ZodType>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(description: string, schema: z.ZodType, headers?: AnswerSpec["headers"]): AnswerSpec {
  const content = { "application/json": schema };
  return headers === undefined ? { description, content } : { description, content, headers };
}

/** Checks the shape and keeps the exact types, which handlers are typed by. */
export function route<const R extends Route>(spec: R): R {
  return spec;
}

type Parsed<R extends Route, Part extends "params" | "query" | "headers"> = R[Part] extends z.ZodObject
  ? z.output<R[Part]>
  : Record<never, never>;

/** What a handler of the route is given, once it has been checked. */
export interface RouteInput<R extends Route> {
  readonly params: Parsed<R, "params">;
  readonly query: Parsed<R, "query">;
  readonly headers: Parsed<R, "headers">;
  readonly body: R["body"] extends RouteBody ? z.output<R["body"]["schema"]> : undefined;
}
