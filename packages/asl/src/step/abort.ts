import { cancelTask } from "./cancel.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";

/** Records that the siblings of a failing thread are broken off, each in the state that it is in. */
export function abortThreads(draft: Draft, parent: Frame, failing: Frame): void {
  const state = draft.stateOf(parent);
  for (const thread of threadsOf(draft, parent.id)) {
    if (thread.id === failing.id || thread.doing === "ended") continue;
    if (thread.doing === "fan-out") abortThreads(draft, thread, failing);
    recordStateAborted(draft, thread);
    if (state.type === "Map") {
      draft.record("MapIterationAborted", thread.lastEvent, { name: state.name, index: thread.index });
    }
  }
}

/** Ends every thread below a frame; what they wait for is no longer wanted. */
export function closeThreads(draft: Draft, parent: Frame): void {
  for (const thread of threadsOf(draft, parent.id)) {
    if (thread.doing === "fan-out") closeThreads(draft, thread);
    cancelTask(draft, thread);
    draft.drop(thread.id);
  }
}

/** What a frame's threads wait for is no longer wanted; they are kept as they are. */
export function cancelThreads(draft: Draft, parent: Frame): void {
  for (const thread of threadsOf(draft, parent.id)) {
    if (thread.doing === "fan-out") cancelThreads(draft, thread);
    cancelTask(draft, thread);
    draft.forgetThread(thread.id);
  }
}

export function threadsOf(draft: Draft, parent: number): Frame[] {
  return draft.framesWhere((frame) => frame.parent === parent);
}

function recordStateAborted(draft: Draft, thread: Frame): void {
  if (thread.doing === "ready") return;
  const { type } = draft.stateOf(thread);
  if (type === "Task" || type === "Wait" || type === "Map" || type === "Parallel") {
    draft.record(`${type}StateAborted`, thread.lastEvent);
  }
}
