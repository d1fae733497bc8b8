import { z } from "zod";
import { durationSchema } from "./duration.ts";
import { functionEnvironmentSchema } from "./environment.ts";

export const functionFileSchema = z
  .strictObject({
    description: z.string().max(4_096).optional(),
    handler: z
      .string()
      .max(128)
      .regex(/^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$]*)*$/, "expected a name such as handler or index.handler")
      .optional()
      .describe("The exported function, as Lambda names it. Default: index.handler."),
    memory: z.int().min(64).max(1_048_576).optional().describe("Megabytes, as on Lambda. Default: 128."),
    timeout: durationSchema({ minSeconds: 0.001, maxSeconds: 900 })
      .optional()
      .describe("Lambda's limit is 15 minutes; what takes longer is a job. Default: 3s."),
    concurrency: z.int().min(1).max(10_000).optional().describe("How many may run at once. Default: 10."),
    environment: functionEnvironmentSchema.optional(),
  })
  .describe("A Landbridge function's settings: functions/NAME/function.yaml");
export type FunctionFile = z.output<typeof functionFileSchema>;
