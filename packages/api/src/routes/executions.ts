import { z } from "zod";
import { apiLimits } from "../limits.ts";
import {
  executionSchema,
  executionStatusSchema,
  executionSummarySchema,
  historyEventSchema,
  redriveExecutionSchema,
  startExecutionSchema,
  stopExecutionSchema,
} from "../schemas/execution.ts";
import { mapRunSchema, updateMapRunSchema } from "../schemas/map-run.ts";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { flagSchema, pathTextSchema } from "../schemas/scalars.ts";
import { stateMachineSchema, stateMachineSummarySchema } from "../schemas/state-machine.ts";
import { idempotencyHeaders } from "./jobs.ts";
import { json, route } from "./route.ts";

export const stateMachinePageSchema = pageOf(stateMachineSummarySchema);
export const executionPageSchema = pageOf(executionSummarySchema);
const mapRunPageSchema = pageOf(mapRunSchema);
export const historyPageSchema = pageOf(historyEventSchema);

const nameParams = z.strictObject({ name: pathTextSchema });
const idParams = z.strictObject({ id: pathTextSchema.describe("The execution's id or its ARN.") });

export const executionRoutes = {
  listStateMachines: route({
    operationId: "listStateMachines",
    method: "GET",
    path: "/v1/state-machines",
    tag: "State machines",
    summary: "List state machines",
    description: "Newest first, without their definitions.",
    action: "state-machines:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of state machines.", stateMachinePageSchema) },
    errors: [],
  }),
  getStateMachine: route({
    operationId: "getStateMachine",
    method: "GET",
    path: "/v1/state-machines/{name}",
    tag: "State machines",
    summary: "Look at a state machine",
    description: "With its definition as it was last applied.",
    action: "state-machines:read",
    resource: { kind: "state-machine", from: "path", name: "name" },
    params: nameParams,
    answers: { 200: json("The state machine.", stateMachineSchema) },
    errors: ["STATE_MACHINE_NOT_FOUND"],
  }),
  startExecution: route({
    operationId: "startExecution",
    method: "POST",
    path: "/v1/state-machines/{name}/executions",
    tag: "Executions",
    summary: "Start an execution",
    description:
      "Answers as soon as the start is stored. The definition is pinned: a later apply does not change it.",
    action: "executions:start",
    resource: { kind: "state-machine", from: "path", name: "name" },
    params: nameParams,
    headers: idempotencyHeaders,
    body: { schema: startExecutionSchema, isOptional: true, bytesMax: apiLimits.payloadBodyBytesMax },
    answers: {
      202: json("The start is stored.", executionSchema, {
        Location: "The execution: /v1/executions/{id}.",
        "Idempotency-Replayed": "`true` when this is the answer to an earlier request with the same key.",
      }),
    },
    errors: ["STATE_MACHINE_NOT_FOUND", "EXECUTION_EXISTS", "IDEMPOTENCY_KEY_REUSED", "LIMIT_EXCEEDED"],
  }),
  listExecutions: route({
    operationId: "listExecutions",
    method: "GET",
    path: "/v1/executions",
    tag: "Executions",
    summary: "List executions",
    description:
      "Newest first, without inputs and outputs. Child executions of a map run are listed only by its name as `stateMachine`; a page may be short and still have a next one.",
    action: "executions:read",
    resource: { kind: "state-machine", from: "query", name: "stateMachine" },
    query: z.strictObject({
      ...pageQuery,
      stateMachine: pathTextSchema.optional().describe("Only executions of this state machine."),
      status: executionStatusSchema.optional(),
    }),
    answers: { 200: json("A page of executions.", executionPageSchema) },
    errors: [],
  }),
  getExecution: route({
    operationId: "getExecution",
    method: "GET",
    path: "/v1/executions/{id}",
    tag: "Executions",
    summary: "Look at an execution",
    description: "Its status, input, and output or error.",
    action: "executions:read",
    resource: { kind: "state-machine", from: "found" },
    params: idParams,
    answers: { 200: json("The execution.", executionSchema) },
    errors: ["EXECUTION_NOT_FOUND"],
  }),
  getExecutionHistory: route({
    operationId: "getExecutionHistory",
    method: "GET",
    path: "/v1/executions/{id}/history",
    tag: "Executions",
    summary: "Read an execution's history",
    description: "Its events, in the shapes of AWS Step Functions' GetExecutionHistory.",
    action: "executions:read",
    resource: { kind: "state-machine", from: "found" },
    params: idParams,
    query: z.strictObject({
      ...pageQuery,
      reverse: flagSchema.default(false).describe("`true`: newest first."),
      includeData: flagSchema.default(true).describe("`false`: leave inputs and outputs out."),
    }),
    answers: { 200: json("A page of events.", historyPageSchema) },
    errors: ["EXECUTION_NOT_FOUND"],
  }),
  listMapRuns: route({
    operationId: "listMapRuns",
    method: "GET",
    path: "/v1/executions/{id}/map-runs",
    tag: "Executions",
    summary: "List an execution's map runs",
    description: "Newest first: one for each time that a Map state in distributed mode was entered.",
    action: "map-runs:read",
    params: idParams,
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of map runs.", mapRunPageSchema) },
    errors: ["EXECUTION_NOT_FOUND"],
  }),
  getMapRun: route({
    operationId: "getMapRun",
    method: "GET",
    path: "/v1/map-runs/{id}",
    tag: "Executions",
    summary: "Look at a map run",
    description: "How far it is: its items and its child executions, by what became of them.",
    action: "map-runs:read",
    params: z.strictObject({ id: pathTextSchema.describe("The map run's id or its ARN.") }),
    answers: { 200: json("The map run.", mapRunSchema) },
    errors: ["MAP_RUN_NOT_FOUND"],
  }),
  updateMapRun: route({
    operationId: "updateMapRun",
    method: "POST",
    path: "/v1/map-runs/{id}/update",
    tag: "Executions",
    summary: "Change a map run that runs",
    description: "Its concurrency and how many failures it tolerates; what is left out stays as it is.",
    action: "map-runs:update",
    params: z.strictObject({ id: pathTextSchema.describe("The map run's id or its ARN.") }),
    body: { schema: updateMapRunSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The map run, as it is now.", mapRunSchema) },
    errors: ["MAP_RUN_NOT_FOUND", "MAP_RUN_ENDED"],
  }),
  redriveExecution: route({
    operationId: "redriveExecution",
    method: "POST",
    path: "/v1/executions/{id}/redrive",
    tag: "Executions",
    summary: "Redrive an execution",
    description:
      "One that failed, timed out or was stopped, within 14 days, goes on from the steps that did not succeed, under the same ARN and definition. What succeeded is not run again. Answers as soon as this is stored.",
    action: "executions:redrive",
    params: idParams,
    body: { schema: redriveExecutionSchema, isOptional: true, bytesMax: apiLimits.bodyBytesMax },
    answers: { 202: json("The execution, as it is now.", executionSchema) },
    errors: ["EXECUTION_NOT_FOUND", "EXECUTION_NOT_REDRIVABLE"],
  }),
  stopExecution: route({
    operationId: "stopExecution",
    method: "POST",
    path: "/v1/executions/{id}/stop",
    tag: "Executions",
    summary: "Stop an execution",
    description: "It ends ABORTED, with this error and cause. One that has ended is left as it is.",
    action: "executions:stop",
    params: idParams,
    body: { schema: stopExecutionSchema, isOptional: true, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("The execution, as it is now.", executionSchema) },
    errors: ["EXECUTION_NOT_FOUND"],
  }),
} as const;
