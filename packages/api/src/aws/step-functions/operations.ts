import type { Action } from "../../permissions/actions.ts";
import type { ShapeValue, StructureShape } from "../shape.ts";
import { stepFunctionsInputs } from "./inputs.ts";

export type StepFunctionsOperation = keyof typeof stepFunctionsInputs;

export type StepFunctionsInput<O extends StepFunctionsOperation> = ShapeValue<
  (typeof stepFunctionsInputs)[O]
>;

export interface OperationSpec {
  /** What a key must be allowed. */
  readonly action: Action;
  /** The member whose ARN says which state machine is acted on. */
  readonly target?: "stateMachineArn" | "executionArn" | "stateMachineAliasArn";
}

/** What each operation needs of the caller's key. */
export const stepFunctionsOperations = {
  CreateActivity: { action: "activities:write" },
  CreateStateMachine: { action: "state-machines:write" },
  CreateStateMachineAlias: { action: "state-machines:write" },
  DeleteActivity: { action: "activities:write" },
  DeleteStateMachine: { action: "state-machines:write" },
  DeleteStateMachineAlias: { action: "state-machines:write" },
  DeleteStateMachineVersion: { action: "state-machines:write" },
  DescribeActivity: { action: "activities:read" },
  DescribeExecution: { action: "executions:read", target: "executionArn" },
  DescribeMapRun: { action: "map-runs:read" },
  DescribeStateMachine: { action: "state-machines:read", target: "stateMachineArn" },
  DescribeStateMachineAlias: { action: "state-machines:read", target: "stateMachineAliasArn" },
  DescribeStateMachineForExecution: { action: "executions:read", target: "executionArn" },
  GetActivityTask: { action: "activities:work" },
  GetExecutionHistory: { action: "executions:read", target: "executionArn" },
  ListActivities: { action: "activities:read" },
  ListExecutions: { action: "executions:read", target: "stateMachineArn" },
  ListMapRuns: { action: "map-runs:read" },
  ListStateMachineAliases: { action: "state-machines:read", target: "stateMachineArn" },
  ListStateMachineVersions: { action: "state-machines:read", target: "stateMachineArn" },
  ListStateMachines: { action: "state-machines:read" },
  ListTagsForResource: { action: "state-machines:read" },
  PublishStateMachineVersion: { action: "state-machines:write" },
  RedriveExecution: { action: "executions:redrive" },
  SendTaskFailure: { action: "tasks:answer" },
  SendTaskHeartbeat: { action: "tasks:answer" },
  SendTaskSuccess: { action: "tasks:answer" },
  StartExecution: { action: "executions:start", target: "stateMachineArn" },
  StartSyncExecution: { action: "executions:start", target: "stateMachineArn" },
  StopExecution: { action: "executions:stop" },
  TagResource: { action: "state-machines:write" },
  TestState: { action: "executions:start" },
  UntagResource: { action: "state-machines:write" },
  UpdateMapRun: { action: "map-runs:update" },
  UpdateStateMachine: { action: "state-machines:write" },
  UpdateStateMachineAlias: { action: "state-machines:write" },
  ValidateStateMachineDefinition: { action: "state-machines:read" },
} as const satisfies Record<StepFunctionsOperation, OperationSpec>;

export function stepFunctionsShape(operation: StepFunctionsOperation): StructureShape {
  return stepFunctionsInputs[operation];
}

export function isStepFunctionsOperation(name: string): name is StepFunctionsOperation {
  return Object.hasOwn(stepFunctionsInputs, name);
}
