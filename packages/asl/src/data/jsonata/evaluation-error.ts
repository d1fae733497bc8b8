/** Thrown inside an evaluation by what is ours, worded as AWS words it: without a code. */
export class EvaluationBoundError extends Error {
  override readonly name = "EvaluationBoundError";
}

/** What AWS tells of no further. */
export class InternalError extends Error {
  override readonly name = "InternalError";
}

export function outOfTime(): EvaluationBoundError {
  return new EvaluationBoundError("Expression evaluation timeout: Check for infinite loop");
}

export function outOfMemory(): EvaluationBoundError {
  return new EvaluationBoundError(
    "Expression evaluation memory limit exceeded: Check for excessive memory usage",
  );
}

export function outOfStack(): EvaluationBoundError {
  return new EvaluationBoundError(
    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
  );
}

/** A fault in a function's arguments, in the shape that the library throws. */
export function functionError(message: string): Error {
  return codedError("D3137", message);
}

export function codedError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
