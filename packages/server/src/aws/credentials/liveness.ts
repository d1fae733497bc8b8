import type { Jobs } from "@landbridge/jobs";
import { type RunStatus, runId } from "@landbridge/model";
import type { Grounded } from "./grounded.ts";
import type { Subject } from "./session.ts";

/** While these last, its process may be there: a host that is not heard of may still run it. */
const living: ReadonlySet<RunStatus> = new Set(["QUEUED", "RUNNING", "UNREACHABLE"]);

/** Whether whoever holds a token or a session may still use it. */
export function livenessOf(
  jobs: Pick<Jobs, "getRun">,
  grounded: Pick<Grounded, "isWorkerLive">,
): (subject: Subject) => Promise<boolean> {
  return async (subject) => {
    switch (subject.kind) {
      case "worker":
        return grounded.isWorkerLive(subject.worker);
      case "run": {
        const run = await jobs.getRun(runId(subject.run));
        return run !== undefined && run.attempt === subject.attempt && living.has(run.status);
      }
    }
  };
}
