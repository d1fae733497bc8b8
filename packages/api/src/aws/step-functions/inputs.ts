import type { StructureShape } from "../shape.ts";
import {
  createActivityInput,
  deleteActivityInput,
  describeActivityInput,
  getActivityTaskInput,
  listActivitiesInput,
} from "./inputs/activities.ts";
import {
  describeExecutionInput,
  getExecutionHistoryInput,
  listExecutionsInput,
  redriveExecutionInput,
  startExecutionInput,
  startSyncExecutionInput,
  stopExecutionInput,
} from "./inputs/executions.ts";
import { describeMapRunInput, listMapRunsInput, updateMapRunInput } from "./inputs/map-runs.ts";
import {
  createStateMachineInput,
  deleteStateMachineInput,
  describeStateMachineForExecutionInput,
  describeStateMachineInput,
  listStateMachinesInput,
  updateStateMachineInput,
  validateStateMachineDefinitionInput,
} from "./inputs/state-machines.ts";
import { listTagsForResourceInput, tagResourceInput, untagResourceInput } from "./inputs/tags.ts";
import { sendTaskFailureInput, sendTaskHeartbeatInput, sendTaskSuccessInput } from "./inputs/tasks.ts";
import { testStateInput } from "./inputs/test-state.ts";
import {
  createStateMachineAliasInput,
  deleteStateMachineAliasInput,
  deleteStateMachineVersionInput,
  describeStateMachineAliasInput,
  listStateMachineAliasesInput,
  listStateMachineVersionsInput,
  publishStateMachineVersionInput,
  updateStateMachineAliasInput,
} from "./inputs/versions.ts";

/** What each operation of AWS Step Functions takes. Source: the service's API model of 2016-11-23. */
export const stepFunctionsInputs = {
  CreateActivity: createActivityInput,
  CreateStateMachine: createStateMachineInput,
  CreateStateMachineAlias: createStateMachineAliasInput,
  DeleteActivity: deleteActivityInput,
  DeleteStateMachine: deleteStateMachineInput,
  DeleteStateMachineAlias: deleteStateMachineAliasInput,
  DeleteStateMachineVersion: deleteStateMachineVersionInput,
  DescribeActivity: describeActivityInput,
  DescribeExecution: describeExecutionInput,
  DescribeMapRun: describeMapRunInput,
  DescribeStateMachine: describeStateMachineInput,
  DescribeStateMachineAlias: describeStateMachineAliasInput,
  DescribeStateMachineForExecution: describeStateMachineForExecutionInput,
  GetActivityTask: getActivityTaskInput,
  GetExecutionHistory: getExecutionHistoryInput,
  ListActivities: listActivitiesInput,
  ListExecutions: listExecutionsInput,
  ListMapRuns: listMapRunsInput,
  ListStateMachineAliases: listStateMachineAliasesInput,
  ListStateMachineVersions: listStateMachineVersionsInput,
  ListStateMachines: listStateMachinesInput,
  ListTagsForResource: listTagsForResourceInput,
  PublishStateMachineVersion: publishStateMachineVersionInput,
  RedriveExecution: redriveExecutionInput,
  SendTaskFailure: sendTaskFailureInput,
  SendTaskHeartbeat: sendTaskHeartbeatInput,
  SendTaskSuccess: sendTaskSuccessInput,
  StartExecution: startExecutionInput,
  StartSyncExecution: startSyncExecutionInput,
  StopExecution: stopExecutionInput,
  TagResource: tagResourceInput,
  TestState: testStateInput,
  UntagResource: untagResourceInput,
  UpdateMapRun: updateMapRunInput,
  UpdateStateMachine: updateStateMachineInput,
  UpdateStateMachineAlias: updateStateMachineAliasInput,
  ValidateStateMachineDefinition: validateStateMachineDefinitionInput,
} as const satisfies Record<string, StructureShape>;
