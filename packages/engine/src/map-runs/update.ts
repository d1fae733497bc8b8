import type { MapRunChanges } from "@landbridge/asl";
import type { Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import type { Homes } from "../memory/homes.ts";
import { findStoredMapRun } from "./read.ts";
import type { MapRunFacts } from "./record.ts";

/** Throws ResourceNotFound, and ValidationException where a number is not one that AWS takes, or it runs no longer. */
export async function updateMapRun(
  store: Store,
  homes: Homes,
  idOrArn: string,
  changes: MapRunChanges,
): Promise<void> {
  checkChanges(changes);
  const { id, status, facts } = await findStoredMapRun(store, idOrArn);
  const answer =
    status === "RUNNING"
      ? await homes.ask(facts.parent.execution, { kind: "UpdateMapRun", mapRun: id, changes })
      : "stale";
  if (answer === "taken") return;
  throw engineError(
    "ValidationException",
    `map run '${facts.arn}' runs no longer, so nothing of it can change.`,
  );
}

export function changedFacts(facts: MapRunFacts, changes: MapRunChanges): MapRunFacts {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = changes;
  return {
    ...facts,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(toleratedFailureCount !== undefined && { toleratedCount: toleratedFailureCount }),
    ...(toleratedFailurePercentage !== undefined && { toleratedPercentage: toleratedFailurePercentage }),
  };
}

/** Source: AWS Step Functions API Reference, "UpdateMapRun", the valid ranges of its members. */
function checkChanges({
  maxConcurrency,
  toleratedFailureCount: count,
  toleratedFailurePercentage: percentage,
}: MapRunChanges): void {
  for (const [name, value] of Object.entries({ maxConcurrency, toleratedFailureCount: count })) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) continue;
    throw engineError("ValidationException", `${name} must be a whole number from 0 on; it is ${value}.`);
  }
  if (percentage === undefined || (percentage >= 0 && percentage <= 100)) return;
  throw engineError(
    "ValidationException",
    `toleratedFailurePercentage must be from 0 to 100; it is ${percentage}.`,
  );
}
