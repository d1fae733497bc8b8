import { assert } from "@landbridge/model";
import { Evaluation } from "../evaluation.ts";
import type { Environment, Focus } from "../library.ts";

/** The name under which an evaluation binds itself; no expression can spell it. */
export const EVALUATION_BINDING = " evaluation";

/** The evaluation that a function is called in. */
export function evaluationOf(focus: Focus): Evaluation {
  return evaluationAt(focus.environment);
}

export function evaluationAt(environment: Environment): Evaluation {
  const evaluation = environment.lookup(EVALUATION_BINDING);
  assert(evaluation instanceof Evaluation, "what runs belongs to an evaluation");
  return evaluation;
}
