import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";

/**
 * The subset of JSONPath that a job's `environment` may use: `$`, then `.name` and `[0]` in any number.
 * It finds one value or none, so that there is nothing to choose between.
 */
export type InputPath = readonly (string | number)[];

const INPUT_PATH_CHARACTERS_MAX = 256;
const STEP = /\.([A-Za-z_][A-Za-z0-9_-]*)|\[(0|[1-9][0-9]{0,8})\]/y;

/** Undefined: the text is no such path. */
export function parseInputPath(text: string): InputPath | undefined {
  if (!text.startsWith("$") || text.length > INPUT_PATH_CHARACTERS_MAX) return undefined;
  const steps: (string | number)[] = [];
  let position = 1;
  while (position < text.length) {
    STEP.lastIndex = position;
    const match = STEP.exec(text);
    if (match === null) return undefined;
    steps.push(match[1] ?? Number(match[2]));
    position = STEP.lastIndex;
  }
  return steps;
}

/** Undefined: there is nothing at that path. */
export function lookUp(input: Json, path: InputPath): Json | undefined {
  let value: Json | undefined = input;
  for (const step of path) value = member(value, step);
  return value;
}

function member(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === "number") return isJsonArray(value) ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
