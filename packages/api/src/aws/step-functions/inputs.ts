import type { Shape, StructureShape } from "../shape.ts";

// What each operation of AWS Step Functions takes. Source: the service's API model of 2016-11-23.

const name = { kind: "text", min: 1, max: 80 } as const satisfies Shape;
const tagKey = { kind: "text", min: 1, max: 128 } as const satisfies Shape;
const tagValue = { kind: "text", min: 0, max: 256 } as const satisfies Shape;
const tag = {
  kind: "structure",
  name: "Tag",
  members: { key: tagKey, value: tagValue },
  required: [],
} as const satisfies StructureShape;
const tagList = { kind: "list", member: tag } as const satisfies Shape;
const kmsKeyId = { kind: "text", min: 1, max: 2048 } as const satisfies Shape;
const kmsDataKeyReusePeriodSeconds = { kind: "integer", min: 60, max: 900 } as const satisfies Shape;
const encryptionType = {
  kind: "text",
  values: ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"],
} as const satisfies Shape;
const encryptionConfiguration = {
  kind: "structure",
  name: "EncryptionConfiguration",
  members: { kmsKeyId, kmsDataKeyReusePeriodSeconds, type: encryptionType },
  required: ["type"],
} as const satisfies StructureShape;
const createActivityInput = {
  kind: "structure",
  name: "CreateActivityInput",
  members: { name, tags: tagList, encryptionConfiguration },
  required: ["name"],
} as const satisfies StructureShape;
const definition = { kind: "text", min: 1, max: 1048576, isSensitive: true } as const satisfies Shape;
const arn = { kind: "text", min: 1, max: 256 } as const satisfies Shape;
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
const versionDescription = { kind: "text", max: 256, isSensitive: true } as const satisfies Shape;
const createStateMachineInput = {
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
const createStateMachineAliasInput = {
  kind: "structure",
  name: "CreateStateMachineAliasInput",
  members: {
    description: aliasDescription,
    name: characterRestrictedName,
    routingConfiguration: routingConfigurationList,
  },
  required: ["name", "routingConfiguration"],
} as const satisfies StructureShape;
const deleteActivityInput = {
  kind: "structure",
  name: "DeleteActivityInput",
  members: { activityArn: arn },
  required: ["activityArn"],
} as const satisfies StructureShape;
const deleteStateMachineInput = {
  kind: "structure",
  name: "DeleteStateMachineInput",
  members: { stateMachineArn: arn },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const deleteStateMachineAliasInput = {
  kind: "structure",
  name: "DeleteStateMachineAliasInput",
  members: { stateMachineAliasArn: arn },
  required: ["stateMachineAliasArn"],
} as const satisfies StructureShape;
const longArn = { kind: "text", min: 1, max: 2000 } as const satisfies Shape;
const deleteStateMachineVersionInput = {
  kind: "structure",
  name: "DeleteStateMachineVersionInput",
  members: { stateMachineVersionArn: longArn },
  required: ["stateMachineVersionArn"],
} as const satisfies StructureShape;
const describeActivityInput = {
  kind: "structure",
  name: "DescribeActivityInput",
  members: { activityArn: arn },
  required: ["activityArn"],
} as const satisfies StructureShape;
const includedData = { kind: "text", values: ["ALL_DATA", "METADATA_ONLY"] } as const satisfies Shape;
const describeExecutionInput = {
  kind: "structure",
  name: "DescribeExecutionInput",
  members: { executionArn: arn, includedData },
  required: ["executionArn"],
} as const satisfies StructureShape;
const describeMapRunInput = {
  kind: "structure",
  name: "DescribeMapRunInput",
  members: { mapRunArn: longArn },
  required: ["mapRunArn"],
} as const satisfies StructureShape;
const describeStateMachineInput = {
  kind: "structure",
  name: "DescribeStateMachineInput",
  members: { stateMachineArn: arn, includedData },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const describeStateMachineAliasInput = {
  kind: "structure",
  name: "DescribeStateMachineAliasInput",
  members: { stateMachineAliasArn: arn },
  required: ["stateMachineAliasArn"],
} as const satisfies StructureShape;
const describeStateMachineForExecutionInput = {
  kind: "structure",
  name: "DescribeStateMachineForExecutionInput",
  members: { executionArn: arn, includedData },
  required: ["executionArn"],
} as const satisfies StructureShape;
const getActivityTaskInput = {
  kind: "structure",
  name: "GetActivityTaskInput",
  members: { activityArn: arn, workerName: name },
  required: ["activityArn"],
} as const satisfies StructureShape;
const pageSize = { kind: "integer", min: 0, max: 1000 } as const satisfies Shape;
const reverseOrder = { kind: "flag" } as const satisfies Shape;
const pageToken = { kind: "text", min: 1, max: 1024 } as const satisfies Shape;
const includeExecutionDataGetExecutionHistory = { kind: "flag" } as const satisfies Shape;
const getExecutionHistoryInput = {
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
const listActivitiesInput = {
  kind: "structure",
  name: "ListActivitiesInput",
  members: { maxResults: pageSize, nextToken: pageToken },
  required: [],
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
const listExecutionsInput = {
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
const listMapRunsInput = {
  kind: "structure",
  name: "ListMapRunsInput",
  members: { executionArn: arn, maxResults: pageSize, nextToken: pageToken },
  required: ["executionArn"],
} as const satisfies StructureShape;
const listStateMachineAliasesInput = {
  kind: "structure",
  name: "ListStateMachineAliasesInput",
  members: { stateMachineArn: arn, nextToken: pageToken, maxResults: pageSize },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const listStateMachineVersionsInput = {
  kind: "structure",
  name: "ListStateMachineVersionsInput",
  members: { stateMachineArn: arn, nextToken: pageToken, maxResults: pageSize },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const listStateMachinesInput = {
  kind: "structure",
  name: "ListStateMachinesInput",
  members: { maxResults: pageSize, nextToken: pageToken },
  required: [],
} as const satisfies StructureShape;
const listTagsForResourceInput = {
  kind: "structure",
  name: "ListTagsForResourceInput",
  members: { resourceArn: arn },
  required: ["resourceArn"],
} as const satisfies StructureShape;
const revisionId = { kind: "text" } as const satisfies Shape;
const publishStateMachineVersionInput = {
  kind: "structure",
  name: "PublishStateMachineVersionInput",
  members: { stateMachineArn: arn, revisionId, description: versionDescription },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const clientToken = { kind: "text", min: 1, max: 64, pattern: "[!-~]+" } as const satisfies Shape;
const redriveExecutionInput = {
  kind: "structure",
  name: "RedriveExecutionInput",
  members: { executionArn: arn, clientToken },
  required: ["executionArn"],
} as const satisfies StructureShape;
const taskToken = { kind: "text", min: 1, max: 2048 } as const satisfies Shape;
const sensitiveError = { kind: "text", min: 0, max: 256, isSensitive: true } as const satisfies Shape;
const sensitiveCause = { kind: "text", min: 0, max: 32768, isSensitive: true } as const satisfies Shape;
const sendTaskFailureInput = {
  kind: "structure",
  name: "SendTaskFailureInput",
  members: { taskToken, error: sensitiveError, cause: sensitiveCause },
  required: ["taskToken"],
} as const satisfies StructureShape;
const sendTaskHeartbeatInput = {
  kind: "structure",
  name: "SendTaskHeartbeatInput",
  members: { taskToken },
  required: ["taskToken"],
} as const satisfies StructureShape;
const sensitiveData = { kind: "text", max: 262144, isSensitive: true } as const satisfies Shape;
const sendTaskSuccessInput = {
  kind: "structure",
  name: "SendTaskSuccessInput",
  members: { taskToken, output: sensitiveData },
  required: ["taskToken", "output"],
} as const satisfies StructureShape;
const traceHeader = { kind: "text", min: 0, max: 256, pattern: "\\p{ASCII}*" } as const satisfies Shape;
const startExecutionInput = {
  kind: "structure",
  name: "StartExecutionInput",
  members: { stateMachineArn: arn, name, input: sensitiveData, traceHeader },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const startSyncExecutionInput = {
  kind: "structure",
  name: "StartSyncExecutionInput",
  members: { stateMachineArn: arn, name, input: sensitiveData, traceHeader, includedData },
  required: ["stateMachineArn"],
} as const satisfies StructureShape;
const stopExecutionInput = {
  kind: "structure",
  name: "StopExecutionInput",
  members: { executionArn: arn, error: sensitiveError, cause: sensitiveCause },
  required: ["executionArn"],
} as const satisfies StructureShape;
const tagResourceInput = {
  kind: "structure",
  name: "TagResourceInput",
  members: { resourceArn: arn, tags: tagList },
  required: ["resourceArn", "tags"],
} as const satisfies StructureShape;
const inspectionLevel = { kind: "text", values: ["TRACE", "INFO", "DEBUG"] } as const satisfies Shape;
const revealSecrets = { kind: "flag" } as const satisfies Shape;
const testStateStateName = { kind: "text", min: 1, max: 80, isSensitive: true } as const satisfies Shape;
const mockErrorOutput = {
  kind: "structure",
  name: "MockErrorOutput",
  members: { error: sensitiveError, cause: sensitiveCause },
  required: [],
} as const satisfies StructureShape;
const mockResponseValidationMode = {
  kind: "text",
  values: ["STRICT", "NONE", "PRESENT"],
} as const satisfies Shape;
const mockInput = {
  kind: "structure",
  name: "MockInput",
  members: {
    result: sensitiveData,
    errorOutput: mockErrorOutput,
    fieldValidationMode: mockResponseValidationMode,
  },
  required: [],
} as const satisfies StructureShape;
const retrierRetryCount = { kind: "integer", min: 0 } as const satisfies Shape;
const mapIterationFailureCount = { kind: "integer", min: 0 } as const satisfies Shape;
const testStateConfiguration = {
  kind: "structure",
  name: "TestStateConfiguration",
  members: {
    retrierRetryCount,
    errorCausedByState: testStateStateName,
    mapIterationFailureCount,
    mapItemReaderData: sensitiveData,
  },
  required: [],
} as const satisfies StructureShape;
const testStateInput = {
  kind: "structure",
  name: "TestStateInput",
  members: {
    definition,
    roleArn: arn,
    input: sensitiveData,
    inspectionLevel,
    revealSecrets,
    variables: sensitiveData,
    stateName: testStateStateName,
    mock: mockInput,
    context: sensitiveData,
    stateConfiguration: testStateConfiguration,
  },
  required: ["definition"],
} as const satisfies StructureShape;
const tagKeyList = { kind: "list", member: tagKey } as const satisfies Shape;
const untagResourceInput = {
  kind: "structure",
  name: "UntagResourceInput",
  members: { resourceArn: arn, tagKeys: tagKeyList },
  required: ["resourceArn", "tagKeys"],
} as const satisfies StructureShape;
const maxConcurrency = { kind: "integer", min: 0 } as const satisfies Shape;
const toleratedFailurePercentage = { kind: "float", min: 0, max: 100 } as const satisfies Shape;
const toleratedFailureCount = { kind: "long", min: 0 } as const satisfies Shape;
const updateMapRunInput = {
  kind: "structure",
  name: "UpdateMapRunInput",
  members: { mapRunArn: longArn, maxConcurrency, toleratedFailurePercentage, toleratedFailureCount },
  required: ["mapRunArn"],
} as const satisfies StructureShape;
const updateStateMachineInput = {
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
const updateStateMachineAliasInput = {
  kind: "structure",
  name: "UpdateStateMachineAliasInput",
  members: {
    stateMachineAliasArn: arn,
    description: aliasDescription,
    routingConfiguration: routingConfigurationList,
  },
  required: ["stateMachineAliasArn"],
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
const validateStateMachineDefinitionInput = {
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

/** By operation. */
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
