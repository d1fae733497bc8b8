import { z } from "zod";

export const workflowFileSchema = z
  .strictObject({
    type: z.enum(["STANDARD", "EXPRESS"]).optional().describe("Default: STANDARD."),
    roleArn: z.string().max(256).optional().describe("Default: the project's defaults.roleArn."),
  })
  .describe("A Landbridge workflow's settings: workflows/NAME.yaml beside workflows/NAME.asl.json");
export type WorkflowFile = z.output<typeof workflowFileSchema>;
