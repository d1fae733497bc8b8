import { functionRuntimes } from "@landbridge/model";
import { z } from "zod";
import { durationSchema } from "./duration.ts";
import { functionEnvironmentSchema } from "./environment.ts";

export const functionFileSchema = z
  .strictObject({
    description: z.string().max(4_096).optional(),
    runtime: z
      .enum(functionRuntimes)
      .optional()
      .describe("python and java need these on the host; provided: a program bootstrap. Default: nodejs."),
    package: z
      .string()
      .max(255)
      .regex(/\.(zip|jar)$/, "expected the name of a .zip or .jar in the function's folder")
      .optional()
      .describe(
        "A .zip as Lambda takes it, or a .jar, in the function's folder. Default: the folder itself.",
      ),
    handler: z
      .string()
      .max(128)
      .regex(
        /^[A-Za-z_$][\w$/-]*(\.[A-Za-z_$][\w$]*)*(::[A-Za-z_$][\w$]*)?$/,
        "expected a name such as handler, index.handler or shop.Orders::total",
      )
      .optional()
      .describe(
        "As Lambda names it. Default: index.handler; of python lambda_function.lambda_handler; of java none.",
      ),
    memory: z.int().min(64).max(1_048_576).optional().describe("Megabytes, as on Lambda. Default: 128."),
    timeout: durationSchema({ minSeconds: 0.001, maxSeconds: 900 })
      .optional()
      .describe("Lambda's limit is 15 minutes; what takes longer is a job. Default: 30s."),
    concurrency: z.int().min(1).max(10_000).optional().describe("How many may run at once. Default: 10."),
    environment: functionEnvironmentSchema.optional(),
  })
  .describe("A Landbridge function's settings: functions/NAME/function.yaml");
export type FunctionFile = z.output<typeof functionFileSchema>;
