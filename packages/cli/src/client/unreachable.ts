import { Failure } from "../failure.ts";

/** No answer came, or not all of it. */
export const unreachableCode = "UNREACHABLE";

/** Nothing was taken in by a server: the connection was never made. */
const refusedCode = "CONNECTION_REFUSED";

export function unreachableFailure(error: unknown, url: string): Failure {
  if (error instanceof Failure) return error;
  const { code, say, advice } = reasons[codeOf(error) ?? ""] ?? broken;
  return new Failure(say(url, reasonOf(error)), { code, advice, cause: error });
}

interface Reason {
  readonly code: string;
  readonly say: (url: string, reason: string) => string;
  readonly advice: string;
}

const unresolved: Reason = {
  code: refusedCode,
  say: (url) => `the name of the server in ${url} cannot be resolved`,
  advice: "check --server and LANDBRIDGE_URL",
};

const noRoute: Reason = {
  code: refusedCode,
  say: (url, reason) => `the server at ${url} cannot be reached: ${reason}`,
  advice: "check the network, --server and LANDBRIDGE_URL",
};

const broken: Reason = {
  code: unreachableCode,
  say: (url, reason) => `the connection to ${url} broke: ${reason}`,
  advice: "whether the request took effect is not known: look before you repeat it",
};

/** By the codes of the system, of undici, and TIMEOUT for our own limit. */
const reasons: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: {
    code: refusedCode,
    say: (url) => `no server answers at ${url}: the connection was refused`,
    advice: "is it running? Start one with `landbridge up`, or name another with --server or LANDBRIDGE_URL",
  },
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  UND_ERR_CONNECT_TIMEOUT: noRoute,
  BAD_PORT: {
    code: refusedCode,
    say: (url) => `the port in ${url} is one that HTTP clients refuse`,
    advice: "the Fetch standard blocks the ports of other protocols: start the server with another --port",
  },
  TIMEOUT: {
    code: unreachableCode,
    say: (url) => `the server at ${url} did not answer in time`,
    advice: "it may be busy: look at its log, and before you repeat what changes something",
  },
};

/** Whether the same call may be answered later: the server is away, starting, stopping or busy. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  const { code } = error.facts;
  return code !== undefined && awayCodes.has(code);
}

const awayCodes: ReadonlySet<string> = new Set([
  refusedCode,
  unreachableCode,
  "NOT_READY",
  "OVERLOADED",
  "STORE_UNAVAILABLE",
  "RATE_LIMITED",
  "TOO_MANY_IN_FLIGHT",
  "TOO_MANY_FOLLOWERS",
]);

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "TimeoutError") return "TIMEOUT";
  const { cause } = error;
  if (cause instanceof Error && cause.message === "bad port") return "BAD_PORT";
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (first instanceof Error && "code" in first && typeof first.code === "string") return first.code;
  return undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
