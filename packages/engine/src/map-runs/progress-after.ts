import { assert, type ExecutionStatus } from "@landbridge/model";
import type { ClosedChild } from "./child.ts";
import type { Progress, RedriveProgress, Tally } from "./record.ts";
import type { RedrivenChild } from "./redrive-child.ts";
import type { Unit } from "./units.ts";

// What a map run's numbers are after something has happened: the children's sum is always the run's own.

/** More children are started. */
export function afterStarts(progress: Progress, units: readonly Unit[], isExhausted: boolean): Progress {
  const last = units.at(-1);
  return {
    ...progress,
    isExhausted,
    next: progress.next + units.length,
    started: progress.started + units.length,
    startedItems: progress.startedItems + itemsIn(units),
    ...(last !== undefined && { itemsRead: last.itemsRead, position: last.position }),
  };
}

/** Children are over (M2). */
export function afterEnds(progress: Progress, children: readonly ClosedChild[]): Progress {
  let { executions, items, started, startedItems } = progress;
  for (const child of children) {
    executions = counted(executions, child.status, 1);
    items = counted(items, child.status, child.items);
    // Found only now: started before a crash, past the checkpoint (M3).
    if (child.index >= progress.next) {
      started += 1;
      startedItems += child.items;
    }
  }
  return { ...progress, executions, items, started, startedItems };
}

/** The next of the children that a redrive goes through have had their turn (M6). */
export function afterRedrives(
  progress: Progress,
  redrive: RedriveProgress,
  children: readonly RedrivenChild[],
): Progress {
  const again = children.filter((child) => child.kind !== "succeeded");
  const lost = children.filter((child) => child.kind === "lost");
  const next = redrive.next + children.length;
  const { redrive: _, notRedrivable: before, ...rest } = progress;
  const notRedrivable = {
    executions: (before?.executions ?? 0) + lost.length,
    items: (before?.items ?? 0) + itemsIn(lost),
  };
  return {
    ...rest,
    executions: counted(progress.executions, "FAILED", lost.length),
    items: counted(progress.items, "FAILED", itemsIn(lost)),
    ...(notRedrivable.executions > 0 && { notRedrivable }),
    ...(next < redrive.end && {
      redrive: {
        next,
        end: redrive.end,
        pendingExecutions: redrive.pendingExecutions - again.length,
        pendingItems: redrive.pendingItems - itemsIn(again),
      },
    }),
  };
}

function itemsIn(parts: readonly { readonly items: number }[]): number {
  return parts.reduce((sum, { items }) => sum + items, 0);
}

function counted(tally: Tally, status: ExecutionStatus, by: number): Tally {
  switch (status) {
    case "SUCCEEDED":
      return { ...tally, succeeded: tally.succeeded + by };
    case "FAILED":
      return { ...tally, failed: tally.failed + by };
    case "TIMED_OUT":
      return { ...tally, timedOut: tally.timedOut + by };
    case "ABORTED":
      return { ...tally, aborted: tally.aborted + by };
    case "RUNNING":
      assert(false, "a child that is over does not run");
  }
}
