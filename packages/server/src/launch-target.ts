import type { Engine } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { LandbridgeError } from "@landbridge/model";
import type { Launch, LaunchOutcome, LaunchTarget } from "@landbridge/scheduler";
import type { Store } from "@landbridge/store";

/** Takes a due occurrence to its job or state machine, which commits it together with the launch. */
export function createLaunchTarget(
  jobs: () => Jobs,
  engine: () => Engine,
  store: Pick<Store, "get">,
): LaunchTarget {
  return async (launch) => {
    const { target } = launch;
    return target.kind === "job"
      ? launchJob(jobs(), launch, target.job)
      : startMachine(engine(), store, launch, target.stateMachine);
  };
}

async function launchJob(jobs: Jobs, launch: Launch, job: string): Promise<LaunchOutcome> {
  const { schedule, due, input, also } = launch;
  const outcome = await jobs.launch({ job, input, cause: { kind: "schedule", schedule, due }, also });
  switch (outcome.kind) {
    case "accepted":
      return { kind: "launched", launched: { kind: "run", id: outcome.run.id } };
    case "refused":
      return { kind: "refused", runId: outcome.run.id, blockingRun: outcome.blockingRun };
    case "also-rejected":
      return { kind: "duplicate" };
    case "unknown-job":
      return { kind: "failed", isRetryable: false, reason: `there is no job "${job}"` };
    case "overloaded":
      return { kind: "failed", isRetryable: true, reason: outcome.message };
    case "replayed":
    case "idempotency-conflict":
      return { kind: "duplicate" };
  }
}

async function startMachine(
  engine: Engine,
  store: Pick<Store, "get">,
  launch: Launch,
  machine: string,
): Promise<LaunchOutcome> {
  try {
    const { launchKey: name, input, also } = launch;
    const { id, isRepeated } = await engine.start({ machine, name, input, also });
    if (isRepeated) return await nameIsTaken(store, launch);
    return { kind: "launched", launched: { kind: "execution", id } };
  } catch (error) {
    if (!(error instanceof LandbridgeError)) throw error;
    if (error.code === "AlsoRejected") return { kind: "duplicate" };
    if (error.code === "ExecutionAlreadyExists") return nameIsTaken(store, launch);
    return { kind: "failed", isRetryable: error.retryable, reason: error.message };
  }
}

/**
 * By our own launch of before, whose entry holds the occurrence's row too; or by somebody who chose this very
 * name, and then the occurrence has no row and must not be lost for it (law 4).
 */
async function nameIsTaken(store: Pick<Store, "get">, { launchKey, also }: Launch): Promise<LaunchOutcome> {
  const rows = await Promise.all(also.guards.map(({ table, key }) => store.get(table, key)));
  if (rows.some((row) => row !== undefined)) return { kind: "duplicate" };
  const reason = `somebody else has started an execution named "${launchKey}"`;
  return { kind: "failed", isRetryable: false, reason };
}
