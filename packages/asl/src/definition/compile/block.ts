import { isJsonObject, type Json } from "@landbridge/model";
import { checkFields } from "../check/fields.ts";
import { checkStateName } from "../check/names.ts";
import type { Block, State } from "../machine.ts";
import { child } from "../pointer.ts";
import type { PendingBlock, Session } from "../session.ts";
import { readObject, readString, rejectEmpty, requireFields, type Source } from "../source.ts";
import { compileState } from "./state.ts";

/**
 * A StartAt with its States, checked and compiled; `undefined` after reporting why it cannot be. Where
 * control goes is checked when all blocks are read.
 */
export function compileBlock(session: Session, { source, fields }: PendingBlock): Block | undefined {
  requireFields(source, ["States", "StartAt"]);
  checkFields(source, fields);
  readString(source, "Comment");
  const startAt = readString(source, "StartAt");
  const statesSource = readStates(source);
  if (statesSource === undefined) return undefined;
  const states = compileStates(session, statesSource);
  return startAt === undefined ? undefined : { pointer: source.pointer, startAt, states };
}

function readStates(source: Source): Source | undefined {
  const states = readObject(source, "States");
  if (states === undefined || Object.keys(states.object).length > 0) return states;
  return rejectEmpty(source, "States");
}

function compileStates(session: Session, states: Source): ReadonlyMap<string, State> {
  const compiled = new Map<string, State>();
  for (const [name, value] of Object.entries(states.object)) {
    checkStateName(session, states.pointer, name);
    const state = compileOne(session, states, name, value);
    if (state !== undefined) compiled.set(name, state);
  }
  return compiled;
}

function compileOne(session: Session, states: Source, name: string, value: Json): State | undefined {
  const pointer = child(states.pointer, name);
  if (isJsonObject(value))
    return compileState(session, { object: value, pointer, issues: states.issues }, name);
  states.issues.error(
    pointer,
    "SCHEMA_VALIDATION_FAILED",
    "Expected value of type [OBJECT]",
    "A state is an object",
  );
  return undefined;
}
