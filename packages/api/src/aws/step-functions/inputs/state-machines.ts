import type { Shape, StructureShape } from "../../shape.ts";
import {
  arn,
  definition,
  encryptionConfiguration,
  includedData,
  name,
  pageSize,
  pageToken,
  tagList,
  versionDescription,
} from "./shapes.ts";

const stateMachineType = { kind: "text", values: ["EXPRESS", "STANDARD"] } as const satisfies Shape;
const logLevel = { kind: "text", values: ["ALL", "FATAL", "ERROR", "OFF"] } as const satisfies Shape;
const includeExecutionData = { kind: "flag" } as const satisfies Shape;
const cloudWatchLogsLogGroup = {
  kind: "structure",
  name: "CloudWatchLogsLogGroup",
  members: { logGroupArn: arn },
  required: [],
} as const satisfies StructureShape;
const logDestination = {
  kind: "structure",
  name: "LogDestination",
  members: { cloudWatchLogsLogGroup },
  required: [],
} as const satisfies StructureShape;
const logDestinationList = { kind: "list", member: logDestination } as const satisfies Shape;
const loggingConfiguration = {
  kind: "structure",
  name: "LoggingConfiguration",
  members: { level: logLevel, includeExecutionData, destinations: logDestinationList },
  required: [],
} as const satisfies StructureShape;
const enabled = { kind: "flag" } as const satisfies Shape;
const tracingConfiguration = {
  kind: "structure",
  name: "TracingConfiguration",
  members: { enabled },
  required: [],
} as const satisfies StructureShape;
const publish = { kind: "flag" } as const satisfies Shape;
export const createStateMachineInput = {
  kind: "structure",
  name: "CreateStateMachineInput",
  members: {
    name,
    definition,
    roleArn: arn,
    type: stateMachineType,
    loggingConfiguration,
    tags: tagList,
    tracingConfiguration,
    publish,
    versionDescription,
    encryptionConfiguration,
  },
  required: ["name", "definition", "roleArn"],
} as const satisfies StructureShape;
export const deleteStateMachineInput = {
  kind: "structure",
  name: "DeleteStateMachineInput",
  members: { stateMachineArn: arn },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const describeStateMachineInput = {
  kind: "structure",
  name: "DescribeStateMachineInput",
  members: { stateMachineArn: arn, includedData },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const describeStateMachineForExecutionInput = {
  kind: "structure",
  name: "DescribeStateMachineForExecutionInput",
  members: { executionArn: arn, includedData },
  required: ["executionArn"],
} as const satisfies StructureShape;
export const listStateMachinesInput = {
  kind: "structure",
  name: "ListStateMachinesInput",
  members: { maxResults: pageSize, nextToken: pageToken },
  required: [],
} as const satisfies StructureShape;
export const updateStateMachineInput = {
  kind: "structure",
  name: "UpdateStateMachineInput",
  members: {
    stateMachineArn: arn,
    definition,
    roleArn: arn,
    loggingConfiguration,
    tracingConfiguration,
    publish,
    versionDescription,
    encryptionConfiguration,
  },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const validateStateMachineDefinitionSeverity = {
  kind: "text",
  values: ["ERROR", "WARNING"],
} as const satisfies Shape;
const validateStateMachineDefinitionMaxResult = {
  kind: "integer",
  min: 0,
  max: 100,
} as const satisfies Shape;
export const validateStateMachineDefinitionInput = {
  kind: "structure",
  name: "ValidateStateMachineDefinitionInput",
  members: {
    definition,
    type: stateMachineType,
    severity: validateStateMachineDefinitionSeverity,
    maxResults: validateStateMachineDefinitionMaxResult,
  },
  required: ["definition"],
} as const satisfies StructureShape;
