/** What the world did to us, as against what a workflow's author can catch (a value) or our own mistake (`assert`). */
export class LandbridgeError extends Error {
  override readonly name = "LandbridgeError";
  /** From the table of the package that throws; stable, for programs. */
  readonly code: string;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable: boolean;

  constructor(
    code: string,
    message: string,
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** Our own mistake: the sentence says what must be true and is not. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

export function assert(fact: unknown, sentence: string): asserts fact {
  if (!fact) throw new AssertionError(sentence);
}

/** A mistake of a user in something that they wrote; they come as a list, all at once. */
export interface Issue {
  /** Where: a JSON pointer into the document ("/States/Load/Next"), "" for the whole. */
  readonly path: string;
  /** For programs, stable: "MISSING_TRANSITION_TARGET". */
  readonly code: string;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do next, where that is not plain. */
  readonly hint?: string;
  readonly severity: "error" | "warning";
}
