import { Failure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import { type Answers, type CallId, calls } from "./calls.ts";
import type { Connection } from "./connection.ts";
import { problemFailure } from "./problem.ts";
import { unreachableFailure } from "./unreachable.ts";

export interface CallRequest {
  /** For the path: `{id}`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Default: `requestMs`. */
  readonly timeoutMs?: number;
}

/** The server, as the commands use it. Whatever goes wrong is thrown as a Failure that says what to do. */
export interface Client {
  readonly url: string;
  call<Op extends CallId>(operation: Op, request?: CallRequest): Promise<Answers[Op]>;
  /** The answer as it comes, without a limit of time; `signal` ends it. */
  open(operation: CallId, request: CallRequest, signal: AbortSignal): Promise<Response>;
}

export function createClient(connection: Connection): Client {
  const send = async (operation: CallId, request: CallRequest, signal: AbortSignal): Promise<Response> => {
    const address = addressOf(connection.url, operation, request);
    let response: Response;
    try {
      response = await fetch(address, {
        ...bodyAndHeaders(request, await keyOf(connection)),
        method: calls[operation].method,
        signal,
      });
    } catch (error) {
      throw error instanceof Failure ? error : unreachableFailure(error, connection.url);
    }
    if (!response.ok) throw await problemFailure(response, connection);
    return response;
  };
  return {
    url: connection.url,
    async call<Op extends CallId>(operation: Op, request: CallRequest = {}): Promise<Answers[Op]> {
      const signal = AbortSignal.timeout(request.timeoutMs ?? cliLimits.requestMs);
      const response = await send(operation, request, signal);
      if (response.status === 204) return undefined as Answers[Op];
      return (await readJson(response, connection.url)) as Answers[Op];
    },
    open: send,
  };
}

function addressOf(url: string, operation: CallId, { parameters = {}, query = {} }: CallRequest): URL {
  const path = calls[operation].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? ""),
  );
  const address = new URL(`${url}${path}`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
}

async function keyOf({ key }: Connection): Promise<string | undefined> {
  if (key?.reference === undefined) return key?.text;
  const { readKey } = await import("@landbridge/client");
  try {
    return await readKey(key.reference);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(reason, { status: 2, cause });
  }
}

function bodyAndHeaders({ headers = {}, body }: CallRequest, key: string | undefined): RequestInit {
  const sent = new Headers({ accept: "application/json, application/problem+json" });
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
  if (key !== undefined) sent.set("x-api-key", key);
  // A key must not follow a redirection to another server.
  const init: RequestInit = { headers: sent, redirect: "error" };
  if (body === undefined) return init;
  sent.set("content-type", "application/json");
  return { ...init, body: JSON.stringify(body) };
}

async function readJson(response: Response, url: string): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw unreachableFailure(error, url);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below.
  }
  throw new Failure(`what answers at ${url} is not a Landbridge server: its answer is not JSON`, {
    advice: "check --server and LANDBRIDGE_URL",
  });
}
