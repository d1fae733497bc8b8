import type { Shape, StructureShape } from "../../shape.ts";
import {
  arn,
  includedData,
  longArn,
  name,
  pageSize,
  pageToken,
  sensitiveCause,
  sensitiveData,
  sensitiveError,
} from "./shapes.ts";

export const describeExecutionInput = {
  kind: "structure",
  name: "DescribeExecutionInput",
  members: { executionArn: arn, includedData },
  required: ["executionArn"],
} as const satisfies StructureShape;
const reverseOrder = { kind: "flag" } as const satisfies Shape;
const includeExecutionDataGetExecutionHistory = { kind: "flag" } as const satisfies Shape;
export const getExecutionHistoryInput = {
  kind: "structure",
  name: "GetExecutionHistoryInput",
  members: {
    executionArn: arn,
    maxResults: pageSize,
    reverseOrder,
    nextToken: pageToken,
    includeExecutionData: includeExecutionDataGetExecutionHistory,
  },
  required: ["executionArn"],
} as const satisfies StructureShape;
const executionStatus = {
  kind: "text",
  values: ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"],
} as const satisfies Shape;
const listExecutionsPageToken = { kind: "text", min: 1, max: 3096 } as const satisfies Shape;
const executionRedriveFilter = {
  kind: "text",
  values: ["NOT_REDRIVEN", "REDRIVEN"],
} as const satisfies Shape;
export const listExecutionsInput = {
  kind: "structure",
  name: "ListExecutionsInput",
  members: {
    stateMachineArn: arn,
    statusFilter: executionStatus,
    maxResults: pageSize,
    nextToken: listExecutionsPageToken,
    mapRunArn: longArn,
    redriveFilter: executionRedriveFilter,
  },
  required: [],
} as const satisfies StructureShape;
const clientToken = { kind: "text", min: 1, max: 64, pattern: "[!-~]+" } as const satisfies Shape;
export const redriveExecutionInput = {
  kind: "structure",
  name: "RedriveExecutionInput",
  members: { executionArn: arn, clientToken },
  required: ["executionArn"],
} as const satisfies StructureShape;
const traceHeader = { kind: "text", min: 0, max: 256, pattern: "\\p{ASCII}*" } as const satisfies Shape;
export const startExecutionInput = {
  kind: "structure",
  name: "StartExecutionInput",
  members: { stateMachineArn: arn, name, input: sensitiveData, traceHeader },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const startSyncExecutionInput = {
  kind: "structure",
  name: "StartSyncExecutionInput",
  members: { stateMachineArn: arn, name, input: sensitiveData, traceHeader, includedData },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const stopExecutionInput = {
  kind: "structure",
  name: "StopExecutionInput",
  members: { executionArn: arn, error: sensitiveError, cause: sensitiveCause },
  required: ["executionArn"],
} as const satisfies StructureShape;
