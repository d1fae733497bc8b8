import { encodingFunctions } from "./functions/encoding.ts";
import { guardedNames } from "./functions/guarded.ts";
import { ownFunctions } from "./functions/own.ts";
import { replacedFunctions } from "./functions/replaced.ts";

/** Those of the library's own functions that are as they were. */
const PLAIN_NAMES = ["assert", "error", "eval", "formatBase", "power"] as const;

const NAMES: ReadonlySet<string> = new Set([
  ...PLAIN_NAMES,
  ...guardedNames,
  ...[...encodingFunctions, ...ownFunctions, ...replacedFunctions].map(({ name }) => name),
]);

/** Whether `$name` is a function where nothing else is bound to the name. */
export function isFunctionName(name: string): boolean {
  return NAMES.has(name);
}
