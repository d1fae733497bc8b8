import { isJsonArray, type Json } from "@landbridge/model";
import { jsonText } from "../../data/json-text.ts";
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
  const items = compileItems(state);
  const selectItem = compileValueField({ source: state, prefix: "" }, "ItemSelector");
  const maxConcurrency = compileNumberField(state, "MaxConcurrency", { min: 0 });
  const distributed = compileJsonataDistributed(state);
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

function compileItems(state: Source): Evaluate | undefined {
  if (!has(state, "Items")) return (scope) => inputAsItems(scope.input);
  const owner = { source: state, prefix: "" };
  const computed = compileTypedField(owner, "Items", "array", (value) => value);
  if (computed !== "literal") return computed;
  if (!isJsonArray(read(state, "Items"))) return rejectLiteral(state, "Items", "ARRAY");
  const template = compileValueField(owner, "Items");
  return template && ((scope) => template(scope));
}

function inputAsItems(input: Json): Json {
  if (isJsonArray(input)) return input;
  throw new QueryEvaluationFault(`Map state input must be an array but was: ${jsonText(input)}`, undefined);
}
