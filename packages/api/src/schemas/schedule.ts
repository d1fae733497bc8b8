import { z } from "zod";
import { instantSchema, jsonSchema } from "./scalars.ts";

export const scheduleStateSchema = z.enum(["ENABLED", "DISABLED"]);

export const scheduleTargetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("job"), job: z.string() }),
  z.strictObject({ kind: z.literal("state-machine"), stateMachine: z.string() }),
]);

export const scheduleSchema = z.strictObject({
  name: z.string(),
  description: z.exactOptional(z.string()),
  expression: z.string().describe("`cron(…)`, `rate(…)` or `at(…)`, as in EventBridge Scheduler."),
  timezone: z.string(),
  target: scheduleTargetSchema,
  input: jsonSchema,
  state: scheduleStateSchema,
  nextDue: instantSchema.nullable().describe("null: never again, or DISABLED."),
});
export type ScheduleBody = z.infer<typeof scheduleSchema>;

/** UPCOMING is computed, the others are kept: fired exactly once, or not, with the reason. */
export const occurrenceStatuses = ["UPCOMING", "FIRED", "SKIPPED", "MISSED"] as const;

export const occurrenceSchema = z.strictObject({
  schedule: z.string(),
  due: instantSchema,
  status: z.enum(occurrenceStatuses),
  decidedAt: z.exactOptional(instantSchema).describe("When it was fired, skipped or found missed."),
  reason: z.exactOptional(z.string()).describe("One sentence: why it was not launched, or was refused."),
  reasonCode: z.exactOptional(z.string()).describe("SKIPPED or MISSED: the same for programs; stable."),
  run: z.exactOptional(z.string()).describe("FIRED: the launch; REFUSED where it would have overlapped."),
  execution: z.exactOptional(z.string()),
  blockingRun: z
    .exactOptional(z.string())
    .describe("The run that held the slot, where the launch was refused."),
  summary: z
    .exactOptional(z.strictObject({ from: instantSchema, count: z.int() }))
    .describe("This item stands for so many occurrences, from `from` up to `due`."),
});
export type OccurrenceBody = z.infer<typeof occurrenceSchema>;

export const occurrenceRangeSchema = z.enum(["past", "upcoming"]);
