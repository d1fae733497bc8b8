import type { HistoryEventType } from "@landbridge/model";
import type { Entry } from "@landbridge/store";
import { type Check, must } from "./check.ts";
import { readTurn, type StoredHistory } from "./stored-history.ts";

const statusAfter: Partial<Record<HistoryEventType, string>> = {
  ExecutionSucceeded: "SUCCEEDED",
  ExecutionFailed: "FAILED",
  ExecutionAborted: "ABORTED",
  ExecutionTimedOut: "TIMED_OUT",
};

/** Law 2: an execution ends once, with one event, and nothing comes after it but a redrive; after each of them once more. */
export function oneEnd(): Check {
  const closed = new Set<string>();
  return {
    law: "exactly one terminal event for each closed execution, and nothing after it but a redrive",
    committed({ writes }: Entry) {
      for (const write of writes) {
        if (write.table !== "executions" || write.kind === "delete" || write.journal === undefined) continue;
        const { events } = readTurn(write.journal);
        const isRedriven = events[0]?.type === "ExecutionRedriven";
        must(
          closed.has(write.key) === isRedriven,
          `execution ${write.key} was closed, and one more turn was committed; or redriven, and was not closed`,
        );
        if (isRedriven) closed.delete(write.key);
        if (events.some(({ type }) => statusAfter[type] !== undefined)) closed.add(write.key);
      }
    },
    always({ histories }) {
      for (const history of histories) checkEnd(history);
    },
  };
}

function checkEnd({ id, status, events }: StoredHistory): void {
  let last: StoredHistory["events"][number] | undefined;
  let ends = 0;
  for (const event of events) {
    const isRedrive = event.type === "ExecutionRedriven";
    const isEnded = last !== undefined && statusAfter[last.type] !== undefined;
    must(isEnded === isRedrive, `execution ${id}: ${event.type} comes after ${last?.type}`);
    must(
      !isRedrive || last?.type !== "ExecutionSucceeded",
      `execution ${id} succeeded, and was redriven after that`,
    );
    if (isRedrive) ends = 0;
    if (statusAfter[event.type] !== undefined) ends += 1;
    last = event;
  }
  if (status === "RUNNING") {
    must(ends === 0, `execution ${id} is RUNNING, and has ended`);
    return;
  }
  must(ends === 1, `execution ${id} is ${status}, and has ${ends} terminal events`);
  must(
    last !== undefined && statusAfter[last.type] === status,
    `execution ${id} is ${status} after ${last?.type}`,
  );
}
