import { z } from "zod";
import { instantSchema } from "./scalars.ts";

export const auditOutcomeSchema = z.enum(["done", "refused", "failed"]);

export const auditRecordSchema = z.strictObject({
  seq: z.int().describe("From 1, without gaps."),
  hash: z
    .string()
    .describe("SHA-256 of the hash before, the number, and the record without these two: the chain."),
  at: instantSchema,
  principal: z
    .strictObject({ key: z.string(), name: z.string() })
    .nullable()
    .describe("The key; null: none that was valid, or the server itself."),
  address: z.string().describe("Where the request came from; `local`: the server's own process."),
  via: z.string().describe("`native`, `server`, or the dialect."),
  operation: z.string(),
  action: z.exactOptional(z.string()),
  target: z.string().describe("The path, without its query."),
  outcome: auditOutcomeSchema,
  status: z.int(),
  code: z.exactOptional(z.string()),
  made: z.exactOptional(z.string()).describe("Where what was made is."),
  request: z.exactOptional(z.string()).describe("The answer's X-Request-ID."),
  count: z.exactOptional(z.int()).describe("How many such attempts the record stands for, if not 1."),
});
export type AuditRecordBody = z.infer<typeof auditRecordSchema>;

export const auditVerificationSchema = z.strictObject({
  isSound: z.boolean(),
  recordCount: z.int(),
  first: z.int().describe("The number of the oldest record that is kept."),
  head: z
    .strictObject({ seq: z.int(), hash: z.string() })
    .describe("The newest record. Kept elsewhere, it shows later whether the end was cut off."),
  uncheckedSealCount: z.int().describe("Blocks that were sealed with a master key that is no longer there."),
  problem: z.exactOptional(z.string()).describe("Where the chain breaks first."),
});
export type AuditVerificationBody = z.infer<typeof auditVerificationSchema>;
