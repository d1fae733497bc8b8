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

/** Law 2: an execution ends once, with one event, and nothing comes after it. */
export function oneEnd(): Check {
  const closed = new Set<string>();
  return {
    law: "exactly one terminal event for each closed execution, and nothing after it",
    committed({ writes }: Entry) {
      for (const write of writes) {
        if (write.table !== "executions" || write.kind === "delete" || write.journal === undefined) continue;
        must(!closed.has(write.key), `execution ${write.key} was closed, and one more turn was committed`);
        const { events } = readTurn(write.journal);
        if (events.some(({ type }) => statusAfter[type] !== undefined)) closed.add(write.key);
      }
    },
    always({ histories }) {
      for (const history of histories) checkEnd(history);
    },
  };
}

function checkEnd({ id, status, events }: StoredHistory): void {
  const ends = events.filter(({ type }) => statusAfter[type] !== undefined);
  if (status === "RUNNING") {
    must(ends.length === 0, `execution ${id} is RUNNING, and has ${ends[0]?.type}`);
    return;
  }
  const types = ends.map(({ type }) => type).join(", ");
  must(ends.length === 1, `execution ${id} is ${status}, and has ${ends.length} terminal events (${types})`);
  const last = events.at(-1);
  must(last === ends[0], `execution ${id} ends with ${last?.type}, after ${types}`);
  must(
    last !== undefined && statusAfter[last.type] === status,
    `execution ${id} is ${status} after ${types}`,
  );
}
