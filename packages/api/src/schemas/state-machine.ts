import { z } from "zod";
import { instantSchema } from "./scalars.ts";

export const stateMachineTypeSchema = z.enum(["STANDARD", "EXPRESS"]);

export const stateMachineSummarySchema = z.strictObject({
  name: z.string(),
  arn: z.string(),
  type: stateMachineTypeSchema,
  revision: z.string().describe("Names the definition that a new execution pins."),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});

export const stateMachineSchema = stateMachineSummarySchema.extend({
  definition: z.string().describe("The Amazon States Language, as JSON text."),
  roleArn: z.string(),
});
export type StateMachineBody = z.infer<typeof stateMachineSchema>;
