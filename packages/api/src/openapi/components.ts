import { z } from "zod";
import { keyPageSchema } from "../routes/administration.ts";
import { auditPageSchema } from "../routes/audit.ts";
import { executionPageSchema, historyPageSchema, stateMachinePageSchema } from "../routes/executions.ts";
import { jobPageSchema } from "../routes/jobs.ts";
import { runPageSchema } from "../routes/runs.ts";
import { occurrencePageSchema, schedulePageSchema } from "../routes/schedules.ts";
import { secretPageSchema } from "../routes/secrets.ts";
import { routeList } from "../routes/table.ts";
import { webhookDeliveryPageSchema, webhookPageSchema } from "../routes/webhooks.ts";
import { auditRecordSchema, auditVerificationSchema } from "../schemas/audit.ts";
import { executionSchema, executionSummarySchema, historyEventSchema } from "../schemas/execution.ts";
import { jobSchema } from "../schemas/job.ts";
import { createdKeySchema, keySchema } from "../schemas/key.ts";
import { healthSchema, readinessSchema } from "../schemas/operations.ts";
import { errorExplanationSchema, issueSchema, problemSchema } from "../schemas/problem.ts";
import { projectChangesSchema } from "../schemas/project.ts";
import { runSchema, runSummarySchema } from "../schemas/run.ts";
import { occurrenceSchema, scheduleSchema } from "../schemas/schedule.ts";
import { rotatedSecretsSchema, secretSchema } from "../schemas/secret.ts";
import { stateMachineSchema, stateMachineSummarySchema } from "../schemas/state-machine.ts";
import { webhookDeliverySchema, webhookSchema } from "../schemas/webhook.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the document names; a schema that is not here is written out where it is used. */
const answerSchemas: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  Issue: issueSchema,
  ErrorExplanation: errorExplanationSchema,
  Job: jobSchema,
  JobPage: jobPageSchema,
  Run: runSchema,
  RunSummary: runSummarySchema,
  RunPage: runPageSchema,
  StateMachine: stateMachineSchema,
  StateMachineSummary: stateMachineSummarySchema,
  StateMachinePage: stateMachinePageSchema,
  Execution: executionSchema,
  ExecutionSummary: executionSummarySchema,
  ExecutionPage: executionPageSchema,
  HistoryEvent: historyEventSchema,
  HistoryPage: historyPageSchema,
  Schedule: scheduleSchema,
  SchedulePage: schedulePageSchema,
  Occurrence: occurrenceSchema,
  OccurrencePage: occurrencePageSchema,
  ProjectChanges: projectChangesSchema,
  Key: keySchema,
  CreatedKey: createdKeySchema,
  KeyPage: keyPageSchema,
  Webhook: webhookSchema,
  WebhookPage: webhookPageSchema,
  WebhookDelivery: webhookDeliverySchema,
  WebhookDeliveryPage: webhookDeliveryPageSchema,
  Secret: secretSchema,
  SecretPage: secretPageSchema,
  RotatedSecrets: rotatedSecretsSchema,
  AuditRecord: auditRecordSchema,
  AuditPage: auditPageSchema,
  AuditVerification: auditVerificationSchema,
  Health: healthSchema,
  Readiness: readinessSchema,
};

const answerNames = new Map(Object.entries(answerSchemas).map(([name, schema]) => [schema, name]));

export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const requests: Record<string, z.ZodType> = {};
  for (const { operationId, body } of routeList)
    if (body !== undefined) requests[requestName(operationId)] = body.schema;
  return { ...toSchemas(answerSchemas, "output"), ...toSchemas(requests, "input") };
}

/** A reference to a named answer, or the schema itself. */
export function answerSchema(schema: z.ZodType): JsonSchema {
  const name = answerNames.get(schema);
  return name === undefined ? valueSchema(schema) : reference(name);
}

/** Of what is received after it was read: a number where a query string holds its digits. */
export function valueSchema(schema: z.ZodType): JsonSchema {
  return clean(z.toJSONSchema(schema, { unrepresentable: "any", io: "output" }));
}

export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export function requestName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Request`;
}

function toSchemas(
  named: Readonly<Record<string, z.ZodType>>,
  io: "input" | "output",
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { uri, unrepresentable: "any", io });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, clean(schema)]));
}

/** OpenAPI 3.1 says the dialect once for the document, and an id here would shift what `$ref` is relative to. */
function clean(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const { $schema: _dialect, $id: _id, id: _name, ...rest } = schema;
  return rest;
}
