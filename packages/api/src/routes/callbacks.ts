import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { callbackSchema } from "../schemas/callback.ts";
import { route } from "./route.ts";

const tokenSchema = z
  .string()
  .min(1)
  .max(apiLimits.callbackTokenLengthMax)
  .describe("The last part of the callback URL, as the job handed it out.");

export const callbackRoutes = {
  callBackRun: route({
    operationId: "callBackRun",
    method: "POST",
    path: "/v1/callbacks/{token}",
    tag: "Runs",
    summary: "Tell a run how the work that it waits for ended",
    description:
      "For services that a job calls and hands a callback URL (`http.callback` in its definition). The URL needs no key: " +
      "nobody can guess it, and it is good for one outcome of one attempt, while that lives. The same outcome may be sent " +
      "again, as after an answer that was lost.",
    action: null,
    proof: "token",
    params: z.strictObject({ token: tokenSchema }),
    body: { schema: callbackSchema, bytesMax: apiLimits.payloadBodyBytesMax },
    answers: { 204: { description: "Stored; the run ends by it.", content: {} } },
    errors: ["CALLBACK_NOT_FOUND", "CALLBACK_USED", "CALLBACK_OVER", "RATE_LIMITED"],
  }),
} as const;
