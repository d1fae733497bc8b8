import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { scopeSchema } from "../permissions/actions.ts";
import { launchPatternSchema } from "../permissions/launch-pattern.ts";
import { instantSchema } from "./scalars.ts";

const grants = {
  scopes: z.array(scopeSchema),
  launch: z
    .array(launchPatternSchema)
    .describe("What it may launch and then look at, besides its scopes: `job:NAME`, `state-machine:NA*`."),
} as const;

/** Absent: the server's own. */
export const keyLimitsSchema = z.strictObject({
  requestsPerSecond: z.int().min(1).max(apiLimits.keyRateMax).describe("In the long run."),
  requestsBurst: z.int().min(1).max(apiLimits.keyRateMax).describe("At once, after a pause."),
});

export const keySchema = z.strictObject({
  id: z.string().describe("The part of the key between the two underscores; not secret."),
  accessKeyId: z
    .exactOptional(z.string())
    .describe("An access key pair, for AWS's clients: the id that they sign with."),
  name: z.string(),
  ...grants,
  limits: z.exactOptional(keyLimitsSchema),
  createdAt: instantSchema,
  createdBy: z.string(),
  expiresAt: z.exactOptional(instantSchema),
  revokedAt: z.exactOptional(instantSchema),
  replaces: z.exactOptional(z.string()).describe("The key that was rotated into this one."),
  replacedBy: z.exactOptional(z.string()).describe("The key that this one was rotated into."),
  lastUsedAt: z.exactOptional(instantSchema).describe("Written now and then: may lag by a minute."),
});
export type KeyBody = z.infer<typeof keySchema>;

export const createdKeySchema = keySchema.extend({
  secret: z.exactOptional(z.string()).describe("The whole key. It is told this once and is not kept."),
  secretAccessKey: z
    .exactOptional(z.string())
    .describe("An access key pair's secret, in place of `secret`. It is told this once and is not kept."),
});

export const createKeySchema = z
  .strictObject({
    name: z.string().min(1).max(128).describe("Who or what holds it; it is the principal in audit records."),
    scopes: grants.scopes.max(8).default([]),
    launch: grants.launch.max(apiLimits.launchPatternsMax).default([]),
    limits: keyLimitsSchema.optional(),
    aws: z.boolean().default(false).describe("Make an access key pair, which AWS's clients sign with."),
    expiresAt: instantSchema.optional().describe("Default: never."),
  })
  .refine(({ scopes, launch }) => scopes.length + launch.length > 0, {
    path: ["scopes"],
    message: "a key needs a scope or something that it may launch",
  });

export const rotateKeySchema = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(apiLimits.rotationOverlapSecondsMax)
    .default(86_400)
    .describe("How long the old key still opens what it did."),
  expiresAt: instantSchema
    .optional()
    .describe("Of the new key. Default: it lives as long as the old one was made to."),
});
