import { z } from "zod";
import { instantSchema, wholeNumber } from "./scalars.ts";

const shareSchema = z.strictObject({
  slots: z.exactOptional(z.int()),
  cpuUnits: z.exactOptional(z.int()),
  memoryMebibytes: z.exactOptional(z.int()),
});

export const hostStateSchema = z
  .enum(["ENROLLED", "ONLINE", "SILENT", "DRAINING", "REMOVED"])
  .describe("ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.");

export const hostSchema = z.strictObject({
  name: z.string(),
  state: hostStateSchema,
  isConnected: z.boolean(),
  labels: z.record(z.string(), z.string()),
  capacity: shareSchema.describe("What it has to give; an absent member is no limit."),
  load: z
    .strictObject({ runs: z.int(), slots: z.int(), cpuUnits: z.int(), memoryMebibytes: z.int() })
    .describe("What runs that may be alive there take together."),
  agentVersion: z.exactOptional(z.string()),
  bootId: z.exactOptional(z.string()),
  createdAt: instantSchema,
  lastSeenAt: z.exactOptional(instantSchema),
});
export type HostBody = z.infer<typeof hostSchema>;

export const enrolHostSchema = z.strictObject({
  name: z.string().min(1).max(128),
  expiresInSeconds: wholeNumber({ min: 60, max: 30 * 86_400 })
    .optional()
    .describe("How long the token holds. Default: a day."),
});

export const enrolledHostSchema = z.strictObject({
  host: hostSchema,
  token: z.string().describe("Told this once. For `landbridge agent --token`."),
  expiresAt: instantSchema,
});
