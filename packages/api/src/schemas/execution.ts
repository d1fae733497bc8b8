import { executionStatuses } from "@landbridge/model";
import { z } from "zod";
import {
  causeSchema,
  errorNameSchema,
  instantSchema,
  jsonSchema,
  nameSchema,
  payloadSchema,
} from "./scalars.ts";

export const executionStatusSchema = z.enum(executionStatuses);

export const executionSummarySchema = z.strictObject({
  id: z.string(),
  arn: z.string(),
  name: z.string(),
  stateMachine: z.string(),
  revision: z.string(),
  status: executionStatusSchema,
  startedAt: instantSchema,
  stoppedAt: z.exactOptional(instantSchema),
});

export const executionSchema = executionSummarySchema.extend({
  input: jsonSchema,
  output: z.exactOptional(jsonSchema).describe("Once SUCCEEDED."),
  error: z.exactOptional(z.string()),
  cause: z.exactOptional(z.string()),
});
export type ExecutionBody = z.infer<typeof executionSchema>;

export const startExecutionSchema = z.strictObject({
  name: nameSchema
    .optional()
    .describe(
      "Unique among the machine's executions. Default: one is made. The same name and input start nothing new.",
    ),
  input: payloadSchema.optional().describe("Default: an empty object."),
});

export const stopExecutionSchema = z.strictObject({
  error: errorNameSchema.optional(),
  cause: causeSchema.optional(),
});

/** As GetExecutionHistory gives it; besides these members, the details under the name that AWS gives them. */
export const historyEventSchema = z
  .looseObject({
    id: z.int().describe("From 1, without gaps."),
    previousEventId: z.int(),
    timestamp: z.number().describe("Seconds since 1970-01-01T00:00:00Z, with a fraction."),
    type: z.string(),
  })
  .describe(
    "An event as AWS Step Functions' GetExecutionHistory gives it, its details under AWS's name for them.",
  );
