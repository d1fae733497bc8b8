import { type Check, must } from "./check.ts";

/** Law 2: the history has no gaps, and every event comes from an earlier one. */
export function wholeHistory(): Check {
  return {
    law: "histories without gaps, each event after the one that led to it",
    always({ histories }) {
      for (const { id, events } of histories) {
        must(events[0]?.type === "ExecutionStarted", `execution ${id} begins with ${events[0]?.type}`);
        for (const [index, event] of events.entries()) {
          must(event.id === index + 1, `execution ${id}: event ${event.id} stands in place ${index + 1}`);
          must(
            event.previousEventId < event.id && event.previousEventId >= 0,
            `execution ${id}: event ${event.id} comes from ${event.previousEventId}`,
          );
        }
      }
    },
  };
}
