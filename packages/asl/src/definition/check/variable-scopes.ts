import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { QueryLanguage } from "../fields.ts";
import { child } from "../pointer.ts";
import type { Session } from "../session.ts";
import { variableName } from "./variable-names.ts";

/**
 * Reports each variable that is assigned inside a Parallel or Map and outside of it, too: an inner scope
 * reads what the outer ones assign, and cannot set it.
 * Source: AWS Step Functions Developer Guide, "Variable scope": such names must be different.
 */
export function checkVariableScopes(session: Session): void {
  const assigned = new Map(
    session.blocks.map(({ source }) => [source.pointer, assignedIn(session, source.object, source.pointer)]),
  );
  const closed = new Set(
    session.blocks.filter(({ source }) => isDistributed(source.object)).map(({ source }) => source.pointer),
  );
  for (const [pointer, names] of assigned) {
    const around = outerPointers(pointer, assigned, closed);
    for (const [name, place] of names) {
      const outer = around.find((scope) => assigned.get(scope)?.has(name));
      if (outer === undefined) continue;
      const message = `The variable name '${name}' was already defined in a parent scope.`;
      const hint = `It is assigned at ${assigned.get(outer)?.get(name) ?? ""}; take another name for one of them`;
      session.issues.error(place, "DUPLICATE_VARIABLE_NAME", message, hint);
    }
  }
}

/** Blocks around a block. A distributed Map's states are executions of their own: they see nothing of them. */
function outerPointers(
  pointer: string,
  blocks: ReadonlyMap<string, unknown>,
  closed: ReadonlySet<string>,
): readonly string[] {
  const outer: string[] = [];
  let at = pointer;
  while (at !== "" && !closed.has(at)) {
    at = at.slice(0, at.lastIndexOf("/"));
    if (blocks.has(at)) outer.push(at);
  }
  return outer;
}

/** Where each variable is first assigned by the states of one block. AWS does not count what catchers assign. */
function assignedIn(session: Session, block: JsonObject, pointer: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const states = block["States"];
  if (!isJsonObject(states)) return names;
  for (const [name, state] of Object.entries(states)) {
    if (!isJsonObject(state)) continue;
    const at = child(child(pointer, "States"), name);
    const language = state["QueryLanguage"] === "JSONata" ? "JSONata" : session.language;
    note(state, at, language, names);
    for (const [index, rule] of itemsOf(state["Choices"])) {
      note(rule, child(child(at, "Choices"), index), language, names);
    }
  }
  return names;
}

function isDistributed(block: JsonObject): boolean {
  const config = block["ProcessorConfig"];
  return isJsonObject(config) && config["Mode"] === "DISTRIBUTED";
}

function* itemsOf(value: Json | undefined): Generator<readonly [number, JsonObject]> {
  if (!isJsonArray(value)) return;
  for (const [index, item] of value.entries()) if (isJsonObject(item)) yield [index, item];
}

function note(
  holder: JsonObject,
  pointer: string,
  language: QueryLanguage,
  names: Map<string, string>,
): void {
  const assign = holder["Assign"];
  if (!isJsonObject(assign)) return;
  for (const field of Object.keys(assign)) {
    const name = variableName(field, language);
    if (!names.has(name)) names.set(name, child(child(pointer, "Assign"), field));
  }
}
