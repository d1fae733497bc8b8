import { StatesFault } from "./fault.ts";

/** An expression of JSONata that failed, or gave what its field cannot use. */
export class QueryEvaluationFault extends StatesFault {
  /** The field in its state, "Output/total"; absent where no one field is at fault. */
  readonly location: string | undefined;

  constructor(cause: string, location: string | undefined) {
    super("States.QueryEvaluationError", cause);
    this.location = location;
  }
}
