import { PathSyntaxError } from "../../data/jsonpath.ts";
import { compileReferencePath } from "../../data/reference-path.ts";

/** Why a text names no single place, as far as AWS's words are known in those; `undefined` if it does. */
export function referencePathMistake(text: string): string | undefined {
  const reason = reasonAgainst(text);
  return reason === undefined ? undefined : `Value is not a Reference Path: ${reason}`;
}

function reasonAgainst(text: string): string | undefined {
  if (!text.startsWith("$")) return "Reference path didn't start with '$'";
  try {
    compileReferencePath(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    return OPENS_NO_STEP.test(text) ? "'[' must be followed by ' or '['" : error.message;
  }
}

/** A bracket before anything but a quoted name or an index. */
const OPENS_NO_STEP = /\[(?!['"\d])/;
