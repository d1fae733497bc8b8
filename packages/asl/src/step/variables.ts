import type { Json, JsonObject } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { exceedsBytes, utf8Bytes } from "../limits.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";

// Workflow variables. Each thread keeps those that its own states assign; it reads the others through its
// parents, whose variables stand still as long as it runs.

/** What the frame's states may read, by name. */
export function visibleVariables(draft: Draft, frame: Frame): JsonObject {
  const parent = draft.findFrame(frame.parent);
  if (parent === undefined) return frame.variables;
  const outer = visibleVariables(draft, parent);
  if (isEmpty(frame.variables)) return outer;
  return isEmpty(outer) ? frame.variables : { ...outer, ...frame.variables };
}

/** The variables after an Assign, and how the history tells of it. */
export interface Assigned {
  readonly variables: JsonObject;
  readonly details: { readonly assignedVariables: JsonObject };
}

/** All values are there before the first is set. @throws StatesFault when they are too large */
export function assignVariables(draft: Draft, frame: Frame, values: JsonObject): Assigned {
  const { assignBytesMax, variablesBytesMax } = draft.facts.limits;
  const texts = new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
  let total = 0;
  for (const [name, text] of texts) {
    if (exceedsBytes(text, assignBytesMax)) throw tooLarge(`The variable '${name}'`, assignBytesMax);
    total += utf8Bytes(text);
  }
  if (total > assignBytesMax) throw tooLarge("The variables of one Assign", assignBytesMax);
  const variables = { ...frame.variables, ...values };
  let held = bytesOf(variables);
  for (let at = draft.findFrame(frame.parent); at !== undefined; at = draft.findFrame(at.parent)) {
    held += bytesOf(at.variables);
  }
  if (held > variablesBytesMax) throw tooLarge("The variables of the execution", variablesBytesMax);
  return { variables, details: { assignedVariables: Object.fromEntries(texts) } };
}

function tooLarge(what: string, bytesMax: number): StatesFault {
  return new StatesFault(
    "States.DataLimitExceeded",
    `${what} exceeded the maximum size of ${bytesMax} bytes.`,
  );
}

/** Values never change, so each is measured once. */
const measured = new WeakMap<object, number>();

function bytesOf(variables: JsonObject): number {
  let bytes = 0;
  for (const value of Object.values(variables)) bytes += bytesOfValue(value);
  return bytes;
}

function bytesOfValue(value: Json): number {
  if (typeof value !== "object" || value === null) return utf8Bytes(JSON.stringify(value));
  const known = measured.get(value);
  if (known !== undefined) return known;
  const bytes = utf8Bytes(JSON.stringify(value));
  measured.set(value, bytes);
  return bytes;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
