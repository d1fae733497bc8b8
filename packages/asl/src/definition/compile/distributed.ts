import { checkFields } from "../check/fields.ts";
import { processorConfigFields } from "../fields.ts";
import type { DistributedMap, Evaluate } from "../machine.ts";
import {
  has,
  readInteger,
  readNumber,
  readObject,
  readOneOf,
  readString,
  reject,
  type Source,
} from "../source.ts";
import { compileCountPath, compilePercentagePath } from "./path-values.ts";

/** Source: AWS Step Functions Developer Guide, "Map state in Distributed mode", `Label`. */
const LABEL_CHARACTERS_MAX = 40;

/** How the two thresholds are read, which depends on the query language. */
export interface ToleranceCompilers {
  readonly count: (state: Source) => Evaluate<number> | undefined;
  readonly percentage: (state: Source) => Evaluate<number> | undefined;
}

const inJsonPath: ToleranceCompilers = { count: compileCount, percentage: compilePercentage };

/** What only a distributed Map has; "wrong" after reporting why it cannot be. */
export function compileDistributed(
  state: Source,
  processor: Source,
  tolerance = inJsonPath,
): DistributedMap | undefined | "wrong" {
  const before = state.issues.errorCount;
  const isDistributed = readMode(processor) === "DISTRIBUTED";
  const label = readString(state, "Label");
  if (label !== undefined && label.length > LABEL_CHARACTERS_MAX) {
    reject(state, "Label", `Maximum length is ${LABEL_CHARACTERS_MAX}`);
  }
  const toleratedCount = tolerance.count(state);
  const toleratedPercentage = tolerance.percentage(state);
  if (state.issues.errorCount > before) return "wrong";
  return isDistributed ? { label, toleratedCount, toleratedPercentage } : undefined;
}

function readMode(processor: Source): "INLINE" | "DISTRIBUTED" {
  const config = readObject(processor, "ProcessorConfig");
  if (config === undefined) return "INLINE";
  checkFields(config, processorConfigFields);
  const mode = readOneOf(config, "Mode", ["INLINE", "DISTRIBUTED"]) ?? "INLINE";
  readOneOf(config, "ExecutionType", ["STANDARD", "EXPRESS"]);
  if (mode === "INLINE" && has(config, "ExecutionType")) {
    reject(config, "ExecutionType", "The field 'ExecutionType' is only allowed when the Mode is DISTRIBUTED");
  }
  return mode;
}

function compileCount(state: Source): Evaluate<number> | undefined {
  if (refuseBoth(state, "ToleratedFailureCount")) return undefined;
  if (has(state, "ToleratedFailureCountPath")) return compileCountPath(state);
  const count = readInteger(state, "ToleratedFailureCount", { min: 0 });
  return count === undefined ? undefined : () => count;
}

function compilePercentage(state: Source): Evaluate<number> | undefined {
  if (refuseBoth(state, "ToleratedFailurePercentage")) return undefined;
  if (has(state, "ToleratedFailurePercentagePath")) return compilePercentagePath(state);
  const percentage = readNumber(state, "ToleratedFailurePercentage", { min: 0, max: 100 });
  return percentage === undefined ? undefined : () => percentage;
}

function refuseBoth(state: Source, field: string): boolean {
  const areBoth = has(state, field) && has(state, `${field}Path`);
  if (areBoth) reject(state, undefined, `Only one of '${field}' and '${field}Path' is allowed`);
  return areBoth;
}
