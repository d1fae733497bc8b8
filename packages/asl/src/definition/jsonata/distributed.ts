import { compileDistributed } from "../compile/distributed.ts";
import { processorOf } from "../compile/map.ts";
import type { DistributedMap, Evaluate } from "../machine.ts";
import type { Source } from "../source.ts";
import { compileValueField } from "./expressions.ts";
import { compileNumberField } from "./numbers.ts";

/** What only a distributed Map has; "wrong" after reporting why it cannot be. */
export function compileJsonataDistributed(state: Source): DistributedMap | undefined | "wrong" {
  return compileDistributed(state, processorOf(state), {
    toleratedCount: (source) => sound(compileNumberField(source, "ToleratedFailureCount", { min: 0 })),
    toleratedPercentage: (source) =>
      sound(compileNumberField(source, "ToleratedFailurePercentage", { min: 0, max: 100, isFraction: true })),
    parametersField: "Arguments",
    parameters: (source) => compileValue(source, "Arguments"),
    batchInput: (source) => compileValue(source, "BatchInput"),
    count: (source, field, min) => sound(compileNumberField(source, field, { min })),
    hasPaths: false,
  });
}

function compileValue(source: Source, field: string): Evaluate | undefined {
  const value = compileValueField({ source, prefix: "" }, field);
  return value && ((scope) => value(scope));
}

/** What is wrong has been reported, and whoever asks counts the issues. */
function sound(field: Evaluate<number> | undefined | "wrong"): Evaluate<number> | undefined {
  return field === "wrong" ? undefined : field;
}
