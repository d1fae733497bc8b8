import { z } from "zod";
import { parametersSchema } from "./environment.ts";
import { nameSchema } from "./names.ts";

export const projectFileSchema = z
  .strictObject({
    name: nameSchema("project").describe("The project's name."),
    description: z.string().max(4_096).optional(),
    parameters: parametersSchema
      .optional()
      .describe("Texts that environments may name with { parameter: NAME }."),
    limits: z
      .enum(["aws", "ground"])
      .optional()
      .describe(
        "What an execution may use. aws (the default): AWS's own limits. ground: wider ones, with which it may not run on AWS.",
      ),
    defaults: z
      .strictObject({
        timezone: z
          .string()
          .optional()
          .describe("IANA name of the time zone of schedules that name none. Default: UTC."),
        roleArn: z
          .string()
          .max(256)
          .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "expected arn:aws:iam::123456789012:role/NAME")
          .optional()
          .describe("The role of workflows that name none; it matters on AWS only."),
      })
      .optional(),
  })
  .describe("A Landbridge project: landbridge.yaml");
