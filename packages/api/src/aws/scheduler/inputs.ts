import type { Shape, TextShape } from "../shape.ts";
import { ecsParameters } from "./ecs-parameters.ts";
import { structure } from "./structure.ts";

// The requests of EventBridge Scheduler, as far as they are looked into. Members have the names that AWS's messages
// give them; on the wire each begins with a capital.
// Source: EventBridge Scheduler API Reference, version 2021-06-30.

const name: TextShape = { kind: "text", min: 1, max: 64, pattern: "^[0-9a-zA-Z-_.]+$" };
const clientToken: TextShape = { kind: "text", min: 1, max: 64, pattern: "^[a-zA-Z0-9-_]+$" };
const namePrefix = name;
const nextToken: TextShape = { kind: "text", min: 1, max: 2_048 };
const maxResults: Shape = { kind: "integer", min: 1, max: 100 };

const sageMakerPipelineParameters = structure(
  "SageMakerPipelineParameters",
  {
    pipelineParameterList: {
      kind: "list",
      member: structure(
        "SageMakerPipelineParameter",
        {
          name: { kind: "text", min: 1, max: 256, pattern: "^[A-Za-z0-9\\-_]*$" },
          value: { kind: "text", min: 1, max: 1_024 },
        },
        ["name", "value"],
      ),
      min: 0,
      max: 200,
    },
  },
  [],
);

const target = structure(
  "Target",
  {
    arn: { kind: "text", min: 1, max: 1_600 },
    roleArn: {
      kind: "text",
      min: 1,
      max: 1_600,
      pattern: "^arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+$",
    },
    deadLetterConfig: structure(
      "DeadLetterConfig",
      {
        arn: {
          kind: "text",
          min: 1,
          max: 1_600,
          pattern: "^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$",
        },
      },
      [],
    ),
    retryPolicy: structure(
      "RetryPolicy",
      {
        maximumEventAgeInSeconds: { kind: "integer", min: 60, max: 86_400 },
        maximumRetryAttempts: { kind: "integer", min: 0, max: 185 },
      },
      [],
    ),
    // It may hold what nobody else is to read.
    input: { kind: "text", min: 1, isSensitive: true },
    ecsParameters,
    eventBridgeParameters: structure(
      "EventBridgeParameters",
      {
        detailType: { kind: "text", min: 1, max: 128 },
        source: {
          kind: "text",
          min: 1,
          max: 256,
          pattern: "^(?=[/\\.\\-_A-Za-z0-9]+)((?!aws\\.).*)|(\\$(\\.[\\w_-]+(\\[(\\d+|\\*)\\])*)*)$",
        },
      },
      ["detailType", "source"],
    ),
    kinesisParameters: structure("KinesisParameters", { partitionKey: { kind: "text", min: 1, max: 256 } }, [
      "partitionKey",
    ]),
    sageMakerPipelineParameters,
    sqsParameters: structure("SqsParameters", { messageGroupId: { kind: "text", min: 1, max: 128 } }, []),
  },
  ["arn", "roleArn"],
);

const scheduleMembers = {
  name,
  groupName: name,
  scheduleExpression: { kind: "text", min: 1, max: 256 },
  startDate: { kind: "float" },
  endDate: { kind: "float" },
  description: { kind: "text", max: 512 },
  scheduleExpressionTimezone: { kind: "text", min: 1, max: 50 },
  state: { kind: "text", values: ["ENABLED", "DISABLED"] },
  kmsKeyArn: {
    kind: "text",
    min: 1,
    max: 2_048,
    pattern: "^arn:aws(-[a-z]+)?:kms:[a-z0-9\\-]+:\\d{12}:(key|alias)\\/[0-9a-zA-Z-_]*$",
  },
  target,
  flexibleTimeWindow: structure(
    "FlexibleTimeWindow",
    {
      mode: { kind: "text", values: ["OFF", "FLEXIBLE"] },
      maximumWindowInMinutes: { kind: "integer", min: 1, max: 1_440 },
    },
    ["mode"],
  ),
  clientToken,
  actionAfterCompletion: { kind: "text", values: ["NONE", "DELETE"] },
} as const satisfies Readonly<Record<string, Shape>>;

const tag = structure(
  "Tag",
  { key: { kind: "text", min: 1, max: 128 }, value: { kind: "text", min: 1, max: 256 } },
  ["key", "value"],
);
const resourceArn: TextShape = {
  kind: "text",
  min: 1,
  max: 1_011,
  pattern: "^arn:aws(-[a-z]+)?:scheduler:[a-z0-9\\-]+:\\d{12}:schedule-group\\/[0-9a-zA-Z-_.]+$",
};

const scheduleRequired = ["name", "scheduleExpression", "target", "flexibleTimeWindow"] as const;

export const schedulerInputs = {
  CreateSchedule: structure("CreateScheduleInput", scheduleMembers, scheduleRequired),
  UpdateSchedule: structure("UpdateScheduleInput", scheduleMembers, scheduleRequired),
  GetSchedule: structure("GetScheduleInput", { groupName: name, name }, ["name"]),
  DeleteSchedule: structure("DeleteScheduleInput", { name, groupName: name, clientToken }, ["name"]),
  ListSchedules: structure(
    "ListSchedulesInput",
    {
      groupName: name,
      namePrefix,
      state: { kind: "text", values: ["ENABLED", "DISABLED"] },
      nextToken,
      maxResults,
    },
    [],
  ),
  CreateScheduleGroup: structure(
    "CreateScheduleGroupInput",
    { name, tags: { kind: "list", member: tag, min: 0, max: 200 }, clientToken },
    ["name"],
  ),
  GetScheduleGroup: structure("GetScheduleGroupInput", { name }, ["name"]),
  DeleteScheduleGroup: structure("DeleteScheduleGroupInput", { name, clientToken }, ["name"]),
  ListScheduleGroups: structure("ListScheduleGroupsInput", { namePrefix, nextToken, maxResults }, []),
  TagResource: structure(
    "TagResourceInput",
    { resourceArn, tags: { kind: "list", member: tag, min: 0, max: 200 } },
    ["resourceArn", "tags"],
  ),
  UntagResource: structure(
    "UntagResourceInput",
    { resourceArn, tagKeys: { kind: "list", member: { kind: "text", min: 1, max: 128 }, min: 0, max: 200 } },
    ["resourceArn", "tagKeys"],
  ),
  ListTagsForResource: structure("ListTagsForResourceInput", { resourceArn }, ["resourceArn"]),
} as const;

export type SchedulerOperation = keyof typeof schedulerInputs;
