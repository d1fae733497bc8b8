import type { Shape, StructureShape } from "../../shape.ts";
import { arn, longArn, pageSize, pageToken, versionDescription } from "./shapes.ts";

const aliasDescription = { kind: "text", max: 256, isSensitive: true } as const satisfies Shape;
const characterRestrictedName = {
  kind: "text",
  min: 1,
  max: 80,
  pattern: "^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
} as const satisfies Shape;
const versionWeight = { kind: "integer", min: 0, max: 100 } as const satisfies Shape;
const routingConfigurationListItem = {
  kind: "structure",
  name: "RoutingConfigurationListItem",
  members: { stateMachineVersionArn: arn, weight: versionWeight },
  required: ["stateMachineVersionArn", "weight"],
} as const satisfies StructureShape;
const routingConfigurationList = {
  kind: "list",
  member: routingConfigurationListItem,
  min: 1,
  max: 2,
} as const satisfies Shape;
export const createStateMachineAliasInput = {
  kind: "structure",
  name: "CreateStateMachineAliasInput",
  members: {
    description: aliasDescription,
    name: characterRestrictedName,
    routingConfiguration: routingConfigurationList,
  },
  required: ["name", "routingConfiguration"],
} as const satisfies StructureShape;
export const deleteStateMachineAliasInput = {
  kind: "structure",
  name: "DeleteStateMachineAliasInput",
  members: { stateMachineAliasArn: arn },
  required: ["stateMachineAliasArn"],
} as const satisfies StructureShape;
export const deleteStateMachineVersionInput = {
  kind: "structure",
  name: "DeleteStateMachineVersionInput",
  members: { stateMachineVersionArn: longArn },
  required: ["stateMachineVersionArn"],
} as const satisfies StructureShape;
export const describeStateMachineAliasInput = {
  kind: "structure",
  name: "DescribeStateMachineAliasInput",
  members: { stateMachineAliasArn: arn },
  required: ["stateMachineAliasArn"],
} as const satisfies StructureShape;
export const listStateMachineAliasesInput = {
  kind: "structure",
  name: "ListStateMachineAliasesInput",
  members: { stateMachineArn: arn, nextToken: pageToken, maxResults: pageSize },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const listStateMachineVersionsInput = {
  kind: "structure",
  name: "ListStateMachineVersionsInput",
  members: { stateMachineArn: arn, nextToken: pageToken, maxResults: pageSize },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const revisionId = { kind: "text" } as const satisfies Shape;
export const publishStateMachineVersionInput = {
  kind: "structure",
  name: "PublishStateMachineVersionInput",
  members: { stateMachineArn: arn, revisionId, description: versionDescription },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
export const updateStateMachineAliasInput = {
  kind: "structure",
  name: "UpdateStateMachineAliasInput",
  members: {
    stateMachineAliasArn: arn,
    description: aliasDescription,
    routingConfiguration: routingConfigurationList,
  },
  required: ["stateMachineAliasArn"],
} as const satisfies StructureShape;
