import type { CallbackOutcome } from "@landbridge/model";
import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { groundPayloadSchema } from "./scalars.ts";

export const callbackSchema = z.strictObject({
  status: z.enum(["SUCCEEDED", "FAILED"]).describe("How the work ended; the run ends likewise."),
  result: z
    .exactOptional(groundPayloadSchema)
    .describe("The run's result. At most 262,144 bytes as JSON; 4,194,304 with `limits: ground`."),
  reason: z
    .exactOptional(z.string().max(apiLimits.reasonLengthMax))
    .describe("One sentence for the operator; it goes on the run's standard error."),
}) satisfies z.ZodType<CallbackOutcome>;
