import { webhookEvents, webhookLimits, webhookSecretPattern, webhookUserPattern } from "@landbridge/model";
import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { launchPatternSchema } from "../permissions/launch-pattern.ts";
import { instantSchema, nameSchema } from "./scalars.ts";

/** Only what is looked up: a secret that stands in a definition would be in the store. */
const secretReference = z
  .string()
  .max(webhookLimits.secretCharactersMax)
  .regex(webhookSecretPattern, "must be a reference such as ${secret:store:webhook-key}");

export const webhookDefinitionSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(webhookLimits.urlCharactersMax)
    .refine(
      (text) => !webhookUserPattern.test(text),
      "must hold no user name: who calls is proved by the signature",
    ),
  events: z
    .array(z.enum(webhookEvents))
    .min(1)
    .max(webhookLimits.eventsMax)
    .describe("Such as `run.failed`, `run.*` or `*`."),
  sources: z
    .array(launchPatternSchema)
    .max(apiLimits.launchPatternsMax)
    .default([])
    .describe("Only of these jobs and state machines; none: of all."),
  secret: secretReference.describe("What requests are signed with: a reference, looked up for each one."),
  isEnabled: z.boolean().default(true),
});

export const webhookSchema = webhookDefinitionSchema.extend({
  name: nameSchema,
  sources: z.array(z.string()),
  isEnabled: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  owner: z
    .enum(["project", "api"])
    .describe("project: it is of the project folder, which alone changes and deletes it."),
});
export type WebhookBody = z.infer<typeof webhookSchema>;

export const deliveryStatusSchema = z
  .enum(["PENDING", "DEAD"])
  .describe("DEAD: it is tried no more, until somebody asks for it. What arrived is not kept.");

export const webhookDeliverySchema = z.strictObject({
  id: z.string().describe("The request's `webhook-id`: the same in every attempt."),
  webhook: z.string(),
  type: z.string(),
  status: deliveryStatusSchema,
  createdAt: instantSchema,
  attempts: z.int(),
  nextDue: z.exactOptional(instantSchema),
  lastAt: z.exactOptional(instantSchema),
  lastError: z.exactOptional(z.string()),
});
export type WebhookDeliveryBody = z.infer<typeof webhookDeliverySchema>;
