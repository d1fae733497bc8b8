import type { Expectation } from "@landbridge/jobs";
import { hostName, type Json, runId } from "@landbridge/model";
import { entityTag, matchesTag } from "../entity-tag.ts";
import { type Call, type Handlers, json } from "../handler.ts";
import type { Idempotency, Services } from "../services.ts";
import { jobBody, pageBody, runBody, runSummaryBody } from "../views.ts";
import { instantOf, pageRequest, without } from "./page.ts";

type Ops =
  | "listJobs"
  | "getJob"
  | "launchJob"
  | "listRuns"
  | "getRun"
  | "stopRun"
  | "signalRun"
  | "resolveRun";

export function jobHandlers({ jobs, runs }: Services): Handlers<Ops> {
  return {
    listJobs: async ({ query }) => json(200, pageBody(await jobs.list(pageRequest(query)), jobBody)),
    getJob: async ({ params }) => json(200, jobBody(await jobs.get(params.name))),
    launchJob: async ({ params, headers, body }, call) => {
      const { run, isReplay } = await runs.launch({
        job: params.name,
        input: inputOf(body),
        principal: call.principal,
        ...idempotencyOf(headers["idempotency-key"], call),
      });
      return json(202, runBody(run), acceptedHeaders(`/v1/runs/${encodeURIComponent(run.id)}`, isReplay));
    },
    listRuns: async ({ query }) => {
      const { job, status } = query;
      const since = instantOf(query.since);
      const until = instantOf(query.until);
      const host = query.host === undefined ? undefined : hostName(query.host);
      const page = await runs.list({
        ...pageRequest(query),
        ...without({ job, status, host, since, until }),
      });
      return json(200, pageBody(page, runSummaryBody));
    },
    getRun: async ({ params }, call) => {
      const run = await runs.get(runId(params.id));
      await call.permit(() => ({ kind: "job", name: run.job }));
      return json(200, runBody(run));
    },
    stopRun: async ({ params, headers, body: { reason } }, { principal }) => {
      const expects = expectation(headers["if-match"]);
      const run = await runs.stop(runId(params.id), { principal, ...without({ reason, expects }) });
      return json(202, runBody(run));
    },
    signalRun: async ({ params, body }) => {
      const { run, processCount } = await runs.signal(runId(params.id), body.signal);
      return json(200, { run: runBody(run), processCount });
    },
    resolveRun: async ({ params, headers, body: { reason } }, { principal }) => {
      const expects = expectation(headers["if-match"]);
      const run = await runs.resolve(runId(params.id), { principal, reason, ...without({ expects }) });
      return json(200, runBody(run));
    },
  };
}

/** Of the ETag with which GET answers for the run. */
function expectation(ifMatch: string | undefined): Expectation | undefined {
  if (ifMatch === undefined) return undefined;
  return (run) => matchesTag(ifMatch, entityTag(JSON.stringify(runBody(run))));
}

/** Null is an input; an absent one is an empty object, as AWS has it. */
export function inputOf(body: { readonly input?: Json | undefined }): Json {
  return body.input === undefined ? {} : body.input;
}

export function idempotencyOf(key: string | undefined, call: Call): { readonly idempotency?: Idempotency } {
  if (key === undefined) return {};
  return { idempotency: { principal: call.principal, key, bodyHash: call.bodyHash() } };
}

export function acceptedHeaders(location: string, isReplay: boolean): Record<string, string> {
  return isReplay ? { location, "idempotency-replayed": "true" } : { location };
}
