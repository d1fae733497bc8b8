import type { Clock } from "@landbridge/model";
import type { EntryPart, Store } from "@landbridge/store";
import type { Home } from "../arns.ts";
import { engineError } from "../errors.ts";

/** What every change of the catalogue needs. */
export interface CatalogueParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly home: Home;
}

/** Others that change the same thing at once make us look again so often. */
const attemptsMax = 5;

/**
 * Reads, decides, commits; and again from the reading when something changed in between. What is decided
 * without anything to write is not committed.
 */
export async function change<T>(
  { store }: CatalogueParts,
  decide: () => Promise<{ readonly entry?: EntryPart; readonly answer: T }>,
): Promise<T> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const { entry, answer } = await decide();
    if (entry === undefined) return answer;
    // Of no partition: whichever node is asked decides, by the rows alone.
    const [outcome] = await store.commit([{ partition: null, epoch: 0, ...entry }]);
    if (outcome?.ok === true) return answer;
  }
  throw engineError("ThrottlingException", "the same resource is being changed by others; try again.");
}

export function together(...parts: readonly EntryPart[]): EntryPart {
  return {
    guards: parts.flatMap(({ guards }) => guards),
    writes: parts.flatMap(({ writes }) => writes),
  };
}
