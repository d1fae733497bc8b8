import type { Engine, Home } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { LandbridgeError } from "@landbridge/model";
import type { Launch, LaunchOutcome, LaunchTarget } from "@landbridge/scheduler";
import type { Store } from "@landbridge/store";
import { invokeFunctionMachine } from "./invoke-function.ts";
import { type ResolvedTarget, resolveTarget } from "./resolve-target.ts";

export interface LaunchTargetParts {
  readonly jobs: () => Jobs;
  readonly engine: () => Engine;
  readonly store: Pick<Store, "get">;
  readonly home: Home;
}

type Target<Kind> = Extract<ResolvedTarget, { readonly kind: Kind }>;

/** Takes a due occurrence to what it launches, which commits it together with the launch. */
export function createLaunchTarget({ jobs, engine, store, home }: LaunchTargetParts): LaunchTarget {
  return async (launch) => {
    const target = resolveTarget(launch, home);
    switch (target.kind) {
      case "job":
        return launchJob(jobs(), launch, target);
      case "state-machine":
        return startMachine(engine(), store, launch, target);
      case "function": {
        const input = { function: target.function, payload: target.input };
        const stateMachine = invokeFunctionMachine.name;
        return startMachine(engine(), store, launch, { kind: "state-machine", stateMachine, input });
      }
      case "impossible":
        return { kind: "failed", isRetryable: false, reason: target.reason };
    }
  };
}

async function launchJob(jobs: Jobs, launch: Launch, { job, input }: Target<"job">): Promise<LaunchOutcome> {
  const { schedule, due, also } = launch;
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
  { stateMachine: machine, input, name = launch.launchKey }: Target<"state-machine">,
): Promise<LaunchOutcome> {
  try {
    const { id, isRepeated } = await engine.start({
      machine,
      name,
      input,
      also: launch.also,
    });
    if (isRepeated) return await nameIsTaken(store, launch, name);
    return { kind: "launched", launched: { kind: "execution", id } };
  } catch (error) {
    if (!(error instanceof LandbridgeError)) throw error;
    if (error.code === "AlsoRejected") return { kind: "duplicate" };
    if (error.code === "ExecutionAlreadyExists") return nameIsTaken(store, launch, name);
    return { kind: "failed", isRetryable: error.retryable, reason: error.message };
  }
}

/**
 * By our own launch of before, whose entry holds the occurrence's row too; or by somebody who chose this very
 * name, and then the occurrence has no row and must not be lost for it (law 4).
 */
async function nameIsTaken(
  store: Pick<Store, "get">,
  { also }: Launch,
  name: string,
): Promise<LaunchOutcome> {
  const rows = await Promise.all(also.guards.map(({ table, key }) => store.get(table, key)));
  if (rows.some((row) => row !== undefined)) return { kind: "duplicate" };
  const reason = `somebody else has started an execution named "${name}"`;
  return { kind: "failed", isRetryable: false, reason };
}
