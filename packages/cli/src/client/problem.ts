import type { Problem } from "@landbridge/api";
import { type ExitStatus, Failure } from "../failure.ts";
import type { Connection } from "./connection.ts";

/** From an answer that is a problem document (RFC 9457), or should have been. */
export async function problemFailure(response: Response, connection: Connection): Promise<Failure> {
  const problem = await readProblem(response);
  if (problem === undefined)
    return new Failure(
      `${connection.url} answered ${response.status} ${response.statusText}, not as Landbridge does`,
      {
        advice: "check --server and LANDBRIDGE_URL: is another program on that port, or a proxy in between?",
      },
    );
  return new ProblemFailure(problem, await adviceOn(problem, connection));
}

/** With the document itself, for commands that have more to say on it. */
export class ProblemFailure extends Failure {
  readonly problem: Problem;

  constructor(problem: Problem, advice: string | undefined) {
    super(`${sentence(problem.title)} ${problem.detail}`.trim(), {
      status: exitStatusOf(problem),
      code: problem.code,
      ...(advice === undefined ? {} : { advice }),
      ...(problem.issues === undefined ? {} : { issues: problem.issues }),
    });
    this.problem = problem;
  }
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  try {
    const body: unknown = await response.json();
    return isProblem(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== "object" || body === null) return false;
  if (!("code" in body && "title" in body && "detail" in body)) return false;
  return [body.code, body.title, body.detail].every((member) => typeof member === "string");
}

/** What the user wrote is wrong; anything else is an operation that failed. */
const wrongUsage: ReadonlySet<string> = new Set([
  "INVALID_REQUEST",
  "INVALID_JSON",
  "INVALID_DEFINITION",
  "BODY_TOO_LARGE",
  "URI_TOO_LONG",
]);

function exitStatusOf({ code }: Problem): ExitStatus {
  return wrongUsage.has(code) ? 2 : 1;
}

function sentence(title: string): string {
  return /[.!?]$/.test(title) ? title : `${title}.`;
}

/** The API's advice speaks of requests; where there is a command for it, that is better advice here. */
const commandAdvice: Readonly<Record<string, string>> = {
  JOB_NOT_FOUND: "`landbridge jobs` lists the jobs",
  RUN_NOT_FOUND: "`landbridge runs` lists the runs",
  STATE_MACHINE_NOT_FOUND: "`landbridge machines` lists the state machines",
  EXECUTION_NOT_FOUND: "`landbridge executions` lists the executions",
  SCHEDULE_NOT_FOUND: "`landbridge schedules` lists the schedules",
  KEY_NOT_FOUND: "`landbridge keys list` lists the keys",
  KEY_LIMIT: "`landbridge keys revoke ID` those that are no longer used",
  RUN_NOT_RESOLVABLE: "`landbridge stop ID` it instead, or look again with `landbridge show ID`",
  EXECUTION_EXISTS: "choose another --name, or leave it out to have one made",
  IDEMPOTENCY_KEY_REUSED: "choose a new --idempotency-key",
  SCOPE_MISSING: "use a key that may: `landbridge keys create --scope …`",
};

async function adviceOn({ code }: Problem, { key }: Connection): Promise<string | undefined> {
  if (code === "KEY_MISSING")
    return "name a key with --key-file FILE or LANDBRIDGE_API_KEY, or its server's folder with --data DIR";
  if (code.startsWith("KEY_") && key !== undefined && !(code in commandAdvice) && code !== "KEY_LAST_ADMIN")
    return `the key came from ${key.source}; name another with --key-file FILE or LANDBRIDGE_API_KEY`;
  const known = commandAdvice[code];
  if (known !== undefined) return known;
  // Loaded only now: it is slow to load, and failures are rare.
  const { errorSpec, isErrorCode } = await import("@landbridge/api");
  return isErrorCode(code) ? errorSpec(code).advice : undefined;
}
