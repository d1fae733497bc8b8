import { executionStatuses } from "@landbridge/model";
import { z } from "zod";
import {
  causeSchema,
  errorNameSchema,
  groundPayloadSchema,
  instantSchema,
  jsonSchema,
  nameSchema,
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
  redriveCount: z.int().min(0),
  redrivenAt: z.exactOptional(instantSchema).describe("The last time."),
});

const redriveSchema = z.strictObject({
  status: z.enum(["REDRIVABLE", "NOT_REDRIVABLE", "REDRIVABLE_BY_MAP_RUN"]),
  reason: z.exactOptional(z.string()).describe("Why not, in AWS's words."),
});

const usedSchema = z.strictObject({
  used: z.number(),
  limit: z.number().describe("AWS's."),
  share: z.number().describe("used / limit; above 1 it could not run on AWS."),
});

const headroomSchema = z
  .strictObject({
    events: usedSchema.describe("Events of the history."),
    payloadBytes: usedSchema.describe("UTF-8 bytes of the largest input, output or parameters so far."),
    longestTaskSeconds: z
      .exactOptional(usedSchema)
      .describe(
        "The task that used most of what AWS gives it: 900 s for a function, 300 s in an Express execution, else a year.",
      ),
  })
  .describe("What the execution used of AWS's limits, whatever limits it runs under.");

export const executionSchema = executionSummarySchema.extend({
  input: jsonSchema,
  output: z.exactOptional(jsonSchema).describe("Once SUCCEEDED."),
  error: z.exactOptional(z.string()),
  cause: z.exactOptional(z.string()),
  redrive: z
    .exactOptional(redriveSchema)
    .describe("Whether it can be redriven now. Where one execution is asked for."),
  headroom: z.exactOptional(headroomSchema).describe("Where one execution is asked for."),
});
export type ExecutionBody = z.infer<typeof executionSchema>;

export const startExecutionSchema = z.strictObject({
  name: nameSchema
    .optional()
    .describe(
      "Unique among the machine's executions. Default: one is made. The same name and input start nothing new.",
    ),
  input: groundPayloadSchema.optional().describe("Default: an empty object."),
});

export const stopExecutionSchema = z.strictObject({
  error: errorNameSchema.optional(),
  cause: causeSchema.optional(),
});

export const redriveExecutionSchema = z.strictObject({
  clientToken: z
    .string()
    .regex(/^[!-~]{1,64}$/)
    .optional()
    .describe("Sent again within 15 minutes, it redrives nothing and gives the first answer."),
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
