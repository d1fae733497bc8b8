import type { Run } from "@landbridge/model";
import type { Entry } from "@landbridge/store";
import { type Check, must } from "./check.ts";

/** Law 3: who is refused is told the run that really held the slot at that moment. */
export function refusals(): Check {
  const holders = new Map<string, string>();
  return {
    law: "every refused launch names a run that held the slot",
    committed({ writes }: Entry) {
      for (const write of writes) {
        if (write.table === "runs" && write.kind === "insert") checkRefusal(write.body, holders);
      }
      for (const write of writes) {
        if (write.table !== "slots") continue;
        if (write.kind === "delete") holders.delete(write.key);
        else if (write.body !== undefined)
          holders.set(write.key, (JSON.parse(write.body) as { readonly holder: string }).holder);
      }
    },
  };
}

function checkRefusal(body: string, holders: ReadonlyMap<string, string>): void {
  const { run } = (JSON.parse(body) as { readonly r: { readonly run: Run } }).r;
  if (run.status !== "REFUSED") return;
  const holder = holders.get(run.job);
  must(
    holder === run.blockingRun,
    `run ${run.id} was refused for ${run.blockingRun}, and ${holder} held ${run.job}`,
  );
}
