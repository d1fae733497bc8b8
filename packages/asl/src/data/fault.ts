/**
 * A failure with a States name on its way from deep inside an expression to the state that was being
 * run, where it becomes a value. It never leaves `step`.
 */
export class StatesFault extends Error {
  override readonly name = "StatesFault";
  /** "States.Runtime", "States.IntrinsicFailure", … */
  readonly error: string;
  /** Worded as AWS words it. */
  override readonly cause: string;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}
