import type { Json, JsonObject } from "@landbridge/model";
import type { Assign, Shape, State, TaskState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { failing } from "./failure.ts";
import { leaveState } from "./leave.ts";
import { after, type Later } from "./steps.ts";

/** What a state's own exit does not say by itself. */
export interface Exit {
  /** Absent: the state's Next. */
  readonly next?: string;
  /** What Assign is applied to, where that is not the output. */
  readonly subject?: Json;
  /** A Choice rule's Output and Assign; absent: the state's. */
  readonly shape?: Shape;
}

const plainExit: Exit = {};

/** The state is done: its output is shaped, checked and recorded, and the thread moves on. */
export function exitState(draft: Draft, id: number, output: Json, exit = plainExit): Later<void> {
  return failing(draft, draft.frame(id), shapeAndLeave, output, exit);
}

/** Variables are set after the output is shaped: both see the values from before. */
function shapeAndLeave(draft: Draft, frame: Frame, output: Json, exit: Exit): Later<void> {
  const { assign, shapeOutput } = exit.shape ?? draft.stateOf(frame);
  const scope = new StateScope(draft, frame, frame.input);
  if (assign !== undefined) return assignAndLeave(draft, frame, scope, { output, exit, assign, shapeOutput });
  const shaped = shapeOutput(scope, output);
  if (shaped instanceof Promise) return shaped.then((value) => leave(draft, frame, value, exit, undefined));
  return leave(draft, frame, shaped, exit, undefined);
}

interface Assigning {
  readonly output: Json;
  readonly exit: Exit;
  readonly assign: Assign;
  readonly shapeOutput: Shape["shapeOutput"];
}

function assignAndLeave(draft: Draft, frame: Frame, scope: StateScope, parts: Assigning): Later<void> {
  const { output, exit, assign, shapeOutput } = parts;
  return after(assign(scope, exit.subject === undefined ? output : exit.subject), (values) =>
    after(shapeOutput(scope, output), (shaped) => leave(draft, frame, shaped, exit, values)),
  );
}

function leave(draft: Draft, frame: Frame, output: Json, exit: Exit, values: JsonObject | undefined): void {
  leaveState(draft, frame, output, exit.next ?? nextOf(draft.stateOf(frame)), values);
}

/** ResultSelector, ResultPath and OutputPath, for whatever calls or fans out. A fault in them is this frame's own. */
export function exitWithResult(draft: Draft, frame: Frame, state: ResultShape, result: Json): Later<void> {
  return failing(draft, frame, placeAndExit, state, result);
}

function placeAndExit(draft: Draft, frame: Frame, state: ResultShape, result: Json): Later<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const selected = state.selectResult === undefined ? result : state.selectResult(scope.on(result));
  if (selected instanceof Promise)
    return selected.then((subject) => place(draft, frame, state, scope, subject));
  return place(draft, frame, state, scope, selected);
}

function place(
  draft: Draft,
  frame: Frame,
  state: ResultShape,
  scope: StateScope,
  subject: Json,
): Later<void> {
  return exitState(draft, frame.id, state.placeResult(scope, frame.input, subject), { subject });
}

type ResultShape = Pick<TaskState, "selectResult" | "placeResult">;

function nextOf(state: State): string | undefined {
  return "next" in state ? state.next : undefined;
}
