import { checkFields, reportNotYet } from "../check/fields.ts";
import { processorConfigFields, processorFields } from "../fields.ts";
import type { Evaluate, MapState } from "../machine.ts";
import type { Session } from "../session.ts";
import { has, readInteger, readObject, readOneOf, reject, reportRequired, type Source } from "../source.ts";
import { compileResultPath } from "./data-flow.ts";
import { compilePathField } from "./expressions.ts";
import { compileIntegerPath } from "./path-values.ts";
import { compileRecovery } from "./recovery.ts";
import { compileOptionalTemplate } from "./result.ts";
import type { StateBase } from "./state-base.ts";
import { compileTransition } from "./transition.ts";

// A distributed Map (ItemReader, ItemBatcher, ResultWriter, …) is refused by check/fields.ts and below.

const wholeInput: Evaluate = (scope) => scope.input;
const noLimit = (): number => 0;

export function compileMap(
  state: Source,
  base: StateBase,
  processor: string | undefined,
): MapState | undefined {
  const transition = compileTransition(state);
  const items = has(state, "ItemsPath") ? compilePathField(state, "ItemsPath") : wholeInput;
  const selectItem = compileSelector(state);
  const maxConcurrency = compileMaxConcurrency(state);
  const selectResult = compileOptionalTemplate(state, "ResultSelector");
  const placeResult = compileResultPath(state);
  const recovery = compileRecovery(state);
  if (transition === undefined || processor === undefined || items === undefined) return undefined;
  if (maxConcurrency === undefined || placeResult === undefined || recovery === undefined) return undefined;
  if (selectItem === "wrong" || selectResult === "wrong") return undefined;
  // The older Parameters of a Map are per item, so they are not the state's own.
  const result = { parameters: undefined, selectResult, placeResult };
  const iteration = { processor, items, selectItem, maxConcurrency };
  return { type: "Map", ...base, ...transition, ...result, ...recovery, ...iteration };
}

function compileSelector(state: Source): Evaluate | undefined | "wrong" {
  const field = oneOf(state, "ItemSelector", "Parameters");
  return field === "both" ? "wrong" : field && compileOptionalTemplate(state, field);
}

function compileMaxConcurrency(state: Source): Evaluate<number> | undefined {
  const field = oneOf(state, "MaxConcurrency", "MaxConcurrencyPath");
  if (field === "both") return undefined;
  if (field === undefined) return noLimit;
  if (field === "MaxConcurrencyPath") return compileIntegerPath(state, field, 0);
  const limit = readInteger(state, "MaxConcurrency", { min: 0 });
  return limit === undefined ? undefined : () => limit;
}

/** Puts the item processor among the blocks to be read; its pointer. */
export function enqueueProcessor(session: Session, state: Source): string | undefined {
  const field = oneOf(state, "ItemProcessor", "Iterator");
  if (field === "both") return undefined;
  if (field === undefined) {
    reportRequired(state, "ItemProcessor");
    return undefined;
  }
  const source = readObject(state, field);
  if (source === undefined) return undefined;
  checkProcessorConfig(source);
  session.blocks.push({ source, fields: processorFields });
  return source.pointer;
}

function checkProcessorConfig(processor: Source): void {
  const config = readObject(processor, "ProcessorConfig");
  if (config === undefined) return;
  checkFields(config, processorConfigFields);
  const mode = readOneOf(config, "Mode", ["INLINE", "DISTRIBUTED"]);
  readOneOf(config, "ExecutionType", ["STANDARD", "EXPRESS"]);
  if (mode === "DISTRIBUTED") return reportNotYet(config, "Mode", "The mode DISTRIBUTED of a Map");
  if (has(config, "ExecutionType")) {
    reject(config, "ExecutionType", "The field 'ExecutionType' is only allowed when the Mode is DISTRIBUTED");
  }
}

/** Which of two names for the same thing is there; "both" after reporting that. */
function oneOf<A extends string, B extends string>(state: Source, a: A, b: B): A | B | "both" | undefined {
  if (!has(state, a)) return has(state, b) ? b : undefined;
  if (!has(state, b)) return a;
  reject(state, undefined, `Only one of '${a}' and '${b}' is allowed`);
  return "both";
}
