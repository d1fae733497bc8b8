import { z } from "zod";
import { functionFileSchema } from "./function.ts";
import { jobFileSchema } from "./job.ts";
import { projectFileSchema } from "./project.ts";
import { scheduleFileSchema } from "./schedule.ts";
import { webhookFileSchema } from "./webhook.ts";
import { workflowFileSchema } from "./workflow.ts";

const fileSchemas = {
  landbridge: projectFileSchema,
  job: jobFileSchema,
  function: functionFileSchema,
  workflow: workflowFileSchema,
  schedule: scheduleFileSchema,
  webhook: webhookFileSchema,
} as const;

export type SchemaName = keyof typeof fileSchemas;
export const schemaNames: readonly SchemaName[] = [
  "landbridge",
  "job",
  "function",
  "workflow",
  "schedule",
  "webhook",
];

/** The JSON Schema of what a person may write, for editors; kept in `packages/project/schemas`. */
function jsonSchemaOf(name: SchemaName): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(fileSchemas[name], { io: "input", unrepresentable: "any" });
}

/** The file's content. */
export function jsonSchemaText(name: SchemaName): string {
  return `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
}
