import { webhookEvents, webhookLimits, webhookSecretPattern, webhookUserPattern } from "@landbridge/model";
import { z } from "zod";
import { nameSchema } from "./names.ts";

export const webhookFileSchema = z
  .strictObject({
    name: nameSchema("webhook").optional().describe("Default: the file's name."),
    url: z
      .url({ protocol: /^https?$/, error: "expected an http or https address" })
      .max(webhookLimits.urlCharactersMax)
      .refine(
        (text) => !webhookUserPattern.test(text),
        "must hold no user name: the signature proves who calls",
      ),
    events: z
      .array(z.enum(webhookEvents))
      .min(1)
      .max(webhookLimits.eventsMax)
      .describe("Such as run.failed, run.* or *."),
    of: z
      .array(
        z
          .string()
          .max(96)
          .regex(
            /^(?:job|state-machine):[A-Za-z0-9_.*-]+$/,
            "expected job:NAME or state-machine:NAME; * stands for any characters",
          ),
      )
      .max(webhookLimits.sourcesMax)
      .optional()
      .describe("Only of these jobs and workflows. Default: of all."),
    secret: z
      .string()
      .max(webhookLimits.secretCharactersMax)
      .regex(
        webhookSecretPattern,
        "expected a reference such as ${secret:store:webhook-key}, never the secret itself",
      )
      .describe("What deliveries are signed with."),
    enabled: z.boolean().optional().describe("Default: true."),
  })
  .describe("A Landbridge webhook: webhooks/NAME.yaml");
