import type { QueryLanguage } from "./fields.ts";
import { read, type Source } from "./source.ts";

/**
 * What a machine or state says of its own language; `undefined`: nothing. What is neither name is a mistake,
 * reported as such, and AWS reads the rest as JSONata then.
 * Source: what others measured with ValidateStateMachineDefinition in 2026.
 */
export function declaredLanguage(source: Source): QueryLanguage | undefined {
  const written = read(source, "QueryLanguage");
  if (written === undefined) return undefined;
  return written === "JSONPath" ? "JSONPath" : "JSONata";
}
