// The shell around the interpreter: load, step, commit, dispatch, recover.

// Where this installation stands
export { executionArn, type Home, machineNameOf, stateMachineArn } from "./arns.ts";
// State machines, versions, aliases and activities as they are kept
export { type Activity, activityArn } from "./catalogue/activities.ts";
export type { MachineAlias, Route } from "./catalogue/alias-rows.ts";
export type { Catalogue } from "./catalogue/catalogue.ts";
export type { UpdateMachine } from "./catalogue/machines.ts";
export { type Tag, tagsMax } from "./catalogue/tags.ts";
export { isVersionNumber } from "./catalogue/target.ts";
export type { MachineVersion } from "./catalogue/version-rows.ts";
export { createEngine } from "./create-engine.ts";
export type { Activities, Engine } from "./engine.ts";
// Limits and errors
export { type EngineErrorCode, engineErrors, isTrouble } from "./errors.ts";
// Deleting what is over
export { forgetExecutions } from "./executions/forget-executions.ts";
// Executions and state machines
export type { ExecutionQuery } from "./executions/list-executions.ts";
export type { ExecutionDescription, ExecutionSummary, HistoryQuery } from "./executions/read.ts";
export type { Redrivability, RedriveStatus } from "./executions/redrivable.ts";
export type { RedrivenExecution, RedriveRequest } from "./executions/redrive.ts";
export { isValidName, type StartedExecution, type StartRequest } from "./executions/start.ts";
// Between a Task and what it calls
export {
  type Invocation,
  isLambdaCall,
  type LambdaAnswer,
  type LambdaCall,
  lambdaCallOf,
  lambdaOutcome,
  lambdaTaken,
} from "./integrations/lambda.ts";
export { giveOutcome, requestIdOf, type TaskOutcome } from "./integrations/outcome.ts";
export { engineLimits } from "./limits.ts";
export type { MapRunCounts, MapRunDescription } from "./map-runs/describe.ts";
export { mapRunLimits } from "./map-runs/limits.ts";
export type { MapRunStatus } from "./map-runs/record.ts";
export type {
  EngineLog,
  EngineOptions,
  ExecutionNews,
  TaskCall,
  TaskOrder,
  TaskReply,
  TaskRunner,
} from "./options.ts";
export {
  defaultSettings,
  type EncryptionSettings,
  type LoggingSettings,
  type MachineRecord,
  type MachineSettings,
  type RevisionRecord,
  revisionIdOf,
} from "./rows/machine-row.ts";
// The engine
export type { ActivityTask } from "./tasks/activities.ts";
export type { TaskResult } from "./tasks/task-result.ts";
