import type { Json } from "@landbridge/model";
import { StatesFault } from "./fault.ts";

/**
 * A value as JSON text, for messages and States.JsonToString. AWS's text (Jackson's) differs from
 * JavaScript's in nothing that was ever recorded: no spaces, members in their order, letters beyond ASCII as
 * they are. `1.0` stays `1`, since JavaScript keeps no difference between the two.
 */
export function jsonText(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    // JSON.stringify follows a value by recursion; JSON.parse does not, so it can make what is too deep.
    throw new StatesFault(
      "States.Runtime",
      "A value nests too deep, or is too large, to be written as JSON text.",
    );
  }
}
