import { storeErrors } from "@landbridge/store";
import { type Check, must } from "./check.ts";

const ours = [...Object.keys(storeErrors), "EngineRecovering", "EngineStopped"];

/** Protocol 1: a store that fails is our trouble; no workflow fails of it. */
export function noLeak(): Check {
  return {
    law: "a failing store never shows as a failure of a workflow",
    always({ histories }) {
      for (const { id, events } of histories)
        for (const { id: event, type, details } of events) {
          const error = details?.["error"];
          if (typeof error !== "string") continue;
          const code = ours.find((name) => error.includes(name));
          must(
            code === undefined,
            `event ${event} of ${id}, ${type}, failed with ${error}: ${JSON.stringify(details?.["cause"])}`,
          );
        }
    },
  };
}
