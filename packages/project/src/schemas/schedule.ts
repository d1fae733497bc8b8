import type { Json } from "@landbridge/model";
import { z } from "zod";
import { nameSchema } from "./names.ts";

const targetSchema = z
  .strictObject({
    job: z.string().optional().describe("The name of a job."),
    stateMachine: z.string().optional().describe("The name of a workflow."),
    function: z.string().optional().describe("The name of a function; called asynchronously."),
  })
  .refine((target) => Object.values(target).filter((name) => name !== undefined).length === 1, {
    error: "expected one of job: NAME, stateMachine: NAME and function: NAME",
  });

const instantSchema = z.iso
  .datetime({ offset: true, error: "expected a date and time with its offset, as in 2030-01-31T06:00:00Z" })
  .transform((text) => Date.parse(text));

export const scheduleFileSchema = z
  .strictObject({
    name: nameSchema("schedule").optional().describe("Default: the file's name."),
    description: z.string().max(4_096).optional(),
    expression: z.string().describe("cron(…), rate(…) or at(…), as in EventBridge Scheduler."),
    timezone: z.string().optional().describe("IANA name. Default: the project's defaults.timezone."),
    target: targetSchema,
    input: z
      .custom<Json>((value) => value !== undefined)
      .optional()
      .meta({ description: "Any JSON value. Default: {}." }),
    state: z.enum(["ENABLED", "DISABLED"]).optional().describe("Default: ENABLED."),
    start: instantSchema.optional().describe("Not due before; a rate counts from it. Default: at once."),
    end: instantSchema.optional().describe("Not due after. Default: never ends."),
    flexibleWindowMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .optional()
      .describe("A launch may come so much later than it is due. Default: at the very time."),
    retry: z
      .strictObject({
        maxAttempts: z.int().min(0).max(185).default(185),
        maxAgeSeconds: z.int().min(60).max(86_400).default(86_400),
      })
      .optional()
      .describe("How long a launch that fails is tried again. Default: for 15 minutes."),
    deadLetterQueue: z
      .string()
      .regex(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}(\.fifo)?$/, {
        error: "expected the ARN of a queue, as in arn:aws:sqs:us-east-1:000000000000:late",
      })
      .optional()
      .describe("Takes what could not be launched."),
    afterCompletion: z
      .enum(["NONE", "DELETE"])
      .optional()
      .describe("DELETE: the schedule goes once its last occurrence was launched. Default: NONE."),
  })
  .describe("A Landbridge schedule: schedules/NAME.yaml");
export type ScheduleFile = z.output<typeof scheduleFileSchema>;
