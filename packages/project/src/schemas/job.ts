import { concurrencyPolicies, hostChoices, hostExpressionLimits, isHostWord } from "@landbridge/model";
import { z } from "zod";
import { durationSchema } from "./duration.ts";
import { jobEnvironmentSchema } from "./environment.ts";
import {
  containerJobSchema,
  httpJobSchema,
  kubernetesJobSchema,
  processSchema,
  sqlJobSchema,
} from "./job-kinds.ts";
import { nameSchema } from "./names.ts";
import { sizeSchema } from "./size.ts";

function hostWord(what: string) {
  const form = `a ${what}'s name has letters, digits and . _ : / - only`;
  return z.string().max(128).refine(isHostWord, form);
}

const jobKinds = ["command", "http", "sql", "container", "kubernetes"] as const;
const YEAR_SECONDS = 31_536_000;
const DAY_SECONDS = 86_400;
const wordSchema = z.string({ error: "expected a text; numbers and true go in quotes" }).max(131_072);

export const jobFileSchema = z
  .strictObject({
    name: nameSchema("job").optional().describe("Default: the file's name."),
    description: z.string().max(4_096).optional(),
    command: z
      .union([wordSchema.min(1), z.array(wordSchema).min(1).max(1_000)], {
        error: "expected a list of words (the program first), or one text for /bin/sh",
      })
      .optional()
      .describe("A list of words, the program first; or one text, a line for /bin/sh."),
    http: httpJobSchema.optional(),
    sql: sqlJobSchema.optional(),
    container: containerJobSchema.optional(),
    kubernetes: kubernetesJobSchema.optional(),
    process: processSchema.optional(),
    workingDirectory: z
      .string()
      .min(1)
      .max(4_096)
      .optional()
      .describe("Relative to the project folder. Default: an empty folder for each attempt."),
    environment: jobEnvironmentSchema.optional(),
    timeout: durationSchema({ minSeconds: 0.001, maxSeconds: YEAR_SECONDS })
      .optional()
      .describe("Then the process gets SIGTERM. Default: no limit."),
    killGrace: durationSchema({ minSeconds: 0, maxSeconds: DAY_SECONDS })
      .optional()
      .describe("From SIGTERM to SIGKILL. Default: 10s."),
    successExitCodes: z.array(z.int().min(0).max(255)).min(1).max(256).optional().describe("Default: [0]."),
    concurrency: z
      .enum(concurrencyPolicies)
      .optional()
      .describe("What happens to a launch while another run is open. Default: forbid."),
    retry: z
      .strictObject({
        maxAttempts: z.int().min(0).max(1_000).describe("Attempts after the first."),
        interval: durationSchema({ minSeconds: 0, maxSeconds: YEAR_SECONDS })
          .optional()
          .describe("Default: 10s."),
        backoffRate: z.number().min(1).max(100).optional().describe("Default: 2."),
      })
      .optional()
      .describe("Default: no retry."),
    data: z
      .enum(["normal", "sensitive"])
      .optional()
      .describe("sensitive: nothing of its input or output crosses to the cloud. Default: normal."),
    outputMax: sizeSchema({ minBytes: 1_024, maxBytes: 1_099_511_627_776 })
      .optional()
      .describe("What stdout and stderr may each take on disk; the oldest goes first. Default: 10MB."),
    host: hostWord("host").optional().describe("Its runs live on the host of this name. Default: local."),
    hosts: z
      .string()
      .max(hostExpressionLimits.charactersMax)
      .optional()
      .describe("Its runs live on a host whose labels match, such as: zone = a and not gpu."),
    pool: hostWord("pool").optional().describe("Short for hosts: pool = NAME."),
    placement: z
      .enum(hostChoices)
      .optional()
      .describe(
        "Which of several hosts: the one with most room, or the same one each time. Default: least-loaded.",
      ),
    requires: z
      .strictObject({
        slots: z.int().min(0).max(10_000).optional().describe("Default: 1."),
        cpuUnits: z.int().min(0).max(1_048_576).optional().describe("1024 are one processor."),
        memory: sizeSchema({ minBytes: 0, maxBytes: 1_125_899_906_842_624 }).optional(),
      })
      .optional()
      .describe("What a run takes of its host. Default: one slot."),
    waitForHost: durationSchema({ minSeconds: 0, maxSeconds: YEAR_SECONDS })
      .optional()
      .describe("How long a run waits for a host that fits; 0: it fails at once. Default: 1h."),
    restart: z
      .literal("elsewhere")
      .optional()
      .describe("Launch again on another host when this one is silent. Needs killAfter."),
    killAfter: durationSchema({ minSeconds: 1, maxSeconds: YEAR_SECONDS })
      .optional()
      .describe("The host ends the process by itself when it was cut off from the server for so long."),
  })
  .refine((job) => jobKinds.filter((kind) => job[kind] !== undefined).length === 1, {
    error: `expected one of ${jobKinds.map((kind) => `${kind}:`).join(", ")}`,
  })
  .describe("A Landbridge job: jobs/NAME.yaml");
export type JobFile = z.output<typeof jobFileSchema>;
