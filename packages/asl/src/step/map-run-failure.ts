import { assert, type Failure } from "@landbridge/model";
import type { MapState } from "../definition/machine.ts";
import { closeThreads } from "./abort.ts";
import type { FanOut, Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { failFrame } from "./failure.ts";
import { completeMap, startNext } from "./map.ts";
import type { Steps } from "./steps.ts";

/** Worded as AWS words it. Source: AWS Step Functions Developer Guide, "Setting failure thresholds". */
const exceeded: Failure = {
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};

/** An iteration of a distributed Map has failed: it is left out of the results, or the whole run fails. */
export function* distributedIterationFailed(
  draft: Draft,
  parent: Frame,
  iteration: Frame,
  state: MapState,
): Steps<void> {
  const { fanOut, items } = parent;
  assert(fanOut !== null && items !== null, "iterations belong to a Map");
  const counted = { ...fanOut, open: fanOut.open - 1, failed: (fanOut.failed ?? 0) + 1 };
  const map = draft.update(parent.id, { fanOut: counted });
  if (isTolerated(counted, items.length)) {
    closeThreads(draft, iteration);
    draft.drop(iteration.id);
    if (counted.open === 0) return yield* completeMap(draft, map, state, map.lastEvent);
    return yield* startNext(draft, map, state, map.lastEvent);
  }
  closeThreads(draft, map);
  const lastEvent = draft.record("MapRunFailed", map.lastEvent, { ...exceeded });
  draft.update(map.id, { lastEvent });
  yield* failFrame(draft, map.id, exceeded, "branch");
}

/** Source: the same guide: either threshold may fail the run; without any, one failure does. */
function isTolerated({ failed = 0, toleratedCount, toleratedPercentage }: FanOut, total: number): boolean {
  if (toleratedCount === undefined && toleratedPercentage === undefined) return false;
  const isCountKept = toleratedCount === undefined || failed <= toleratedCount;
  const isShareKept = toleratedPercentage === undefined || (100 * failed) / total <= toleratedPercentage;
  return isCountKept && isShareKept;
}
