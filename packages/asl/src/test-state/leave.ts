import type { Json, JsonObject } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { jsonText } from "../data/json-text.ts";
import type { MapState, ParallelState, PassState, Shape, State, TaskState } from "../definition/machine.ts";
import { awsLimits, exceedsBytes } from "../limits.ts";
import { dataLimitCause } from "../step/payload-texts.ts";
import { appliedTo, type Leaving, type Trial } from "./trial.ts";

type WithResult = PassState | TaskState | MapState | ParallelState;

/** ResultSelector, ResultPath, Assign, OutputPath or Output, in the language's order, each shown where there is one. */
export async function leaveWithResult(trial: Trial, state: WithResult, result: Json): Promise<Leaving> {
  const { scope, inspection } = trial;
  const selected =
    state.selectResult === undefined ? result : await state.selectResult(appliedTo(scope, result));
  const placed = state.placeResult(scope, scope.input, selected);
  if (state.language === "JSONPath") {
    inspection.note("afterResultSelector", selected);
    inspection.note("afterResultPath", placed);
  }
  return leave(trial, state, { output: placed, subject: selected, next: state.next });
}

interface Exit {
  readonly output: Json;
  /** What Assign is applied to. */
  readonly subject: Json;
  readonly next: string | undefined;
  /** A Choice rule's; absent: the state's. */
  readonly shape?: Shape;
}

export async function leave(trial: Trial, state: State, exit: Exit): Promise<Leaving> {
  const { assign, shapeOutput } = exit.shape ?? state;
  const assigned: JsonObject = assign === undefined ? {} : await assign(trial.scope, exit.subject);
  const output = await shapeOutput(trial.scope, exit.output);
  checkSize(trial, state, output);
  return { kind: "left", output, next: exit.next, assigned };
}

function checkSize({ facts }: Trial, { name }: State, output: Json): void {
  const { payloadBytesMax } = facts.limits ?? awsLimits;
  if (!exceedsBytes(jsonText(output), payloadBytesMax)) return;
  throw new StatesFault("States.DataLimitExceeded", dataLimitCause(name));
}
