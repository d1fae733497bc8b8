import { isOpenRun, type RunStatus } from "@landbridge/model";
import { allRows } from "./all-rows.ts";
import { type Check, must } from "./check.ts";

/** Liveness: once all is healed, everything comes to its end, and whoever waits for that is told. */
export function allOver(): Check {
  return {
    law: "once healed, everything finishes",
    async inTheEnd({ histories, store }) {
      for (const { id, status, record, events, row } of histories) {
        const last = events.at(-1);
        must(
          status !== "RUNNING",
          `execution ${id} of ${record.machineName} is RUNNING for ever, after ${last?.type} (event ${last?.id}), wakeAt ${row.columns.wakeAt}`,
        );
        must(row.columns.wakeAt === null, `execution ${id} is ${status}, and its parent was never told`);
      }
      for (const { key, columns, body } of await allRows(store, "runs", "requestedAt")) {
        must(!isOpenRun(columns.status as RunStatus), `run ${key} is ${columns.status} for ever: ${body}`);
        must(columns.notifyDue === null, `nobody took in that run ${key} is ${columns.status}`);
      }
    },
  };
}
