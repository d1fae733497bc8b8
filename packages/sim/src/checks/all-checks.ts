import { acknowledged } from "./acknowledged.ts";
import { allOver } from "./all-over.ts";
import type { Check } from "./check.ts";
import { epochs } from "./epochs.ts";
import { idempotency } from "./idempotency.ts";
import { noLeak } from "./no-leak.ts";
import { noOverlap } from "./no-overlap.ts";
import { occurrences } from "./occurrences.ts";
import { oneEnd } from "./one-end.ts";
import { oneOutcome } from "./one-outcome.ts";
import { punctual } from "./punctual.ts";
import { refusals } from "./refusals.ts";
import { replay } from "./replay.ts";
import { taskTokens } from "./task-tokens.ts";
import { wholeHistory } from "./whole-history.ts";

/** Fresh ones for each world: some of them remember what they saw. */
export function allChecks(): readonly Check[] {
  return [
    epochs(),
    oneEnd(),
    wholeHistory(),
    replay(),
    taskTokens(),
    acknowledged(),
    idempotency(),
    noOverlap(),
    oneOutcome(),
    refusals(),
    occurrences(),
    noLeak(),
    punctual(),
    allOver(),
  ];
}
