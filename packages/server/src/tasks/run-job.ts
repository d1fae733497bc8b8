import type { TaskCall } from "@landbridge/engine";
import type { Jobs, LaunchOutcome } from "@landbridge/jobs";
import {
  AssertionError,
  type Failure,
  isJsonObject,
  type Json,
  type JsonObject,
  type LaunchCause,
  type Run,
  taskToken,
} from "@landbridge/model";

// How a state machine launches a job: the built-in function `landbridge-run-job`, and its short form
// `landbridge:runJob`. Both may be delivered again after a crash, so every launch carries a key that the
// task always has: its token.

export const runJobFunction = "landbridge-run-job";

export type RunJobAnswer = { readonly output: JsonObject } | { readonly failure: Failure };

/**
 * Launches what the payload names: `{ "job": …, "input": …, "taskToken": … }`. With a task token the run's
 * outcome goes to that token; without, the answer is all.
 * @param waiting the token that the outcome goes to, where the payload has none of its own
 */
export async function runJob(
  jobs: Jobs,
  call: TaskCall,
  payload: Json,
  waiting?: string,
): Promise<RunJobAnswer> {
  const request = isJsonObject(payload) ? payload : {};
  const { job, input = {}, taskToken: token = waiting } = request;
  if (typeof job !== "string") {
    return refusal("Landbridge.InvalidRequest", "the payload needs `job`, the name of a job", {});
  }
  if (token !== undefined && typeof token !== "string") {
    return refusal("Landbridge.InvalidRequest", '`taskToken` must be text: "$$.Task.Token"', {});
  }
  const cause: LaunchCause = {
    kind: "execution",
    execution: call.execution,
    ...(token !== undefined && { taskToken: taskToken(token) }),
  };
  const outcome = await jobs.launch({
    job,
    input,
    cause,
    // Without a token to answer to, the delivery's own token still tells a second one.
    ...(token === undefined && {
      idempotency: { principal: `execution ${call.execution}`, key: call.token, bodyHash: "" },
    }),
  });
  return answerOf(job, outcome);
}

function answerOf(job: string, outcome: LaunchOutcome): RunJobAnswer {
  switch (outcome.kind) {
    case "accepted":
      return { output: { runId: outcome.run.id, job, status: outcome.run.status } };
    case "replayed":
      return answerOf(job, outcome.first);
    case "refused":
      return refusal("Landbridge.RunRefused", `job "${job}" is running already: run ${outcome.blockingRun}`, {
        runId: outcome.run.id,
        blockingRun: outcome.blockingRun,
      });
    case "unknown-job":
      return refusal("Landbridge.JobNotFound", `there is no job "${job}"`, {});
    case "overloaded":
      return refusal("Lambda.TooManyRequestsException", outcome.message, {});
    case "idempotency-conflict":
    case "also-rejected":
      throw new AssertionError("a task's launch adds nothing, and its key has one body");
  }
}

function refusal(error: string, errorMessage: string, more: JsonObject): RunJobAnswer {
  return { failure: { error, cause: JSON.stringify({ errorType: error, errorMessage, ...more }) } };
}

/** What the task gets that waits for a run's outcome. */
export function runOutcome(run: Run): { readonly output: Json } | { readonly failure: Failure } {
  const description: JsonObject = {
    runId: run.id,
    job: run.job,
    status: run.status,
    ...(run.exit?.kind === "code" && { exitCode: run.exit.code }),
    ...(run.exit?.kind === "signal" && { signal: run.exit.signal }),
    ...(run.reason !== undefined && { reason: run.reason }),
    ...(run.result !== undefined && { result: run.result }),
  };
  if (run.status === "SUCCEEDED") return { output: description };
  return {
    failure: {
      error: failureNames[run.status] ?? "Landbridge.RunFailed",
      cause: JSON.stringify(description),
    },
  };
}

const failureNames: Partial<Record<Run["status"], string>> = {
  FAILED: "Landbridge.RunFailed",
  TIMED_OUT: "Landbridge.RunTimedOut",
  STOPPED: "Landbridge.RunStopped",
  LOST: "Landbridge.RunLost",
  REFUSED: "Landbridge.RunRefused",
};
