import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { instantSchema } from "./scalars.ts";

export const secretNameSchema = z
  .string()
  .min(1)
  .max(apiLimits.secretNameLengthMax)
  .regex(/^[A-Za-z0-9_.-]*$/, "only letters, digits, and the characters - _ . are allowed");

export const secretSchema = z.strictObject({
  name: z.string(),
  reference: z.string().describe("What definitions write to mean it."),
  revision: z.int().describe("1, then one more each time it is put."),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  updatedBy: z.string(),
  keyId: z.string().describe("Of the master key that it is encrypted under."),
});
export type SecretBody = z.infer<typeof secretSchema>;

export const putSecretSchema = z.strictObject({
  value: z.string().min(1).max(apiLimits.secretLengthMax).describe("Never given back."),
});

export const rotatedSecretsSchema = z.strictObject({
  keyId: z.string().describe("Of the present master key."),
  changedCount: z.int().describe("Secrets that were encrypted anew."),
});
export type RotatedSecretsBody = z.infer<typeof rotatedSecretsSchema>;
