import type { Json } from "@landbridge/model";
import type { Shape, State, TaskState } from "../definition/machine.ts";
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

/** The state is done: its output is shaped, checked and recorded, and the thread moves on. */
export function exitState(draft: Draft, id: number, output: Json, exit: Exit = {}): Later<void> {
  return failing(draft, id, () => shapeAndLeave(draft, draft.frame(id), output, exit));
}

/** Variables are set after the output is shaped: both see the values from before. */
function shapeAndLeave(draft: Draft, frame: Frame, output: Json, exit: Exit): Later<void> {
  const state = draft.stateOf(frame);
  const { assign, shapeOutput } = exit.shape ?? state;
  const scope = new StateScope(draft, frame, frame.input);
  const assigned = assign && assign(scope, exit.subject === undefined ? output : exit.subject);
  return after(assigned, (values) =>
    after(shapeOutput(scope, output), (shaped) =>
      leaveState(draft, frame, shaped, exit.next ?? nextOf(state), values),
    ),
  );
}

/** ResultSelector, ResultPath and OutputPath, for whatever calls or fans out. A fault in them is this frame's own. */
export function exitWithResult(draft: Draft, frame: Frame, state: ResultShape, result: Json): Later<void> {
  return failing(draft, frame.id, () => {
    const scope = new StateScope(draft, frame, frame.input);
    const selected = state.selectResult === undefined ? result : state.selectResult(scope.on(result));
    return after(selected, (subject) =>
      exitState(draft, frame.id, state.placeResult(scope, frame.input, subject), { subject }),
    );
  });
}

type ResultShape = Pick<TaskState, "selectResult" | "placeResult">;

function nextOf(state: State): string | undefined {
  return "next" in state ? state.next : undefined;
}
