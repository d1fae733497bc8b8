import { LandbridgeError } from "@landbridge/model";

export interface AwsErrorOptions {
  /** Default: 400. */
  readonly status?: number;
  /** Members of the answer besides code and message, as the protocol's model names them. */
  readonly members?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** What a service answers with when it does not do what was asked, in AWS's words; thrown. */
export class AwsError extends LandbridgeError {
  readonly status: number;
  readonly options: AwsErrorOptions;

  /** @param code as clients compare it: "ValidationException", "NoSuchKey" */
  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    const { status = 400, cause } = options;
    super(code, message, { retryable: status >= 500, cause });
    this.status = status;
    this.options = options;
  }
}
