import { isJsonArray, type Json, type JsonArray } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";

export function checkedItems(items: Json): JsonArray {
  if (isJsonArray(items)) return items;
  throw new StatesFault(
    "States.Runtime",
    `The items of a Map must be an array, but they are: ${JSON.stringify(items)}`,
  );
}

export function checkedConcurrency(value: Json): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new StatesFault(
    "States.Runtime",
    `MaxConcurrency must be a whole number from 0, but it is: ${JSON.stringify(value)}`,
  );
}
