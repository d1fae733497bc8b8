// The Amazon States Language: pure. Parse and check a definition, then step its executions.

// Definitions
export type * from "./definition/machine.ts";

// Stepping
export type * from "./step/contract.ts";
