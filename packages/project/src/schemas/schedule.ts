import type { Json } from "@landbridge/model";
import { z } from "zod";
import { nameSchema } from "./names.ts";

const targetSchema = z
  .strictObject({
    job: z.string().optional().describe("The name of a job."),
    stateMachine: z.string().optional().describe("The name of a workflow."),
  })
  .refine(({ job, stateMachine }) => (job === undefined) !== (stateMachine === undefined), {
    error: "expected either job: NAME or stateMachine: NAME",
  });

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
  })
  .describe("A Landbridge schedule: schedules/NAME.yaml");
export type ScheduleFile = z.output<typeof scheduleFileSchema>;
