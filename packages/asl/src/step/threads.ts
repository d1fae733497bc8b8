import { assert } from "@landbridge/model";
import { abortThreads, cancelThreads } from "./abort.ts";
import { cancelAllTasks } from "./cancel.ts";
import type { Frame } from "./contract.ts";
import type { Draft, ThreadOver } from "./draft.ts";
import { failFrame } from "./failure.ts";
import { iterationEnded } from "./map.ts";
import { branchEnded } from "./parallel.ts";
import { isRoot } from "./state.ts";
import { drain, type Later } from "./steps.ts";

/** Tells the parents of threads that are over; a parent may be over by that too, up to the execution itself. */
export function settleThreads(draft: Draft): Later<void> {
  if (draft.threadsOver.length === 0) return;
  return drain(
    () => (draft.threadsOver.length === 0 ? undefined : draft.threadsOver.shift()),
    (over) => settleThread(draft, over),
  );
}

function settleThread(draft: Draft, over: ThreadOver): Later<void> {
  const thread = draft.findFrame(over.frame);
  if (thread === undefined) return;
  if (isRoot(thread)) return closeExecution(draft, thread, over);
  return over.kind === "ended" ? threadEnded(draft, thread) : threadFailed(draft, thread, over);
}

function closeExecution(draft: Draft, root: Frame, over: ThreadOver): void {
  // This turn ends in the failure that the full history is.
  if (draft.isHistoryFull) return;
  if (over.kind === "failed") {
    draft.record("ExecutionFailed", root.lastEvent, { ...over.failure });
    cancelAllTasks(draft);
    draft.close("FAILED", { failure: over.failure });
    return;
  }
  const { output } = root;
  assert(output !== undefined, "a thread that ended has an output");
  const details = { output: draft.texts.of(output) };
  draft.record("ExecutionSucceeded", root.lastEvent, details);
  draft.drop(root.id);
  draft.close("SUCCEEDED", { output });
}

function threadEnded(draft: Draft, thread: Frame): Later<void> {
  const parent = draft.frame(thread.parent);
  const isMap = draft.stateOf(parent).type === "Map";
  return isMap ? iterationEnded(draft, parent, thread) : branchEnded(draft, parent, thread);
}

function threadFailed(
  draft: Draft,
  thread: Frame,
  over: Extract<ThreadOver, { readonly kind: "failed" }>,
): Later<void> {
  const parent = draft.frame(thread.parent);
  recordThreadFailed(draft, parent, thread);
  abortThreads(draft, parent, thread);
  cancelThreads(draft, parent);
  // The parent goes on from what its failing thread did last.
  draft.update(parent.id, { lastEvent: thread.lastEvent });
  return failFrame(draft, parent.id, over.failure, over.isFatal ? "branch-fatal" : "branch");
}

function recordThreadFailed(draft: Draft, parent: Frame, thread: Frame): void {
  const state = draft.stateOf(parent);
  if (state.type === "Map") {
    draft.record("MapIterationFailed", thread.lastEvent, { name: state.name, index: thread.index });
  } else if (draft.stateOf(thread).type === "Task") {
    draft.record("TaskStateAborted", thread.lastEvent);
  }
}
