// The shell around the interpreter: load, step, commit, dispatch, recover.

// The engine
export type { ActivityTask } from "./activities.ts";
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
export { forgetExecutions } from "./forget-executions.ts";
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
// Executions and state machines
export type { ExecutionQuery } from "./list-executions.ts";
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
export type { ExecutionDescription, ExecutionSummary, HistoryQuery } from "./read.ts";
export type { Redrivability, RedriveStatus } from "./redrivable.ts";
export type { RedrivenExecution, RedriveRequest } from "./redrive.ts";
export {
  defaultSettings,
  type EncryptionSettings,
  type LoggingSettings,
  type MachineRecord,
  type MachineSettings,
  type RevisionRecord,
  revisionIdOf,
} from "./rows/machine-row.ts";
export { isValidName, type StartedExecution, type StartRequest } from "./start.ts";
export type { TaskResult } from "./task-result.ts";
