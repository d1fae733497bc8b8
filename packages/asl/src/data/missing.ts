import type { Json } from "@landbridge/model";
import { StatesFault } from "./fault.ts";
import { jsonText } from "./json-text.ts";

// A path that must find something and does not is States.Runtime everywhere, which no Catch catches; the
// words differ by the field that the path stands in. Whoever compiles a path names the wording.

interface Missing {
  /** The path as written. */
  readonly path: string;
  /** Where it broke off, in the words of AWS's path library. */
  readonly reason: string;
  /** What `$` was. */
  readonly input: Json;
  /** The path goes into the input, and the input is null. */
  readonly isNullInput: boolean;
}

export type WordMissing = (missing: Missing) => StatesFault;

/** InputPath, OutputPath, and whatever has no wording of its own. */
export const invalidPath: WordMissing = ({ path, reason, isNullInput }) =>
  new StatesFault("States.Runtime", isNullInput ? NULL_INPUT : `Invalid path '${path}' : ${reason}`);

/** A member of Parameters, ResultSelector, ItemSelector, Assign: `field` is its name with the `.$`. */
export function missingForField(field: string): WordMissing {
  return ({ path, input, isNullInput }) =>
    new StatesFault(
      "States.Runtime",
      isNullInput
        ? NULL_INPUT
        : `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${jsonText(input)}'`,
    );
}

/** SecondsPath, TimestampPath: `field` is their name. */
export function missingForParameter(field: string): WordMissing {
  return ({ path }) =>
    new StatesFault("States.Runtime", `The ${field} parameter does not reference an input value: ${path}`);
}

/** Variable and the …Path operators of a Choice rule. */
export const missingForChoice: WordMissing = ({ path }) =>
  new StatesFault(
    "States.Runtime",
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );

const NULL_INPUT = "Unable to apply Path transformation to null or empty input.";
