import type { Home } from "@landbridge/engine";
import type { AwsScheduleTarget, Json, JsonObject, ScheduleDefinition } from "@landbridge/model";
import { DEFAULT_GROUP, type Schedule, scheduleKeyOf } from "@landbridge/scheduler";
import { scheduleArnOf } from "../../launching/schedule-arn.ts";
import { runJobFunction } from "../../tasks/run-job.ts";

/** What GetSchedule tells, of a project's schedules as of any other. */
export function scheduleOutput(home: Home, schedule: Schedule): JsonObject {
  const { definition, createdAt, updatedAt } = schedule;
  const { startAt, endAt, flexibleWindowMinutes } = definition;
  return present({
    ActionAfterCompletion: definition.afterCompletion ?? "NONE",
    Arn: scheduleArnOf(home, scheduleKeyOf(definition)),
    CreationDate: createdAt / 1_000,
    Description: definition.description,
    EndDate: endAt === undefined ? undefined : endAt / 1_000,
    FlexibleTimeWindow:
      flexibleWindowMinutes === undefined
        ? { Mode: "OFF" }
        : { MaximumWindowInMinutes: flexibleWindowMinutes, Mode: "FLEXIBLE" },
    GroupName: definition.group ?? DEFAULT_GROUP,
    KmsKeyArn: definition.kmsKeyArn,
    LastModificationDate: updatedAt / 1_000,
    Name: definition.name,
    ScheduleExpression: definition.expression,
    ScheduleExpressionTimezone: definition.timezone,
    StartDate: startAt === undefined ? undefined : startAt / 1_000,
    State: definition.state,
    Target: targetOutput(home, definition),
  });
}

export function scheduleSummary(
  home: Home,
  { definition, createdAt, updatedAt }: Pick<Schedule, "definition" | "createdAt" | "updatedAt">,
): JsonObject {
  return {
    Arn: scheduleArnOf(home, scheduleKeyOf(definition)),
    CreationDate: createdAt / 1_000,
    GroupName: definition.group ?? DEFAULT_GROUP,
    LastModificationDate: updatedAt / 1_000,
    Name: definition.name,
    State: definition.state,
    Target: { Arn: awsTargetOf(home, definition).arn },
  };
}

function targetOutput(home: Home, definition: ScheduleDefinition): JsonObject {
  const { arn, roleArn, input, parameters } = awsTargetOf(home, definition);
  const { retry, deadLetterArn } = definition;
  return present({
    Arn: arn,
    DeadLetterConfig: deadLetterArn === undefined ? undefined : { Arn: deadLetterArn },
    ...parameters,
    Input: input,
    RetryPolicy:
      retry === undefined
        ? undefined
        : { MaximumEventAgeInSeconds: retry.maxAgeSeconds, MaximumRetryAttempts: retry.maxAttempts },
    RoleArn: roleArn,
  });
}

/** A project's targets by the names that they have on AWS: a job is the call of the function that launches it. */
function awsTargetOf(home: Home, { target, input }: ScheduleDefinition): AwsScheduleTarget {
  const { partition, region, account } = home;
  const roleArn = `arn:${partition}:iam::${account}:role/landbridge`;
  const functionArn = (name: string): string =>
    `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  const text = (value: Json): string => JSON.stringify(value);
  switch (target.kind) {
    case "aws":
      return target;
    case "function":
      return { kind: "aws", arn: functionArn(target.function), roleArn, input: text(input) };
    case "job":
      return {
        kind: "aws",
        arn: functionArn(runJobFunction),
        roleArn,
        input: text({ job: target.job, input }),
      };
    case "state-machine": {
      const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${target.stateMachine}`;
      return { kind: "aws", arn, roleArn, input: text(input) };
    }
  }
}

function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept;
}
