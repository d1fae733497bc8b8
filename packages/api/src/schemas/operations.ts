import { z } from "zod";

export const healthSchema = z.strictObject({ status: z.literal("ok") });

export const readinessSchema = z.strictObject({
  status: z.enum(["ready", "not-ready"]),
  checks: z.array(
    z.strictObject({ name: z.string(), isReady: z.boolean(), detail: z.exactOptional(z.string()) }),
  ),
});
export type ReadinessBody = z.infer<typeof readinessSchema>;

export const openApiSchema = z.looseObject({ openapi: z.string() });
