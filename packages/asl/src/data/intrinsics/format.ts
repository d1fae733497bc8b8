import type { Json } from "@landbridge/model";
import { javaText } from "../java-text.ts";
import type { Arguments } from "./function.ts";

/**
 * States.Format: each `{}` is replaced by the next argument, as Java writes it. `\{`, `\}`, `\'` and `\\`
 * stand for the character, in a template that comes from the input as well.
 */
export function format(args: Arguments): Json {
  const pieces = split(args.rawTemplate ?? javaText(args.value(0)), args);
  if (pieces.length !== args.values.length) {
    args.fail(
      `Invalid arguments in ${args.functionName}: number of arguments do not match the occurrences of {}.`,
    );
  }
  let text = "";
  for (const [at, piece] of pieces.entries()) {
    text = args.resultText(text + (at === 0 ? "" : javaText(args.value(at))) + piece);
  }
  return text;
}

/** What stands before, between and after the `{}`. */
function split(template: string, args: Arguments): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < template.length; at += 1) {
    const char = template[at] ?? "";
    const next = template[at + 1] ?? "";
    if (char === "\\" && next !== "" && "'{}\\".includes(next)) {
      piece += next;
      at += 1;
    } else if (char === "{") {
      if (next !== "}") unmatched(args, "}", "{");
      pieces.push(piece);
      piece = "";
      at += 1;
    } else if (char === "}") {
      unmatched(args, "{", "}");
    } else {
      piece += char;
    }
  }
  return [...pieces, piece];
}

function unmatched(args: Arguments, missing: string, found: string): never {
  return args.fail(
    `Invalid template in ${args.functionName}: matching '${missing}' not found for '${found}'.`,
  );
}
