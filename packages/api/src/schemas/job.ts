import { concurrencyPolicies, hostChoices, hostExpressionLimits, hostName } from "@landbridge/model";
import { z } from "zod";
import { instantSchema } from "./scalars.ts";

export const commandSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("arguments"),
    // The program first; its arguments after it.
    argv: z
      .tuple([z.string().min(1).max(131_072)], z.string().max(131_072))
      .refine((argv) => argv.length <= 1_000, "must be at most 1,000 words"),
  }),
  z.strictObject({ kind: z.literal("shell"), line: z.string().min(1).max(131_072) }),
]);

export const jobRetrySchema = z.strictObject({
  maxAttempts: z.int().min(0).max(1_000).describe("Attempts after the first."),
  intervalSeconds: z.number().min(0).max(31_536_000),
  backoffRate: z.number().min(1).max(100),
});

/** The same in a definition and in what a key may read of it. */
export const placementShape = {
  target: z.exactOptional(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("host"), name: z.string().min(1).max(128).transform(hostName) }),
      z.strictObject({
        kind: z.literal("hosts"),
        expression: z.string().min(1).max(hostExpressionLimits.charactersMax),
        choice: z.enum(hostChoices),
      }),
    ]),
  ),
  requires: z.exactOptional(
    z.strictObject({
      slots: z.exactOptional(z.int().min(0).max(10_000)),
      cpuUnits: z.exactOptional(z.int().min(0).max(1_048_576)),
      memoryMebibytes: z.exactOptional(z.int().min(0)),
    }),
  ),
  waitForHostSeconds: z.exactOptional(z.number().min(0).max(31_536_000)),
  restart: z.exactOptional(
    z.strictObject({
      kind: z.literal("elsewhere"),
      killAfterSeconds: z.number().min(1).max(31_536_000),
    }),
  ),
};

const shape = {
  name: z.string(),
  description: z.exactOptional(z.string()),
  command: commandSchema,
  workingDirectory: z.exactOptional(z.string()),
  timeoutSeconds: z.exactOptional(z.number()),
  killGraceSeconds: z.number(),
  successExitCodes: z.array(z.int()),
  concurrency: z.enum(concurrencyPolicies),
  retry: jobRetrySchema,
  data: z.enum(["normal", "sensitive"]),
  outputBytesMax: z.int(),
  limits: z.exactOptional(z.literal("ground")),
  ...placementShape,
};

/** What a key may read of a job: the environment's names, not its values, which may be secrets. */
export const jobSchema = z.strictObject({
  ...shape,
  environmentNames: z.array(z.string()),
  appliedAt: instantSchema,
});
export type JobBody = z.infer<typeof jobSchema>;
