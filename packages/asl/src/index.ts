// The Amazon States Language: pure. Parse and check a definition, then step its executions.

// What goes wrong in an expression
export { StatesFault } from "./data/fault.ts";
// A Map's items
export { countItems, listItems, type MapItem, type MapItems } from "./data/map-items.ts";
// How much expressions do before others are let go first
export { Pace } from "./data/pace.ts";
// Text that is no JSON
export { type JsonMistake, jsonMistake } from "./definition/check/json-mistake.ts";
// Definitions
export {
  type DiagnoseOptions,
  type Diagnosis,
  type Diagnostic,
  describeIssues,
  diagnose,
} from "./definition/diagnose.ts";
export type { IssueCode } from "./definition/issues.ts";
export type * from "./definition/machine.ts";
export { type ParsedMachine, type ParseOptions, parseMachine } from "./definition/parse.ts";
export { toAwsLocation } from "./definition/pointer.ts";
export * from "./definition/references.ts";
export { parseResource } from "./definition/resource.ts";
export { type VariableReferences, variableReferences } from "./definition/variable-references.ts";
// Limits, and how far from AWS's
export { type Headroom, HeadroomTracker, type Used } from "./headroom.ts";
export * from "./limits.ts";
// Stepping
export type * from "./step/contract.ts";
export type * from "./step/map-run-plan.ts";
export { type ItemFacts, selectMapItem } from "./step/select-map-item.ts";
export { applyDelta, initialState, nextWake, tasksUnderWay, wholeDelta } from "./step/state.ts";
export { step } from "./step/step.ts";
// Testing one state
export type * from "./test-state/request.ts";
export { testState } from "./test-state/test-state.ts";
