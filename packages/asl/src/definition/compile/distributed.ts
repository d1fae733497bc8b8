import { checkFields } from "../check/fields.ts";
import { onlyOneOf } from "../exclusive.ts";
import { processorConfigFields } from "../fields.ts";
import type { DistributedMap, Evaluate } from "../machine.ts";
import {
  has,
  read,
  readInteger,
  readKind,
  readNumber,
  readObject,
  readOneOf,
  readString,
  reject,
  requireFields,
  type Source,
} from "../source.ts";
import { compileTemplateField } from "./expressions.ts";
import { compileItemBatcher } from "./item-batcher.ts";
import { compileItemReader } from "./item-reader.ts";
import { compileCountPath, compileIntegerPath, compilePercentagePath } from "./path-values.ts";
import { compileResultWriter } from "./result-writer.ts";

/** How what depends on the query language is read. What is wrong is reported, and `undefined`. */
export interface DistributedCompilers {
  readonly toleratedCount: (state: Source) => Evaluate<number> | undefined;
  readonly toleratedPercentage: (state: Source) => Evaluate<number> | undefined;
  /** "Parameters" or "Arguments", of a reader and a writer. */
  readonly parametersField: string;
  readonly parameters: (source: Source) => Evaluate | undefined;
  readonly batchInput: (source: Source) => Evaluate | undefined;
  /** A whole number, or in JSONPath the path to one. */
  readonly count: (source: Source, field: string, min: number) => Evaluate<number> | undefined;
  readonly hasPaths: boolean;
}

const inJsonPath: DistributedCompilers = {
  toleratedCount: compileCount,
  toleratedPercentage: compilePercentage,
  parametersField: "Parameters",
  parameters: (source) => compileTemplateField(source, "Parameters"),
  batchInput: (source) =>
    has(source, "BatchInput") ? compileTemplateField(source, "BatchInput") : undefined,
  count: compileWholeNumber,
  hasPaths: true,
};

/** What only a distributed Map has; "wrong" after reporting why it cannot be. */
export function compileDistributed(
  state: Source,
  processor: Source,
  compilers = inJsonPath,
): DistributedMap | undefined | "wrong" {
  const before = state.issues.errorCount;
  const { isDistributed, executionType } = readConfig(processor);
  const label = readString(state, "Label");
  const tolerated = {
    toleratedCount: compilers.toleratedCount(state),
    toleratedPercentage: compilers.toleratedPercentage(state),
  };
  const reader = compileItemReader(state, compilers);
  const batcher = compileItemBatcher(state, compilers);
  const writer = compileResultWriter(state, compilers);
  if (!isDistributed) refuseInline(state);
  if (state.issues.errorCount > before) return "wrong";
  return isDistributed ? { label, ...tolerated, executionType, reader, batcher, writer } : undefined;
}

function refuseInline(state: Source): void {
  for (const field of ["ItemReader", "ItemBatcher", "ResultWriter"]) {
    if (has(state, field))
      reject(state, field, `The field '${field}' is only allowed when the Mode is DISTRIBUTED`);
  }
}

function readConfig(processor: Source): {
  readonly isDistributed: boolean;
  readonly executionType: DistributedMap["executionType"];
} {
  const config = readObject(processor, "ProcessorConfig");
  if (config === undefined) return { isDistributed: false, executionType: "STANDARD" };
  const isDistributed = read(config, "Mode") === "DISTRIBUTED";
  if (isDistributed) requireFields(config, ["ExecutionType"]);
  checkFields(config, isDistributed ? processorConfigFields : ["Mode"]);
  readKind(config, "Mode", ["INLINE", "DISTRIBUTED"]);
  const executionType = readOneOf(config, "ExecutionType", ["STANDARD", "EXPRESS"]) ?? "STANDARD";
  return { isDistributed, executionType };
}

function compileWholeNumber(source: Source, field: string, min: number): Evaluate<number> | undefined {
  if (refuseBoth(source, field)) return undefined;
  if (has(source, `${field}Path`)) return compileIntegerPath(source, `${field}Path`, min);
  const count = readInteger(source, field, { min });
  return count === undefined ? undefined : () => count;
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
  return onlyOneOf(state, [field, `${field}Path`]) === "several";
}
