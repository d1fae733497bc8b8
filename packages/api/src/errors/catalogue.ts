/** What an error says to programs (`status`) and to people: what it is, and what to do next. */
export interface ErrorSpec {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
  /** The same request may succeed later, unchanged. */
  readonly isRetryable?: true;
}

/** Every error that the API answers with. docs/reference/errors.md holds the same table; a test compares them. */
export const errorCatalogue = {
  // The request itself
  INVALID_JSON: {
    status: 400,
    title: "The body is not JSON",
    advice: "Send one JSON value in UTF-8, nested no deeper than the documented limit.",
  },
  INVALID_REQUEST: {
    status: 400,
    title: "The request does not fit the operation",
    advice: "Correct everything under `issues`; the operation's form is in /openapi.json.",
  },
  INVALID_CURSOR: {
    status: 400,
    title: "The cursor is not from this list",
    advice: "Pass `next` from the page before, with the same filters, or begin without a cursor.",
  },
  TASK_TOKEN_INVALID: {
    status: 400,
    title: "The task token is not one of ours",
    advice: "Send the token exactly as the task received it.",
  },
  // Who asks
  KEY_MISSING: {
    status: 401,
    title: "No API key was sent",
    advice: "Send a key in the header `x-api-key`, or as `Authorization: Bearer KEY`.",
  },
  KEY_INVALID: {
    status: 401,
    title: "The API key is not valid",
    advice: "Check that the key is complete and belongs to this installation.",
  },
  KEY_EXPIRED: {
    status: 401,
    title: "The API key has expired",
    advice: "Ask a holder of an admin key for a new one.",
  },
  KEY_REVOKED: {
    status: 401,
    title: "The API key was revoked",
    advice: "Ask a holder of an admin key for a new one.",
  },
  SCOPE_MISSING: {
    status: 403,
    title: "The API key may not do this",
    advice: "Use a key with the scope or the launch grant that `detail` names.",
  },
  // What is asked for
  ROUTE_NOT_FOUND: {
    status: 404,
    title: "There is no such path",
    advice: "The paths are listed in /openapi.json and shown at /docs.",
  },
  JOB_NOT_FOUND: {
    status: 404,
    title: "There is no job of that name",
    advice: "GET /v1/jobs lists the jobs that were applied.",
  },
  RUN_NOT_FOUND: {
    status: 404,
    title: "There is no run with that id",
    advice: "GET /v1/runs lists the runs.",
  },
  HOST_NOT_FOUND: {
    status: 404,
    title: "There is no such host",
    advice: "Check its name; `landbridge hosts` lists them.",
  },
  LOG_NOT_FOUND: {
    status: 404,
    title: "That attempt of the run has no output",
    advice: "A run has output once an attempt of it has started on a host.",
  },
  STATE_MACHINE_NOT_FOUND: {
    status: 404,
    title: "There is no state machine of that name",
    advice: "GET /v1/state-machines lists the state machines that were applied.",
  },
  EXECUTION_NOT_FOUND: {
    status: 404,
    title: "There is no execution with that id",
    advice: "GET /v1/executions lists the executions.",
  },
  MAP_RUN_NOT_FOUND: {
    status: 404,
    title: "There is no map run with that id",
    advice: "GET /v1/executions/{id}/map-runs lists those of an execution.",
  },
  SCHEDULE_NOT_FOUND: {
    status: 404,
    title: "There is no schedule of that name",
    advice: "GET /v1/schedules lists the schedules that were applied.",
  },
  KEY_NOT_FOUND: {
    status: 404,
    title: "There is no API key with that id",
    advice: "GET /v1/keys lists the keys; the id is the part between the two underscores.",
  },
  NODE_NOT_FOUND: {
    status: 404,
    title: "There is no living node of that name",
    advice:
      "GET /v1/nodes lists the nodes. A server with a store of its own has no others to give its work to.",
  },
  SECRET_NOT_FOUND: {
    status: 404,
    title: "There is no secret with that name",
    advice: "GET /v1/secrets lists the names.",
  },
  DEAD_LETTER_NOT_FOUND: {
    status: 404,
    title: "There is no dead letter with that id",
    advice: "GET /v1/dead-letters lists the dead letters.",
  },
  WEBHOOK_NOT_FOUND: {
    status: 404,
    title: "There is no webhook with that name",
    advice: "GET /v1/webhooks lists the webhooks.",
  },
  DELIVERY_NOT_FOUND: {
    status: 404,
    title: "There is no delivery with that id",
    advice:
      "GET /v1/webhook-deliveries lists those that wait and the dead letters; what arrived is not kept.",
  },
  CALLBACK_NOT_FOUND: {
    status: 404,
    title: "The callback URL is not one of ours",
    advice: "Call it exactly as the job handed it out.",
  },
  ERROR_NOT_FOUND: {
    status: 404,
    title: "There is no error of that code",
    advice: "The codes are listed in docs/reference/errors.md.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: "The path has no such method",
    advice: "The header `Allow` names the methods that it has.",
  },
  REQUEST_TIMEOUT: {
    status: 408,
    title: "The request took too long to arrive",
    advice: "Send it again over a connection that is faster than the documented limit.",
    isRetryable: true,
  },
  // What stands in the way
  RUN_BLOCKED: {
    status: 409,
    title: "The launch would overlap with a run of the same job",
    advice: "Wait for `blockingRun` or stop it; the job's `concurrency` says what a second launch does.",
  },
  RUN_NOT_RUNNING: {
    status: 409,
    title: "The run has no process that a signal could reach",
    advice: "GET /v1/runs/{id} tells its status; one that waits for its slot or is over has no process.",
  },
  RUN_NOT_RESOLVABLE: {
    status: 409,
    title: "Only a run that nobody can reach can be resolved by word",
    advice: "Stop the run instead, or look at its status again.",
  },
  EXECUTION_EXISTS: {
    status: 409,
    title: "An execution of that name exists with another input",
    advice: "Choose another name, or leave it out to have one made.",
  },
  MAP_RUN_ENDED: {
    status: 409,
    title: "The map run has ended",
    advice: "Nothing of it can change any more; its execution can be redriven.",
  },
  EXECUTION_NOT_REDRIVABLE: {
    status: 409,
    title: "The execution cannot be redriven",
    advice:
      "Look at its `redrive`: only what failed, timed out or was stopped within 14 days can be; else start anew.",
  },
  TASK_CLOSED: {
    status: 409,
    title: "Nobody waits for that task any longer",
    advice: "It has a result already, has timed out, or its execution has ended: drop the result.",
  },
  CALLBACK_USED: {
    status: 409,
    title: "Another outcome was told before",
    advice: "The first outcome counts: drop this one.",
  },
  WEBHOOK_OWNED: {
    status: 409,
    title: "The webhook belongs to another owner",
    advice: "Change or delete it where `detail` says: in the project folder, or over the API.",
  },
  KEY_LAST_ADMIN: {
    status: 409,
    title: "This is the last admin key",
    advice: "Create another admin key without expiry first, then revoke this one.",
  },
  KEY_NOT_ROTATABLE: {
    status: 409,
    title: "The API key cannot be rotated",
    advice: "Rotate the key that replaced it (`replacedBy`), or create a new one.",
  },
  KEY_LIMIT: {
    status: 409,
    title: "There are as many API keys as there may be",
    advice: "Revoke keys that are no longer used (`lastUsedAt`).",
  },
  HOST_LIMIT: {
    status: 409,
    title: "There are as many hosts as there may be",
    advice: "Remove hosts that are no longer used.",
  },
  HOST_BUSY: {
    status: 409,
    title: "Runs may be alive on the host",
    advice: "Drain it and wait for its runs; stop or resolve those that nobody can reach.",
  },
  CALLBACK_OVER: {
    status: 410,
    title: "Nobody waits for that callback any longer",
    advice: "The run's attempt has ended, was stopped or timed out: drop the outcome.",
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: "What was to be changed is not as `If-Match` says",
    advice: "Look at it again, and send the new ETag if the change is still right.",
  },
  // Its size and form
  BODY_TOO_LARGE: {
    status: 413,
    title: "The body is too large",
    advice: "Pass large data as a reference (a path, a URL), not inside the request.",
  },
  URI_TOO_LONG: {
    status: 414,
    title: "The path is too long",
    advice: "Shorten the name or the parameters.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: "The body's type is not JSON",
    advice: "Send `content-type: application/json`.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: "The Idempotency-Key was used for another request",
    advice: "Use a new key for each request, and the same one only to send the same again.",
  },
  INVALID_DEFINITION: {
    status: 422,
    title: "The definitions cannot be loaded",
    advice: "Correct everything under `issues`; nothing was applied.",
  },
  // Too much at once
  RATE_LIMITED: {
    status: 429,
    title: "Too many requests",
    advice: "Wait as long as `Retry-After` says; spread the requests.",
    isRetryable: true,
  },
  TOO_MANY_IN_FLIGHT: {
    status: 429,
    title: "Too many requests at the same time",
    advice: "Wait for answers before sending more.",
    isRetryable: true,
  },
  TOO_MANY_FOLLOWERS: {
    status: 429,
    title: "Too many logs are being followed",
    advice: "Close some, or read the log in pages without `follow`.",
    isRetryable: true,
  },
  LIMIT_EXCEEDED: {
    status: 429,
    title: "A limit on open work is reached",
    advice: "`detail` names the limit; wait for open work to end, or raise it.",
    isRetryable: true,
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: "The headers are too large",
    advice: "Send fewer or shorter headers.",
  },
  // Our side
  INTERNAL: {
    status: 500,
    title: "Something went wrong on our side",
    advice: "Look for `instance` in the server's log; whether the request took effect is not known.",
  },
  OUTCOME_UNKNOWN: {
    status: 500,
    title: "Whether the request took effect is not known",
    advice: "Look before you repeat it, or repeat it under the same Idempotency-Key.",
  },
  HOST_UNREACHABLE: {
    status: 503,
    title: "The run's host does not answer",
    advice: "Try again when the host is back; the run goes on there meanwhile.",
    isRetryable: true,
  },
  NOT_READY: {
    status: 503,
    title: "The server is starting or stopping",
    advice: "Try again as soon as /readyz answers 200.",
    isRetryable: true,
  },
  OVERLOADED: {
    status: 503,
    title: "The server has more work than it takes at once",
    advice: "Wait as long as `Retry-After` says, then try again.",
    isRetryable: true,
  },
  STORE_UNAVAILABLE: {
    status: 503,
    title: "The store cannot be written to at the moment",
    advice: "Try again; if it stays so, the server's log says why.",
    isRetryable: true,
  },
  STORE_FULL: {
    status: 507,
    title: "The store's disk is full",
    advice: "Free space on the disk that holds the data folder; nothing that was acknowledged is lost.",
    isRetryable: true,
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

export function errorSpec(code: ErrorCode): ErrorSpec {
  return errorCatalogue[code];
}
