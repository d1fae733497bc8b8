import { z } from "zod";
import { apiLimits } from "../limits.ts";

/** What an action acts on, where grants can tell one such thing from another. */
export interface Resource {
  readonly kind: "job" | "state-machine";
  readonly name: string;
}

/** `job:NAME` or `state-machine:NAME`; `*` in the name stands for any characters. */
export const launchPatternSchema = z
  .string()
  .max(apiLimits.launchPatternLengthMax)
  .regex(
    /^(?:job|state-machine):[A-Za-z0-9_.*-]+$/,
    "must be job:NAME or state-machine:NAME; * in the name stands for any characters",
  );

export function matchesLaunchPattern(pattern: string, { kind, name }: Resource): boolean {
  const colon = pattern.indexOf(":");
  return pattern.slice(0, colon) === kind && matchesGlob(pattern.slice(colon + 1), name);
}

/** Each piece between stars is taken where it first occurs, so no pattern costs more than length times length. */
function matchesGlob(glob: string, text: string): boolean {
  const [head = "", ...rest] = glob.split("*");
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}
