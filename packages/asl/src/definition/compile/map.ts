import { isJsonArray, isJsonObject } from "@landbridge/model";
import type { EvaluateNow } from "../../data/evaluate-now.ts";
import { StatesFault } from "../../data/fault.ts";
import type { MapItems } from "../../data/map-items.ts";
import { exactlyOneOf, onlyOneOf } from "../exclusive.ts";
import { processorFields } from "../fields.ts";
import type { Evaluate, MapState } from "../machine.ts";
import { child } from "../pointer.ts";
import type { Session } from "../session.ts";
import { has, read, readInteger, readObject, type Source } from "../source.ts";
import { compileResultPath } from "./data-flow.ts";
import { compileDistributed } from "./distributed.ts";
import { compileReferenceField } from "./expressions.ts";
import { compileIntegerPath } from "./path-values.ts";
import { compileRecovery } from "./recovery.ts";
import { compileOptionalTemplate } from "./result.ts";
import type { StateBase } from "./state-base.ts";
import { compileTransition } from "./transition.ts";

const wholeInput: EvaluateNow = (scope) => scope.input;
const noLimit = (): number => 0;

export function compileMap(
  state: Source,
  base: StateBase,
  processor: string | undefined,
): MapState | undefined {
  const transition = compileTransition(state);
  const path = has(state, "ItemsPath") ? compileReferenceField(state, "ItemsPath") : wholeInput;
  const selectItem = compileSelector(state);
  const maxConcurrency = compileMaxConcurrency(state);
  const distributed = compileDistributed(state, processorOf(state));
  const selectResult = compileOptionalTemplate(state, "ResultSelector");
  const placeResult = compileResultPath(state);
  const recovery = compileRecovery(state);
  if (transition === undefined || processor === undefined || path === undefined) return undefined;
  if (maxConcurrency === undefined || placeResult === undefined || recovery === undefined) return undefined;
  if (selectItem === "wrong" || selectResult === "wrong" || distributed === "wrong") return undefined;
  const items = checkedItems(state, path, distributed !== undefined);
  // The older Parameters of a Map are per item, so they are not the state's own.
  const result = { parameters: undefined, selectResult, placeResult };
  const iteration = { processor, items, selectItem, maxConcurrency, distributed };
  return { type: "Map", ...base, ...transition, ...result, ...recovery, ...iteration };
}

/** Worded as recorded from AWS, where an inline Map refused an object. */
function checkedItems(state: Source, path: EvaluateNow, isDistributed: boolean): EvaluateNow<MapItems> {
  const field = read(state, "ItemsPath");
  const text = typeof field === "string" ? field : "$";
  // AWS leaves out the sign that tells the context object from the input.
  const place = text.startsWith("$$") ? text.slice(1) : text;
  return (scope) => {
    const items = path(scope);
    if (isJsonArray(items) || (isDistributed && isJsonObject(items))) return items;
    throw new StatesFault("States.Runtime", `Reference path "${place}" must point to array.`);
  };
}

/** The one that is there; what is wrong with it is reported when its block is read. */
export function processorOf(state: Source): Source {
  const field = has(state, "ItemProcessor") ? "ItemProcessor" : "Iterator";
  const object = state.object[field];
  return { ...state, object: isJsonObject(object) ? object : {}, pointer: child(state.pointer, field) };
}

function compileSelector(state: Source): Evaluate | undefined | "wrong" {
  const field = onlyOneOf(state, ["ItemSelector", "Parameters"]);
  return field === "several" ? "wrong" : field && compileOptionalTemplate(state, field);
}

function compileMaxConcurrency(state: Source): Evaluate<number> | undefined {
  const field = onlyOneOf(state, ["MaxConcurrency", "MaxConcurrencyPath"]);
  if (field === "several") return undefined;
  if (field === undefined) return noLimit;
  if (field === "MaxConcurrencyPath") return compileIntegerPath(state, field, 0);
  const limit = readInteger(state, "MaxConcurrency", { min: 0 });
  return limit === undefined ? undefined : () => limit;
}

/** Puts the item processor among the blocks to be read; its pointer. */
export function enqueueProcessor(session: Session, state: Source): string | undefined {
  const field = exactlyOneOf(state, ["ItemProcessor", "Iterator"]);
  const source = field && readObject(state, field);
  if (source === undefined) return undefined;
  session.blocks.push({ source, fields: processorFields });
  return source.pointer;
}
