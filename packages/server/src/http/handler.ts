import type { Readable } from "node:stream";
import type { OperationId, OperationInput, Problem, Resource } from "@landbridge/api";

/** Who calls, and how long anybody waits for the answer. */
export interface Call {
  /** For audit records and idempotency: the key's name and id. */
  readonly principal: string;
  /** Asked by every handler whose route's resource is "found", before it answers. Throws SCOPE_MISSING. */
  readonly permit: (find: () => Resource | Promise<Resource>) => Promise<void>;
  /** Aborted when the client has gone or the server closes. */
  readonly signal: () => AbortSignal;
  /** Of the operation, its parameters and its body, for idempotency. */
  readonly bodyHash: () => string;
  /** Makes this a call that follows something instead of one that is under way; undone when the answer ends. */
  readonly follow: () => void;
  /** What to tell the client of an error after the answer has begun; logs it as any other. */
  readonly problemOf: (error: unknown) => Problem;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: AnswerContent;
}

type AnswerContent =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "bytes"; readonly type: string; readonly bytes: Uint8Array | string }
  | { readonly kind: "stream"; readonly type: string; readonly stream: Readable };

type Handler<Op extends OperationId> = (input: OperationInput<Op>, call: Call) => Promise<Answer>;

/** One for each operation of the table; the compiler sees that none is missing. */
export type Handlers<Ops extends OperationId = OperationId> = { readonly [Op in Ops]: Handler<Op> };

export function json(status: number, value: unknown, headers?: Answer["headers"]): Answer {
  const content: AnswerContent = { kind: "json", value };
  return headers === undefined ? { status, content } : { status, content, headers };
}
