import { checkShape, type SchedulerOperation, type ShapeValue, schedulerInputs } from "@landbridge/api";
import type { Json } from "@landbridge/model";
import { readBody, unreadable } from "../json/read-body.ts";
import { invalid } from "./errors.ts";
import { fromWire } from "./wire-names.ts";

export type SchedulerInput<O extends SchedulerOperation> = ShapeValue<(typeof schedulerInputs)[O]>;

/**
 * The request of an operation, checked: what its shape knows and nothing else, so that nothing of it is nested deeper
 * than AWS's model is. Throws SerializationException, ValidationException.
 * @param members of the path and the query, by their names on the wire
 */
export function readInput<O extends SchedulerOperation>(
  operation: O,
  body: Uint8Array,
  members: Readonly<Record<string, Json>>,
): SchedulerInput<O> {
  const shape = schedulerInputs[operation];
  const input = fromWire({ ...readBody(body), ...members }, shape);
  const mistake = checkShape(input, shape);
  if (mistake?.kind === "unreadable") throw unreadable(mistake.message);
  if (mistake?.kind === "invalid") throw invalid(mistake.message);
  // The check has just shown it.
  return input as SchedulerInput<O>;
}
