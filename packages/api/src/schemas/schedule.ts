import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { instantSchema, jsonObjectSchema, jsonSchema } from "./scalars.ts";

export const scheduleStateSchema = z.enum(["ENABLED", "DISABLED"]);

export const scheduleTargetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("job"), job: z.string() }),
  z.strictObject({ kind: z.literal("state-machine"), stateMachine: z.string() }),
  z.strictObject({ kind: z.literal("function"), function: z.string() }),
  z.strictObject({
    kind: z.literal("aws"),
    arn: z.string().max(1_600),
    roleArn: z.string().max(1_600),
    input: z.exactOptional(z.string().max(apiLimits.payloadBytesMax)).describe("In place of `input`."),
    parameters: z.exactOptional(jsonObjectSchema),
  }),
]);

/** What a schedule may have beside the usual, in a project folder and through the Scheduler API alike. */
export const scheduleTermsShape = {
  group: z.exactOptional(z.string()).describe("Absent: default."),
  startAt: z.exactOptional(z.int()).describe("Epoch milliseconds."),
  endAt: z.exactOptional(z.int()).describe("Epoch milliseconds."),
  flexibleWindowMinutes: z.exactOptional(z.int().min(1).max(1_440)),
  retry: z.exactOptional(
    z.strictObject({ maxAttempts: z.int().min(0).max(185), maxAgeSeconds: z.int().min(60).max(86_400) }),
  ),
  deadLetterArn: z.exactOptional(z.string().min(1).max(1_600)),
  afterCompletion: z.exactOptional(z.literal("DELETE")),
  kmsKeyArn: z.exactOptional(z.string().max(2_048)),
};

export const scheduleSchema = z.strictObject({
  name: z.string(),
  description: z.exactOptional(z.string()),
  expression: z.string().describe("`cron(…)`, `rate(…)` or `at(…)`, as in EventBridge Scheduler."),
  timezone: z.string(),
  target: scheduleTargetSchema,
  input: jsonSchema,
  state: scheduleStateSchema,
  ...scheduleTermsShape,
  owner: z.enum(["project", "api"]).describe("Who made it: a project folder, or the Scheduler API."),
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

/** What a schedule's dead-letter queue holds: SQS has no place on the ground, so the queue is this list. */
export const deadLetterSchema = z.strictObject({
  id: z.string(),
  queue: z.string().describe("The ARN that the schedule names."),
  schedule: z.string(),
  due: instantSchema,
  sentAt: instantSchema,
  reason: z.string().describe("One sentence: why it was not launched."),
  reasonCode: z.string(),
  attempts: z.exactOptional(z.int()),
  target: scheduleTargetSchema,
  input: jsonSchema,
});
export type DeadLetterBody = z.infer<typeof deadLetterSchema>;

export const occurrenceRangeSchema = z.enum(["past", "upcoming"]);
