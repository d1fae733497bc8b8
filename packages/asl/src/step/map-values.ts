import type { Json } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";

export function checkedConcurrency(value: Json): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new StatesFault(
    "States.Runtime",
    `MaxConcurrency must be a whole number from 0, but it is: ${JSON.stringify(value)}`,
  );
}
