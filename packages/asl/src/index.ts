// The Amazon States Language: pure. Parse and check a definition, then step its executions.

// Definitions
export type * from "./definition/machine.ts";

// Stepping
export type * from "./step/contract.ts";
export { applyDelta, initialState, nextWake, tasksUnderWay, wholeDelta } from "./step/state.ts";
export { step } from "./step/step.ts";

// Limits
export * from "./limits.ts";

// What goes wrong in an expression
export { StatesFault } from "./data/fault.ts";
