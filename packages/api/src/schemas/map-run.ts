import { z } from "zod";
import { instantSchema } from "./scalars.ts";

const count = z.int().min(0);

const countsSchema = z.strictObject({
  succeeded: count,
  failed: count,
  timedOut: count,
  aborted: count,
  pending: count,
  running: count,
  resultsWritten: count,
  total: count.describe("Known so far; more may come while it is RUNNING."),
  failuresNotRedrivable: count,
  pendingRedrive: count.describe("Unsuccessful ones that wait for the redrive that is under way."),
});

/** As DescribeMapRun tells of it. */
export const mapRunSchema = z.strictObject({
  id: z.string(),
  arn: z.string(),
  execution: z.string().describe("The ARN of the execution whose Map state it is."),
  children: z
    .string()
    .describe("What GET /v1/executions takes as `stateMachine` to list its child executions."),
  status: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "ABORTED"]),
  startedAt: instantSchema,
  stoppedAt: z.exactOptional(instantSchema),
  maxConcurrency: count.describe("0: no limit of the definition's."),
  toleratedFailureCount: count,
  toleratedFailurePercentage: z.number(),
  itemCounts: countsSchema,
  executionCounts: countsSchema,
  redriveCount: count,
  redrivenAt: z.exactOptional(instantSchema).describe("The last time."),
});

export const updateMapRunSchema = z.strictObject({
  maxConcurrency: count.optional().describe("0: no limit of one's own."),
  toleratedFailureCount: count.optional(),
  toleratedFailurePercentage: z.number().min(0).max(100).optional(),
});

export type MapRunBody = z.output<typeof mapRunSchema>;
