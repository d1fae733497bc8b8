// The wire contract of the native API: what is sent, what is answered, what can go wrong.

// AWS's requests
export { checkShape, givenIn, type ShapeMistake } from "./aws/check-shape.ts";
export { type SchedulerOperation, schedulerInputs } from "./aws/scheduler/inputs.ts";
export type { Shape, ShapeValue, StructureShape } from "./aws/shape.ts";
export {
  isStepFunctionsOperation,
  type OperationSpec,
  type StepFunctionsInput,
  type StepFunctionsOperation,
  stepFunctionsOperations,
  stepFunctionsShape,
} from "./aws/step-functions/operations.ts";
// Errors
export { ApiError, type ApiErrorOptions } from "./errors/api-error.ts";
export {
  type ErrorCode,
  type ErrorSpec,
  errorCatalogue,
  errorSpec,
  isErrorCode,
} from "./errors/catalogue.ts";
export { apiLimits } from "./limits.ts";

// The OpenAPI document
export { openApiDocument } from "./openapi/document.ts";
// Who may do what
export { type Action, actions, type Scope, scopes } from "./permissions/actions.ts";
export { explainRefusal, type Grants, isAllowed, isPerhapsAllowed } from "./permissions/is-allowed.ts";
export { matchesLaunchPattern, type Resource } from "./permissions/launch-pattern.ts";
// The routes as data, and what their handlers are given
export { errorsOf } from "./routes/errors-of.ts";
export type { AnswerSpec, Route, RouteBody, RouteInput } from "./routes/route.ts";
export { type OperationId, type OperationInput, routeList, routes } from "./routes/table.ts";
// Bodies
export * from "./schemas/audit.ts";
export * from "./schemas/execution.ts";
export * from "./schemas/host.ts";
export * from "./schemas/job.ts";
// Limits
export { jsonDepth, utf8Length } from "./schemas/json-size.ts";
export * from "./schemas/key.ts";
export * from "./schemas/map-run.ts";
export * from "./schemas/node.ts";
export * from "./schemas/operations.ts";
export { type Problem, problemSchema } from "./schemas/problem.ts";
export * from "./schemas/project.ts";
export * from "./schemas/run.ts";
export * from "./schemas/schedule.ts";
export * from "./schemas/secret.ts";
export * from "./schemas/state-machine.ts";
export * from "./schemas/task.ts";
export * from "./schemas/webhook.ts";
