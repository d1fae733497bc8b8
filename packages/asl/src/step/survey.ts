import type { Delta, ExecutionState, Frame } from "./contract.ts";
import { changesOf } from "./frame-changes.ts";
import { isUnderWay, rootFrame } from "./state.ts";
import type { TouchedFrames } from "./touched-frames.ts";

/** Of all frames, as they stand at the end of a turn. */
export interface Survey {
  /** Infinity: no frame waits for an instant. */
  readonly earliestDue: number;
  readonly isTaskUnderWay: boolean;
  /** What the delta holds of them. */
  readonly changes: Delta["frames"] | undefined;
}

/** What the frames come to, found in one go: each turn ends with it. */
export function surveyFrames(base: ExecutionState, touched: TouchedFrames): Survey {
  let earliestDue = Number.POSITIVE_INFINITY;
  let isTaskUnderWay = false;
  for (const [id, due] of base.due) if (due < earliestDue && !touched.has(id)) earliestDue = due;
  for (const id of base.underWay) if (!touched.has(id)) isTaskUnderWay = true;
  let changes: Record<string, Partial<Frame> | null> | undefined;
  touched.forEach((frame, id) => {
    if (frame !== null && frame.due !== null && frame.due < earliestDue) earliestDue = frame.due;
    if (frame !== null && isUnderWay(frame)) isTaskUnderWay = true;
    const before = base.frames.get(id);
    const change = before === undefined ? frame : frame && changesOf(before, frame);
    if (change === undefined || (change === null && before === undefined)) return;
    // As a literal where it is the execution's own thread alone: an index that is set later costs twice as much.
    if (changes === undefined) changes = id === rootFrame ? { 1: change } : { [id]: change };
    else changes[id] = change;
  });
  return { earliestDue, isTaskUnderWay, changes };
}
