import type { FunctionPool } from "@landbridge/agent";
import {
  giveOutcome,
  type Invocation,
  isLambdaCall,
  isTrouble,
  type LambdaCall,
  lambdaCallOf,
  lambdaOutcome,
  lambdaTaken,
  requestIdOf,
  type TaskCall,
  type TaskOrder,
  type TaskOutcome,
  type TaskRunner,
} from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { type Clock, LandbridgeError, runId } from "@landbridge/model";
import type { InvokeLater } from "../launching/invoke-later.ts";
import { type RunJobAnswer, runJob, runJobFunction } from "./run-job.ts";

export interface TaskRunnerParts {
  readonly functions: Pick<FunctionPool, "invoke">;
  /** For invocations that nobody awaits. Absent: they are awaited. */
  readonly later?: InvokeLater;
  readonly jobs: () => Jobs;
  readonly clock: Clock;
  /** REGION:ACCOUNT, as it stands in a function's ARN. */
  readonly home: string;
  readonly log: { warn(facts: object, message: string): void };
}

/** Takes the engine's tasks to functions and jobs, and brings their answers back. */
export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  return {
    start(order, reply) {
      outcomeOf(parts, order).then(
        (outcome) => giveOutcome(reply, outcome),
        (error: unknown) => {
          reply.undelivered();
          // While the server stops that is no news: the next start delivers it.
          if (isClosing(error)) return;
          parts.log.warn({ err: error, execution: order.executionArn }, "a task could not be delivered");
        },
      );
    },
    cancel(call) {
      stopRun(parts, call).catch((error: unknown) => {
        parts.log.warn(
          { err: error, execution: call.executionArn },
          "a run could not be stopped with its task",
        );
      });
    },
  };
}

function isClosing(error: unknown): boolean {
  return error instanceof LandbridgeError && (error.code === "POOL_CLOSED" || error.code === "JOBS_CLOSED");
}

async function outcomeOf(parts: TaskRunnerParts, order: TaskOrder): Promise<TaskOutcome> {
  const call = lambdaCallOf(order);
  if (call !== undefined) return isLambdaCall(call) ? invoke(parts, order, call) : call;
  const { resource } = order;
  if (isRunJob(resource)) {
    const isWaiting = resource.pattern !== "requestResponse";
    const ran = await runJobFor(parts, order, order.payload, isWaiting ? order.token : undefined);
    if ("failure" in ran) return { kind: "failed", failure: ran.failure };
    return { kind: isWaiting ? "submitted" : "succeeded", output: ran.output };
  }
  const cause = `The resource '${resource.arn}' is not one of this installation's services.`;
  return { kind: "failed", failure: { error: "States.Runtime", cause } };
}

async function invoke(parts: TaskRunnerParts, order: TaskOrder, call: LambdaCall): Promise<TaskOutcome> {
  const requestId = requestIdOf(order);
  const answer = { requestId, at: parts.clock.now(), home: parts.home };
  if (call.functionName === runJobFunction) {
    const ran = await runJobFor(parts, order, call.payload, undefined);
    if ("failure" in ran) return { kind: "failed", failure: ran.failure };
    const invocation: Invocation = { kind: "succeeded", payload: JSON.stringify(ran.output) };
    return lambdaOutcome(order.resource, call, invocation, answer);
  }
  if (call.invocationType !== "RequestResponse" && parts.later !== undefined) {
    const payload = call.payload;
    const { functionName } = call;
    const isDry = call.invocationType === "DryRun";
    const isThere = isDry
      ? await parts.later.has(functionName)
      : await parts.later.invoke({ functionName, payload, key: order.token });
    return isThere
      ? lambdaTaken(order.resource, call, answer)
      : lambdaOutcome(order.resource, call, { kind: "not-found" }, answer);
  }
  const invocation = await parts.functions.invoke({
    name: call.functionName,
    payload: JSON.stringify(call.payload),
    requestId,
    ...(call.clientContext !== undefined && { clientContext: call.clientContext }),
  });
  return lambdaOutcome(order.resource, call, invocation, answer);
}

/** What will not go better by trying again is the task's failure; the rest is delivered again. */
async function runJobFor(
  parts: TaskRunnerParts,
  order: TaskCall,
  payload: TaskCall["payload"],
  waiting: string | undefined,
): Promise<RunJobAnswer> {
  try {
    return await runJob(parts.jobs(), order, payload, waiting);
  } catch (error) {
    if (!(error instanceof LandbridgeError) || isTrouble(error)) throw error;
    return { failure: { error: `Landbridge.${error.code}`, cause: error.message } };
  }
}

type Integration = Extract<TaskCall["resource"], { readonly kind: "integration" }>;

function isRunJob(resource: TaskCall["resource"]): resource is Integration {
  return resource.kind === "integration" && resource.service === "landbridge" && resource.action === "runJob";
}

/** `landbridge:runJob.sync` waits for its run: when nobody waits any longer the run is stopped, as AWS does. */
async function stopRun(parts: TaskRunnerParts, task: TaskCall): Promise<void> {
  if (!isRunJob(task.resource) || task.resource.pattern !== "sync") return;
  // The same token always means the same run, so this asks which run it was.
  const launched = await runJob(parts.jobs(), task, task.payload, task.token);
  const launchedRun = "output" in launched ? launched.output["runId"] : undefined;
  if (typeof launchedRun !== "string") return;
  const by = { principal: task.executionArn, reason: "its task was given up" };
  await parts.jobs().stop(runId(launchedRun), by);
}
