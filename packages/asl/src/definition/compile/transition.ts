import { onlyOneOf, reportNone } from "../exclusive.ts";
import { has, readBoolean, readString, type Source } from "../source.ts";

export interface Transition {
  readonly next: string | undefined;
}

const NEXT_OR_END = ["Next", "End"] as const;

/** Next or End: exactly one of them, and End only as true. */
export function compileTransition(state: Source): Transition | undefined {
  const next = readString(state, "Next");
  const isEnd = readBoolean(state, "End");
  if (has(state, "Next") && has(state, "End") && isEnd !== false) {
    onlyOneOf(state, NEXT_OR_END);
    return undefined;
  }
  if (next !== undefined) return { next };
  if (isEnd === true) return { next: undefined };
  if (has(state, "Next") || (has(state, "End") && isEnd === undefined)) return undefined;
  reportNone(state, NEXT_OR_END, 'Write "Next": "NAME" to go on, or "End": true to end here');
  return undefined;
}
