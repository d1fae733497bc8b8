import type { Engine } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { LandbridgeError } from "@landbridge/model";
import type { Launch, LaunchOutcome, LaunchTarget } from "@landbridge/scheduler";

/** Takes a due occurrence to its job or state machine, which commits it together with the launch. */
export function createLaunchTarget(jobs: () => Jobs, engine: () => Engine): LaunchTarget {
  return async (launch) => {
    const { target } = launch;
    return target.kind === "job"
      ? launchJob(jobs(), launch, target.job)
      : startMachine(engine(), launch, target.stateMachine);
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

async function startMachine(engine: Engine, launch: Launch, machine: string): Promise<LaunchOutcome> {
  try {
    const { launchKey: name, input, also } = launch;
    const { id, isRepeated } = await engine.start({ machine, name, input, also });
    return isRepeated ? { kind: "duplicate" } : { kind: "launched", launched: { kind: "execution", id } };
  } catch (error) {
    if (!(error instanceof LandbridgeError)) throw error;
    if (error.code === "AlsoRejected" || error.code === "ExecutionAlreadyExists")
      return { kind: "duplicate" };
    return { kind: "failed", isRetryable: error.retryable, reason: error.message };
  }
}
