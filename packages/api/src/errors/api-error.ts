import { type Issue, LandbridgeError, type RunId } from "@landbridge/model";
import { type ErrorCode, errorSpec } from "./catalogue.ts";

export interface ApiErrorOptions {
  readonly issues?: readonly Issue[];
  /** RUN_BLOCKED: the run that holds the slot. */
  readonly blockingRun?: RunId;
  /** RUN_BLOCKED: the refused launch, which is kept as a run too. */
  readonly run?: RunId;
  /** For `Retry-After`; whole, at least 1. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An answer of the catalogue, thrown. `detail` goes to the client: one sentence on this one request. */
export class ApiError extends LandbridgeError {
  readonly errorCode: ErrorCode;
  readonly options: ApiErrorOptions;

  constructor(code: ErrorCode, detail: string, options: ApiErrorOptions = {}) {
    super(code, detail, { retryable: errorSpec(code).isRetryable ?? false, cause: options.cause });
    this.errorCode = code;
    this.options = options;
  }
}
