import { type Check, type Evidence, must } from "./check.ts";

const exclusive = new Set(["forbid", "queue", "replace"]);

/** Law 3, by what truly lived on the host, whatever any node believed. */
export function noOverlap(): Check {
  return {
    law: "no two processes of one job at once, unless its concurrency is allow",
    always({ jobs, processes }) {
      for (const { name, concurrency } of jobs) if (exclusive.has(concurrency)) checkJob(name, processes);
      checkAttempts(processes);
    },
    async inTheEnd({ jobs, store }) {
      for (const { name } of jobs) {
        const slot = await store.get("slots", name);
        must(slot === undefined, `the slot of ${name} is held for ever: ${slot?.body}`);
      }
    },
  };
}

function checkJob(job: string, processes: Evidence["processes"]): void {
  let freeAt = 0;
  let before = "";
  for (const { from, to, run, attempt } of processes.filter((process) => process.job === job)) {
    must(from >= freeAt, `attempt ${attempt} of run ${run} of ${job} began while ${before} lived`);
    freeAt = to ?? Number.POSITIVE_INFINITY;
    before = `attempt ${attempt} of run ${run}`;
  }
}

/** Nor two of one attempt, whatever the policy. */
function checkAttempts(processes: Evidence["processes"]): void {
  const seen = new Set<string>();
  for (const { run, attempt } of processes) {
    const name = `attempt ${attempt} of run ${run}`;
    must(!seen.has(name), `${name} had two processes`);
    seen.add(name);
  }
}
