import { assert } from "@landbridge/model";
import type { Frame, TaskRef } from "./contract.ts";
import type { Draft } from "./draft.ts";

/** Whatever an execution's threads wait for is no longer wanted; they are kept, as a redrive goes on with them. */
export function cancelAllTasks(draft: Draft): void {
  for (const frame of draft.framesWhere(() => true)) cancelTask(draft, frame);
}

/** What the thread waits for is no longer wanted: whoever works at it is told, once. */
export function cancelTask(draft: Draft, frame: Frame): void {
  if ((frame.doing !== "task" && frame.doing !== "map-run") || frame.task === null) return;
  const state = draft.stateOf(frame);
  if (!draft.isFirstCancel(frame.task.task)) return;
  const ref: TaskRef = { frame: frame.id, task: frame.task.task };
  if (withdrawStart(draft, ref)) return;
  if (state.type === "Map") {
    draft.commands.push({ kind: "CancelMapRun", ref });
    return;
  }
  assert(state.type === "Task", "a frame with a task is in a Task state");
  draft.commands.push({ kind: "CancelTask", ref, resource: state.resource, payload: frame.task.payload });
}

/** A task that was scheduled in this very turn, and is given up in it, was never anybody's: nobody is told of it. */
function withdrawStart({ base, commands }: Draft, { task }: TaskRef): boolean {
  if (task <= base.lastTaskId) return false;
  const index = commands.findIndex((command) => command.ref.task === task);
  if (index === -1) return false;
  commands.splice(index, 1);
  return true;
}
