import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import { child } from "../pointer.ts";
import { read, readObject, type Source } from "../source.ts";

// Where control goes. Reads the raw states, so that it tells all even when a state is wrong in itself.
// AWS refuses unreachable states too, with the code of a missing target. It wants an end of the machine only,
// not of the blocks in it, and where that is missing it does not look for states that nothing leads to.
// Source: what others measured with ValidateStateMachineDefinition in 2026.

interface Target {
  readonly name: string;
  readonly pointer: string;
}

/** Reports targets that do not exist, states that nothing leads to, and a machine that cannot end. */
export function checkTransitions(block: Source): void {
  const startAt = read(block, "StartAt");
  const states = isJsonObject(read(block, "States")) ? readObject(block, "States") : undefined;
  if (typeof startAt !== "string" || states === undefined || Object.keys(states.object).length === 0) return;
  const targets = new Map(
    Object.entries(states.object).map(([name, state]) => [name, targetsOf(states, name, state)]),
  );
  checkTargets(states, [
    { name: startAt, pointer: child(block.pointer, "StartAt") },
    ...[...targets.values()].flat(),
  ]);
  if (block.pointer !== "" || hasEnd(states)) checkReachable(states, targets, startAt);
  else reportNoEnd(block);
}

function targetsOf(states: Source, name: string, state: Json): readonly Target[] {
  if (!isJsonObject(state)) return [];
  const pointer = child(states.pointer, name);
  return [
    ...targetIn(state, "Next", pointer),
    ...targetIn(state, "Default", pointer),
    ...targetsInItems(state, "Choices", pointer),
    ...targetsInItems(state, "Catch", pointer),
  ];
}

function targetIn(object: JsonObject, field: string, pointer: string): readonly Target[] {
  const name = object[field];
  return typeof name === "string" ? [{ name, pointer: child(pointer, field) }] : [];
}

function targetsInItems(state: JsonObject, field: string, pointer: string): readonly Target[] {
  const items = state[field];
  if (!isJsonArray(items)) return [];
  return items.flatMap((item, index) =>
    isJsonObject(item) ? targetIn(item, "Next", child(child(pointer, field), index)) : [],
  );
}

function checkTargets(states: Source, targets: readonly Target[]): void {
  // Built once: with many states and many wrong targets a search for each would take minutes.
  const names = new Map(Object.keys(states.object).map((name) => [name.toLowerCase(), name]));
  for (const { name, pointer } of targets) {
    if (Object.hasOwn(states.object, name)) continue;
    const meant = names.get(name.toLowerCase());
    const hint = meant === undefined ? "Name a state of the same States object" : `Did you mean '${meant}'?`;
    states.issues.error(pointer, "MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${name}`, hint);
  }
}

function checkReachable(
  states: Source,
  targets: ReadonlyMap<string, readonly Target[]>,
  startAt: string,
): void {
  const reached = new Set([startAt]);
  // A set may grow while it is walked; what is added is visited too.
  for (const name of reached) for (const target of targets.get(name) ?? []) reached.add(target.name);
  for (const name of targets.keys()) {
    if (reached.has(name)) continue;
    const message = `State "${name}" is not reachable.`;
    const hint = "Name it as a Next, Default or StartAt, or remove it";
    states.issues.error(child(states.pointer, name), "MISSING_TRANSITION_TARGET", message, hint);
  }
}

/** A state that says neither Next nor End is reported for that; it may well be meant to end. */
function hasEnd(states: Source): boolean {
  return Object.values(states.object).some(mayEnd);
}

function reportNoEnd(block: Source): void {
  const hint = 'Give one state "End": true, or add a Succeed or Fail state';
  block.issues.error(block.pointer, "MISSING_END_STATE", "Workflow has no terminal state", hint);
}

function mayEnd(state: Json): boolean {
  if (!isJsonObject(state)) return true;
  const type = state["Type"];
  if (type === "Succeed" || type === "Fail" || state["End"] === true) return true;
  return type !== "Choice" && !Object.hasOwn(state, "Next");
}
