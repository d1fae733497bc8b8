import { z } from "zod";
import { scopeSchema } from "../scope.ts";
import { instantSchema } from "./scalars.ts";

export const keySchema = z.strictObject({
  id: z.string().describe("The part of the key between the two underscores; not secret."),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: instantSchema,
  createdBy: z.string(),
  expiresAt: z.exactOptional(instantSchema),
  revokedAt: z.exactOptional(instantSchema),
  lastUsedAt: z.exactOptional(instantSchema).describe("Written now and then: may lag by a minute."),
});
export type KeyBody = z.infer<typeof keySchema>;

export const createdKeySchema = keySchema.extend({
  secret: z.string().describe("The whole key. It is told this once and is not kept."),
});

export const createKeySchema = z.strictObject({
  name: z.string().min(1).max(128).describe("Who or what holds it; it is the principal in audit records."),
  scopes: z.array(scopeSchema).min(1).max(8),
  expiresAt: instantSchema.optional().describe("Default: never."),
});
