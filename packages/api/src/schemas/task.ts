import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { causeSchema, errorNameSchema, groundPayloadSchema } from "./scalars.ts";

const tokenSchema = z
  .string()
  .min(1)
  .max(apiLimits.taskTokenLengthMax)
  .describe("As the task received it. In the body, so that it is in no log of addresses.");

export const taskSuccessSchema = z.strictObject({ token: tokenSchema, output: groundPayloadSchema });

export const taskFailureSchema = z.strictObject({
  token: tokenSchema,
  error: errorNameSchema.optional(),
  cause: causeSchema.optional(),
});

export const taskHeartbeatSchema = z.strictObject({ token: tokenSchema });
