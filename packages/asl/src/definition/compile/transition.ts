import { has, readBoolean, readString, reject, type Source } from "../source.ts";

export interface Transition {
  readonly next: string | undefined;
}

/** Next or End: exactly one of them, and End only as true. */
export function compileTransition(state: Source): Transition | undefined {
  const next = readString(state, "Next");
  const isEnd = readBoolean(state, "End");
  if (has(state, "Next") && has(state, "End") && isEnd !== false) {
    return rejectTransition(state, "only one of 'Next' and 'End' is allowed, but both are there");
  }
  if (next !== undefined) return { next };
  if (isEnd === true) return { next: undefined };
  if (has(state, "Next") || (has(state, "End") && isEnd === undefined)) return undefined;
  return rejectTransition(state, "one of 'Next' and 'End' is required, but neither is there");
}

function rejectTransition(state: Source, problem: string): undefined {
  const hint = 'Write "Next": "NAME" to go on, or "End": true to end here';
  reject(state, undefined, `In a state of this type ${problem}`, hint);
}
