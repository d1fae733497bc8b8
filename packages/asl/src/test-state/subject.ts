import { describeIssues } from "../definition/diagnose.ts";
import type { Machine, MapState, State } from "../definition/machine.ts";
import { parseMachine, parseState } from "../definition/parse.ts";
import { refuse } from "./rejection.ts";
import type { TestStateRequest } from "./request.ts";

/** What is tested, and where it stands. */
export interface Subject {
  readonly state: State;
  readonly machine: Machine;
  /** The Map and Parallel states around it, the innermost first: a failure goes on to them. */
  readonly around: readonly State[];
}

/** Source: recorded from AWS: the context object has this name, whatever the state's own is. */
export const TESTED_NAME = "StateName";

/** @throws LandbridgeError InvalidDefinition or ValidationException */
export function findSubject({ definition, stateName }: TestStateRequest): Subject {
  if (stateName === undefined) {
    const { machine, state, issues } = parseState(definition, TESTED_NAME);
    if (machine === undefined || state === undefined)
      refuse("InvalidDefinition", describeIssues(issues, definition));
    return { machine, state, around: [] };
  }
  const { machine, issues } = parseMachine(definition);
  if (machine === undefined) refuse("InvalidDefinition", describeIssues(issues, definition));
  for (const block of machine.blocks.values()) {
    const state = block.states.get(stateName);
    if (state !== undefined) return { machine, state, around: statesAround(machine, state) };
  }
  return refuse("ValidationException", "State not found in definition");
}

function statesAround(machine: Machine, inner: State): readonly State[] {
  const around = [...machine.blocks.values()]
    .flatMap((block) => [...block.states.values()])
    .filter(({ pointer }) => inner.pointer.startsWith(`${pointer}/`));
  return around.sort((a, b) => b.pointer.length - a.pointer.length);
}

/** Whether a state of that name is somewhere inside. */
export function holdsState({ machine, state }: Subject, name: string): boolean {
  return [...machine.blocks.values()].some(
    (block) => block.pointer.startsWith(`${state.pointer}/`) && block.states.has(name),
  );
}

export function innermostMap({ around }: Subject): MapState | undefined {
  return around.find((state) => state.type === "Map");
}

/** Answers only with a mock: what it calls answers twice, or by somebody else. */
export function answersLater(state: State): boolean {
  if (state.type !== "Task") return false;
  return state.resource.kind === "activity" || awaitsMore(state);
}

/** `.sync` and `.waitForTaskToken`. */
export function awaitsMore(state: State): boolean {
  if (state.type !== "Task" || state.resource.kind !== "integration") return false;
  return state.resource.pattern !== "requestResponse";
}
