import {
  concurrencyPolicies,
  type FunctionDefinition,
  functionRuntimes,
  type JobDefinition,
  type ProjectDefinitions,
  type ScheduleDefinition,
  type StateMachineDefinition,
  type WebhookDefinition,
  webhookLimits,
} from "@landbridge/model";
import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { launchPatternSchema } from "../permissions/launch-pattern.ts";
import { commandSchema, jobRetrySchema, placementShape } from "./job.ts";
import { issueSchema } from "./problem.ts";
import { groundPayloadSchema, nameSchema } from "./scalars.ts";
import { scheduleStateSchema, scheduleTargetSchema, scheduleTermsShape } from "./schedule.ts";
import { stateMachineTypeSchema } from "./state-machine.ts";
import { webhookDefinitionSchema } from "./webhook.ts";

// A checked project, every default filled in, as packages/model describes it: the compiler holds the
// schemas to those types, so neither can move alone.

const pathSchema = z.string().min(1).max(4_096);
const secondsMax = 31_536_000;
const asFileSchema = z.exactOptional(z.literal("file"));
const textRecord = z.record(z.string().min(1).max(256), z.string().max(131_072));

export const jobDefinitionSchema = z.strictObject({
  name: nameSchema,
  description: z.exactOptional(z.string().max(4_096)),
  command: commandSchema,
  workingDirectory: z.exactOptional(pathSchema),
  environment: z.record(
    z.string().min(1).max(256),
    z.union([
      z.string().max(131_072),
      z.strictObject({ input: z.string().max(4_096), as: asFileSchema }),
      z.strictObject({ parameter: z.string().max(256), as: asFileSchema }),
      z.strictObject({ text: z.string().max(131_072), as: z.literal("file") }),
    ]),
  ),
  timeoutSeconds: z.exactOptional(z.number().positive().max(secondsMax)),
  killGraceSeconds: z.number().min(0).max(86_400),
  successExitCodes: z.array(z.int().min(0).max(255)).max(256),
  concurrency: z.enum(concurrencyPolicies),
  retry: jobRetrySchema,
  data: z.enum(["normal", "sensitive"]),
  outputBytesMax: z.int().min(0),
  limits: z.exactOptional(z.literal("ground")),
  parameters: textRecord,
  ...placementShape,
  hasCallback: z.exactOptional(z.literal(true)),
}) satisfies z.ZodType<JobDefinition>;

export const functionDefinitionSchema = z.strictObject({
  name: nameSchema,
  runtime: z.exactOptional(z.enum(functionRuntimes)),
  entry: pathSchema,
  handler: z.string().min(1).max(128),
  memoryMegabytes: z.int().min(1).max(1_048_576),
  timeoutSeconds: z.number().positive().max(secondsMax),
  concurrency: z.int().min(1).max(10_000),
  environment: textRecord,
}) satisfies z.ZodType<FunctionDefinition>;

export const stateMachineDefinitionSchema = z.strictObject({
  name: nameSchema,
  type: stateMachineTypeSchema,
  definition: z.string().min(2).max(apiLimits.definitionLengthMax),
  roleArn: z.string().max(256),
  limits: z.exactOptional(z.literal("ground")),
}) satisfies z.ZodType<StateMachineDefinition>;

export const scheduleDefinitionSchema = z.strictObject({
  name: nameSchema,
  description: z.exactOptional(z.string().max(4_096)),
  expression: z.string().min(1).max(256),
  timezone: z.string().min(1).max(64),
  target: scheduleTargetSchema,
  input: groundPayloadSchema,
  state: scheduleStateSchema,
  ...scheduleTermsShape,
}) satisfies z.ZodType<ScheduleDefinition>;

const projectWebhookSchema = webhookDefinitionSchema.extend({
  name: nameSchema,
  sources: z.array(launchPatternSchema).max(webhookLimits.sourcesMax),
  isEnabled: z.boolean(),
}) satisfies z.ZodType<WebhookDefinition>;

const many = apiLimits.definitionsPerKindMax;
export const projectDefinitionsSchema = z.strictObject({
  name: nameSchema,
  jobs: z.array(jobDefinitionSchema).max(many),
  functions: z.array(functionDefinitionSchema).max(many),
  stateMachines: z.array(stateMachineDefinitionSchema).max(many),
  schedules: z.array(scheduleDefinitionSchema).max(many),
  webhooks: z.exactOptional(z.array(projectWebhookSchema).max(many)),
}) satisfies z.ZodType<ProjectDefinitions>;

export const projectChangeSchema = z.strictObject({
  kind: z.enum(["job", "function", "state-machine", "schedule", "webhook"]),
  name: z.string(),
  change: z.enum(["created", "updated", "deleted"]),
});

export const projectChangesSchema = z.strictObject({
  project: z.string(),
  isPlan: z.boolean().describe("true: this is what would change; nothing was."),
  changes: z.array(projectChangeSchema),
  unchangedCount: z.int(),
  warnings: z.array(issueSchema),
});
export type ProjectChangesBody = z.infer<typeof projectChangesSchema>;
