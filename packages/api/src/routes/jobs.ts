import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { jobSchema } from "../schemas/job.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { launchJobSchema, runSchema } from "../schemas/run.ts";
import { pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const idempotencyHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters")
    .max(apiLimits.idempotencyKeyLengthMax)
    .optional()
    .describe("The same key with the same request gives the first answer again and launches nothing new."),
});

export const jobPageSchema = pageOf(jobSchema);

const nameParams = z.strictObject({ name: pathTextSchema });

export const jobRoutes = {
  listJobs: route({
    operationId: "listJobs",
    method: "GET",
    path: "/v1/jobs",
    tag: "Jobs",
    summary: "List jobs",
    description: "The jobs as they were last applied, newest first.",
    action: "jobs:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of jobs.", jobPageSchema) },
    errors: [],
  }),
  getJob: route({
    operationId: "getJob",
    method: "GET",
    path: "/v1/jobs/{name}",
    tag: "Jobs",
    summary: "Look at a job",
    description: "The job's definition as it was last applied. The environment's values are not shown.",
    action: "jobs:read",
    resource: { kind: "job", from: "path", name: "name" },
    params: nameParams,
    answers: { 200: json("The job.", jobSchema) },
    errors: ["JOB_NOT_FOUND"],
  }),
  launchJob: route({
    operationId: "launchJob",
    method: "POST",
    path: "/v1/jobs/{name}/runs",
    tag: "Runs",
    summary: "Launch a job",
    description:
      "Answers as soon as the launch is stored, not when the job ends. A launch that would overlap " +
      "with a run of a job whose concurrency is `forbid` is refused with 409, and kept as a run with " +
      "status REFUSED.",
    action: "runs:launch",
    resource: { kind: "job", from: "path", name: "name" },
    params: nameParams,
    headers: idempotencyHeaders,
    body: { schema: launchJobSchema, isOptional: true, bytesMax: apiLimits.payloadBodyBytesMax },
    answers: {
      202: json("The launch is stored.", runSchema, {
        Location: "The run: /v1/runs/{id}.",
        "Idempotency-Replayed": "`true` when this is the answer to an earlier request with the same key.",
      }),
    },
    errors: ["JOB_NOT_FOUND", "RUN_BLOCKED", "IDEMPOTENCY_KEY_REUSED", "LIMIT_EXCEEDED"],
  }),
} as const;
