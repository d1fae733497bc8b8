import type { FunctionPool } from "@landbridge/agent";
import {
  functionNameOf,
  invokeRequest,
  lambdaOutcome,
  type TaskCall,
  type TaskOrder,
  type TaskOutcome,
  type TaskReply,
  type TaskRunner,
} from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { isJsonObject, LandbridgeError, type Json } from "@landbridge/model";
import { runJob, runJobFunction } from "./run-job.ts";

export interface TaskRunnerParts {
  readonly functions: Pick<FunctionPool, "invoke">;
  readonly jobs: () => Jobs;
  readonly region: string;
  readonly account: string;
  readonly log: { warn(facts: object, message: string): void };
}

type Integration = Extract<TaskOrder["resource"], { readonly kind: "integration" }>;

/** Takes the engine's tasks to functions and jobs, and brings their answers back. */
export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  return {
    start(order, reply) {
      run(parts, order, reply).catch((error: unknown) => {
        // The task is delivered again after the next start, or its timeout ends it.
        parts.log.warn({ error, execution: order.executionArn }, "a task could not be delivered");
      });
    },
    cancel(call) {
      stopRun(parts, call).catch((error: unknown) => {
        parts.log.warn({ error, execution: call.executionArn }, "a run could not be stopped with its task");
      });
    },
  };
}

async function run(parts: TaskRunnerParts, order: TaskOrder, reply: TaskReply): Promise<void> {
  const { resource } = order;
  switch (resource.kind) {
    case "function":
      answer(reply, await invoke(parts, order, "arn", resource.arn, order.payload));
      return;
    case "activity":
      reply.failed({ error: "States.Runtime", cause: `The activity '${resource.arn}' does not exist.` });
      return;
    case "integration":
      await call(parts, order, resource, reply);
  }
}

async function call(parts: TaskRunnerParts, order: TaskOrder, resource: Integration, reply: TaskReply): Promise<void> {
  const outcome = await integrationOutcome(parts, order, resource);
  if (resource.pattern === "requestResponse" || "failure" in outcome) answer(reply, outcome);
  else reply.submitted(outcome.output);
}

async function integrationOutcome(
  parts: TaskRunnerParts,
  order: TaskOrder,
  resource: Integration,
): Promise<TaskOutcome> {
  if (resource.service === "lambda" && resource.action === "invoke") {
    const { functionName, payload } = invokeRequest(order.payload);
    if (functionName === undefined) return missingFunctionName;
    return invoke(parts, order, "invoke", functionName, payload);
  }
  if (resource.service === "landbridge" && resource.action === "runJob") {
    const isWaiting = resource.pattern !== "requestResponse";
    return answering(() => runJob(parts.jobs(), order, order.payload, isWaiting ? order.token : undefined));
  }
  return {
    failure: {
      error: "States.Runtime",
      cause: `The resource '${resource.arn}' is not available here: ${resource.service}:${resource.action} is not one of this installation's services.`,
    },
  };
}

const missingFunctionName: TaskOutcome = {
  failure: { error: "States.Runtime", cause: "The field 'FunctionName' is required but was missing" },
};

async function invoke(
  parts: TaskRunnerParts,
  order: TaskOrder,
  form: "arn" | "invoke",
  nameOrArn: string,
  payload: Json,
): Promise<TaskOutcome> {
  const functionName = functionNameOf(nameOrArn);
  const functionArn = `arn:aws:lambda:${parts.region}:${parts.account}:function:${functionName}`;
  // One delivery, one request: what runs twice after a crash has the same id.
  const invocation = { functionName, functionArn, requestId: requestIdOf(order) };
  if (functionName === runJobFunction) {
    const ran = await answering(() => runJob(parts.jobs(), order, payload));
    if ("failure" in ran) return ran;
    return lambdaOutcome(form, invocation, { kind: "succeeded", payload: JSON.stringify(ran.output) });
  }
  const text = JSON.stringify(payload);
  const result = await parts.functions.invoke({ name: functionName, payload: text, requestId: invocation.requestId });
  return lambdaOutcome(form, invocation, result);
}

/** What will not go better by trying again is the task's failure; the rest is delivered again. */
async function answering(ask: () => Promise<TaskOutcome>): Promise<TaskOutcome> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof LandbridgeError) || error.retryable) throw error;
    return { failure: { error: `Landbridge.${error.code}`, cause: error.message } };
  }
}

function answer(reply: TaskReply, outcome: TaskOutcome): void {
  if ("output" in outcome) reply.succeeded(outcome.output);
  else reply.failed(outcome.failure);
}

/** A UUID made of the execution's id and the task's number: the same for every delivery of the task. */
function requestIdOf({ execution, ref }: TaskCall): string {
  const suffix = ref.task.toString(16).padStart(12, "0");
  return `${execution.slice(0, 24)}${suffix}`;
}

/** `landbridge:runJob.sync` waits for its run: when nobody waits any longer the run is stopped, as AWS does. */
async function stopRun(parts: TaskRunnerParts, task: TaskCall): Promise<void> {
  const { resource, payload } = task;
  if (resource.kind !== "integration" || resource.service !== "landbridge" || resource.pattern !== "sync") return;
  if (!isJsonObject(payload)) return;
  const launched = await runJob(parts.jobs(), task, payload, task.token);
  const runId = "output" in launched ? launched.output["runId"] : undefined;
  if (typeof runId !== "string") return;
  await parts.jobs().stop(runId as never, { principal: task.executionArn, reason: "its task was given up" });
}
