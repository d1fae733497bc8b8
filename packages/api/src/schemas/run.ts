import { runSignals, runStatuses } from "@landbridge/model";
import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { groundPayloadSchema, instantSchema, jsonSchema, reasonSchema } from "./scalars.ts";

export const runStatusSchema = z.enum(runStatuses);

export const processExitSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("code"), code: z.int() }),
  z.strictObject({ kind: z.literal("signal"), signal: z.string() }),
]);

export const launchCauseSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("api"), principal: z.string() }),
  z.strictObject({ kind: z.literal("schedule"), schedule: z.string(), due: instantSchema }),
  // The task's token stays inside: whoever holds it may end the task.
  z.strictObject({ kind: z.literal("execution"), execution: z.string() }),
]);

export const runSummarySchema = z.strictObject({
  id: z.string(),
  job: z.string(),
  status: runStatusSchema,
  cause: launchCauseSchema,
  attempt: z.int().describe("From 1; 0: nothing was started yet."),
  host: z.exactOptional(z.string()),
  requestedAt: instantSchema,
  startedAt: z.exactOptional(instantSchema),
  endedAt: z.exactOptional(instantSchema),
  exit: z.exactOptional(processExitSchema),
  blockingRun: z.exactOptional(z.string()).describe("REFUSED: the run that held the slot."),
  reason: z.exactOptional(z.string()),
  progress: z
    .exactOptional(
      z.strictObject({
        percent: z.exactOptional(z.number()),
        message: z.exactOptional(z.string()),
        metrics: z.exactOptional(z.record(z.string(), z.number())),
        at: instantSchema,
      }),
    )
    .describe("What the job said last in its LANDBRIDGE_PROGRESS_FILE."),
});
export type RunSummaryBody = z.infer<typeof runSummarySchema>;

export const runSchema = runSummarySchema.extend({
  input: jsonSchema,
  result: z.exactOptional(jsonSchema).describe("What the job left in its result file."),
});
export type RunBody = z.infer<typeof runSchema>;

export const launchJobSchema = z.strictObject({
  input: groundPayloadSchema.optional().describe("Default: an empty object."),
});

export const stopRunSchema = z.strictObject({ reason: reasonSchema.optional() });

export const resolveRunSchema = z.strictObject({
  reason: reasonSchema.describe(
    `How you know that no process of the run is left; kept with your key's name. At most ${apiLimits.reasonLengthMax} characters.`,
  ),
});

export const signalRunSchema = z.strictObject({ signal: z.enum(runSignals) });

export const signalledRunSchema = z.strictObject({
  run: runSchema,
  processCount: z.int().describe("Processes of the run that the signal reached."),
});
export type SignalledRunBody = z.infer<typeof signalledRunSchema>;

export const outputStreamSchema = z.enum(["stdout", "stderr"]);
