// The shell around the interpreter: load, step, commit, dispatch, recover.

// Where this installation stands
export { executionArn, type Home, machineNameOf, stateMachineArn } from "./arns.ts";
// The engine
export { createEngine, type Engine, type TaskResult } from "./engine.ts";
// Limits and errors
export { type EngineErrorCode, engineErrors } from "./errors.ts";
export { engineLimits } from "./limits.ts";
export type {
  EngineLog,
  EngineOptions,
  ExecutionNews,
  TaskOrder,
  TaskReply,
  TaskRunner,
} from "./options.ts";
// Executions and state machines
export type { ExecutionDescription, ExecutionQuery, ExecutionSummary, HistoryQuery } from "./read.ts";
export type { MachineRecord } from "./rows/machine-row.ts";
export type { StartedExecution, StartRequest } from "./start.ts";
