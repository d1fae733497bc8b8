import { ApiError } from "@landbridge/api";
import type { Jobs, LaunchAnswer, LaunchOutcome } from "@landbridge/jobs";
import { epochMs, LandbridgeError, type Run, type RunId } from "@landbridge/model";
import type { JobServices, JobView, RunServices } from "../http/services.ts";
import { pageOf } from "./pages.ts";

export function createRunServices(jobs: Jobs): RunServices {
  const runOf = async (id: RunId): Promise<Run> => {
    const run = await jobs.getRun(id);
    if (run === undefined) throw runNotFound(id);
    return run;
  };
  return {
    async launch({ job, input, principal, idempotency }) {
      const cause = { kind: "api", principal } as const;
      const outcome = await jobs.launch({
        job,
        input,
        cause,
        ...(idempotency !== undefined && { idempotency }),
      });
      return launched(job, outcome);
    },
    list: (query) => jobs.listRuns(query),
    get: runOf,
    async stop(run, by) {
      const outcome = await jobs.stop(run, by);
      if (outcome.kind === "unknown-run") throw runNotFound(run);
      if (outcome.kind === "unexpected") throw notAsExpected(run);
      return outcome.run;
    },
    async signal(run, signal) {
      const outcome = await reaching(() => jobs.signal(run, signal));
      switch (outcome.kind) {
        case "signalled":
          return outcome;
        case "unknown-run":
          throw runNotFound(run);
        case "no-process":
          throw new ApiError("RUN_NOT_RUNNING", `run ${run} is ${outcome.run.status} and was not reached.`);
      }
    },
    async resolve(run, by) {
      const outcome = await jobs.markLost(run, by);
      switch (outcome.kind) {
        case "lost":
          return outcome.run;
        case "unknown-run":
          throw runNotFound(run);
        case "unexpected":
          throw notAsExpected(run);
        case "no-process":
          throw new ApiError("RUN_NOT_RESOLVABLE", `run ${run} has no process; stop it instead.`);
        case "already-over":
          throw new ApiError("RUN_NOT_RESOLVABLE", `run ${run} is ${outcome.run.status} already.`);
      }
    },
    async readOutput(request) {
      const chunk = await reaching(() => jobs.readOutput(request));
      if (chunk === undefined) throw runNotFound(request.run);
      return chunk;
    },
    watchOutput: (run, attempt, changed) => reaching(() => jobs.watchOutput(run, attempt, changed)),
  };
}

function launched(job: string, outcome: LaunchOutcome): { readonly run: Run; readonly isReplay: boolean } {
  switch (outcome.kind) {
    case "accepted":
    case "refused":
      return { run: accepted(outcome), isReplay: false };
    case "replayed":
      return { run: accepted(outcome.first), isReplay: true };
    case "unknown-job":
      throw new ApiError("JOB_NOT_FOUND", `there is no job "${job}".`);
    case "idempotency-conflict":
      throw new ApiError("IDEMPOTENCY_KEY_REUSED", "the key was sent before with another request.");
    case "overloaded":
      throw new ApiError("LIMIT_EXCEEDED", outcome.message);
    case "also-rejected":
      throw new ApiError("INTERNAL", "the launch was refused for a reason that it did not bring.");
  }
}

function accepted(answer: LaunchAnswer): Run {
  if (answer.kind === "accepted") return answer.run;
  const { run, blockingRun } = answer;
  const detail = `job "${run.job}" is running already: run ${blockingRun}. The refused launch is kept as run ${run.id}.`;
  throw new ApiError("RUN_BLOCKED", detail, { run: run.id, blockingRun });
}

function runNotFound(run: RunId): ApiError {
  return new ApiError("RUN_NOT_FOUND", `there is no run ${run}.`);
}

function notAsExpected(run: RunId): ApiError {
  return new ApiError("PRECONDITION_FAILED", `run ${run} is not as it was; nothing was done.`);
}

async function reaching<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof LandbridgeError) || error.code !== "HOST_AWAY") throw error;
    throw new ApiError("HOST_UNREACHABLE", error.message, { cause: error });
  }
}

export function createJobServices(jobs: Jobs): JobServices {
  const views = async (): Promise<JobView[]> => {
    const applied = new Map((await jobs.jobRows()).map((row) => [row.key, Number(row.columns.createdAt)]));
    return (await jobs.listJobs()).map((definition) => ({
      definition,
      appliedAt: epochMs(applied.get(definition.name) ?? 0),
    }));
  };
  return {
    list: async (page) => pageOf(await views(), page, (view) => view.definition.name),
    async get(name) {
      const view = (await views()).find(({ definition }) => definition.name === name);
      if (view === undefined) throw new ApiError("JOB_NOT_FOUND", `there is no job "${name}".`);
      return view;
    },
  };
}
