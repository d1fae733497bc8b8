import { z } from "zod";
import { instantSchema } from "./scalars.ts";

const count = z.int().min(0);

/** One of the nodes that share a database; of a server with a store of its own, that server. */
export const nodeSchema = z.strictObject({
  name: z.string(),
  id: z.string().describe("Of this start of its process."),
  isAlive: z.boolean(),
  isSelf: z.boolean().describe("It is the one that answers."),
  isDraining: z.boolean(),
  startedAt: z.exactOptional(instantSchema),
  lastBeatSecondsAgo: z.exactOptional(z.number()),
  leaseLeftSeconds: z
    .exactOptional(z.number())
    .describe("After that others take over what it holds. Absent: nobody else can."),
  partitions: z.array(count).describe("What it holds."),
  lagSeconds: z.number().describe("How late the most overdue work in its partitions is."),
  version: z.exactOptional(z.string()),
  pid: z.exactOptional(count),
  residentExecutions: z.exactOptional(count),
});

export const nodePageSchema = z.strictObject({
  items: z.array(nodeSchema),
  next: z.null(),
  partitionCount: count,
  unheldPartitions: z.array(count).describe("Nobody works on these; it should pass within seconds."),
  era: count.describe("Rises when the database was restored or failed over."),
  questions: z
    .strictObject({ open: count, oldestSeconds: z.number() })
    .describe("What nodes have asked each other and nobody has answered yet."),
});

export const drainNodeSchema = z.strictObject({
  undo: z.boolean().default(false).describe("`true`: it may hold work again."),
});

export const drainedNodeSchema = z.strictObject({ name: z.string(), isDraining: z.boolean() });

export type NodeBody = z.infer<typeof nodeSchema>;
export type NodePageBody = z.infer<typeof nodePageSchema>;
export type DrainedNodeBody = z.infer<typeof drainedNodeSchema>;
