import { assert, isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { jsonText } from "../../data/json-text.ts";
import type { MapItems } from "../../data/map-items.ts";
import { QueryEvaluationFault } from "../../data/query-fault.ts";
import { compileTransition } from "../compile/transition.ts";
import type { Evaluate, MapState } from "../machine.ts";
import { has, read, type Source } from "../source.ts";
import { compileJsonataDistributed } from "./distributed.ts";
import { compileTypedField, compileValueField, rejectLiteral } from "./expressions.ts";
import { compileNumberField } from "./numbers.ts";
import { compileJsonataRecovery } from "./recovery.ts";
import { replaceInput } from "./result.ts";
import type { JsonataBase } from "./state-base.ts";

export function compileMap(
  state: Source,
  base: JsonataBase,
  processor: string | undefined,
): MapState | undefined {
  const transition = compileTransition(state);
  const selectItem = compileValueField({ source: state, prefix: "" }, "ItemSelector");
  const maxConcurrency = compileNumberField(state, "MaxConcurrency", { min: 0 });
  const distributed = compileJsonataDistributed(state);
  const items = compileItems(state, distributed !== undefined);
  const recovery = compileJsonataRecovery(state);
  if (transition === undefined || processor === undefined || items === undefined) return undefined;
  if (recovery === undefined || maxConcurrency === "wrong" || distributed === "wrong") return undefined;
  if (selectItem === undefined && has(state, "ItemSelector")) return undefined;
  return {
    type: "Map",
    ...base,
    ...transition,
    ...recovery,
    ...replaceInput,
    processor,
    items,
    selectItem: selectItem && ((scope) => selectItem(scope)),
    maxConcurrency: maxConcurrency ?? (() => 0),
    distributed,
  };
}

/**
 * Items, or the input. An inline Map refuses an object, as it was recorded from AWS.
 * @param isDistributed a Map that goes over an object's members, too
 */
function compileItems(state: Source, isDistributed: boolean): Evaluate<MapItems> | undefined {
  const isFit = (value: Json): value is MapItems =>
    isJsonArray(value) || (isDistributed && isJsonObject(value));
  if (!has(state, "Items")) {
    return ({ input }) => {
      if (isFit(input)) return input;
      const cause = `Map state input must be an array but was: ${jsonText(input)}`;
      throw new QueryEvaluationFault(cause, undefined);
    };
  }
  const items = (value: Json): MapItems => {
    assert(isFit(value), "the type of Items has been checked");
    return value;
  };
  const owner = { source: state, prefix: "" };
  const computed = compileTypedField(owner, "Items", "array", items, isFit);
  if (computed !== "literal") return computed;
  if (!isFit(read(state, "Items") ?? null)) return rejectLiteral(state, "Items", "ARRAY");
  const template = compileValueField(owner, "Items");
  return template && (async (scope) => items(await template(scope)));
}
