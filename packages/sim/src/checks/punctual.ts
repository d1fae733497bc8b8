import { type Machine, nextWake, parseMachine } from "@landbridge/asl";
import { type Check, type Evidence, must } from "./check.ts";
import { stateOf } from "./replay.ts";

/** How late what is due may be in a world where nothing goes wrong any more. */
const lateMsMax = 120_000;

/** T4: waits end, and timeouts and retries come, when they are due; not only when something else happens by chance. */
export function punctual(): Check {
  return {
    law: "once healed, what is due happens in time",
    async healed(evidence) {
      for (const history of evidence.histories) {
        if (history.status !== "RUNNING") continue;
        const { record, id, row } = history;
        const due = nextWake(
          await machineOf(evidence, record.machineName, record.revision),
          stateOf(history),
        );
        must(
          due === null || due >= evidence.now - lateMsMax,
          `execution ${id} of ${record.machineName} was due ${evidence.now - Number(due)} ms ago, wakeAt ${row.columns.wakeAt}`,
        );
      }
    },
  };
}

async function machineOf({ store }: Evidence, name: string, revision: string): Promise<Machine> {
  const row = await store.get("revisions", `${name}\n${revision}`);
  must(row !== undefined, `revision ${revision} of ${name} is pinned, and is not there`);
  const { machine } = parseMachine((JSON.parse(row.body) as { readonly definition: string }).definition);
  must(machine !== undefined, `revision ${revision} of ${name} can be read`);
  return machine;
}
