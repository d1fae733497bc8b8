import { isValidTimezone, parseExpression } from "@landbridge/calendar";
import type { ScheduleDefinition } from "@landbridge/model";
import { DEFAULT_GROUP } from "@landbridge/scheduler";
import { invalid } from "./errors.ts";
import type { SchedulerInput } from "./read-input.ts";
import { toTarget } from "./to-target.ts";

type Input = SchedulerInput<"CreateSchedule">;

/** Source: EventBridge Scheduler API Reference, "RetryPolicy". */
const retryDefaults = { maxAttempts: 185, maxAgeSeconds: 86_400 };

const START_LATE_MS_MAX = 5 * 60_000;

/** A schedule as EventBridge Scheduler is asked for it. Throws ValidationException, in AWS's words where they are known. */
export function toDefinition(input: Input, nowMs: number): ScheduleDefinition {
  const { name, groupName, description, scheduleExpression, target, kmsKeyArn } = input;
  const timezone = input.scheduleExpressionTimezone ?? "UTC";
  checkExpression(scheduleExpression, timezone);
  const [startAt, endAt] = [instantOf(input.startDate), instantOf(input.endDate)];
  checkDates(scheduleExpression, { startAt, endAt, nowMs });
  const minutes = windowOf(input.flexibleTimeWindow);
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = target.retryPolicy ?? {};
  const deadLetterArn = target.deadLetterConfig?.arn;
  return {
    name,
    ...(groupName !== undefined && groupName !== DEFAULT_GROUP && { group: groupName }),
    ...(description !== undefined && { description }),
    expression: scheduleExpression,
    timezone,
    target: toTarget(target),
    input: {},
    state: input.state ?? "ENABLED",
    ...(startAt !== undefined && { startAt }),
    ...(endAt !== undefined && { endAt }),
    ...(minutes !== undefined && { flexibleWindowMinutes: minutes }),
    retry: {
      maxAttempts: maximumRetryAttempts ?? retryDefaults.maxAttempts,
      maxAgeSeconds: maximumEventAgeInSeconds ?? retryDefaults.maxAgeSeconds,
    },
    ...(deadLetterArn !== undefined && { deadLetterArn }),
    ...(input.actionAfterCompletion === "DELETE" && { afterCompletion: "DELETE" as const }),
    ...(kmsKeyArn !== undefined && { kmsKeyArn }),
  };
}

function checkExpression(expression: string, timezone: string): void {
  const parsed = parseExpression(expression);
  // Seconds are the ground's own: what is made here must be fit for AWS.
  if ("issues" in parsed || (parsed.expression.kind === "rate" && parsed.expression.unit === "second")) {
    throw invalid(`Invalid Schedule Expression ${expression}.`);
  }
  if (!isValidTimezone(timezone)) throw invalid(`Invalid Schedule Expression Timezone ${timezone}.`);
}

/** Source: EventBridge Scheduler ignores both dates for one-time schedules. */
function checkDates(
  expression: string,
  {
    startAt,
    endAt,
    nowMs,
  }: { readonly startAt: number | undefined; readonly endAt: number | undefined; readonly nowMs: number },
): void {
  if (expression.startsWith("at(")) return;
  if (startAt !== undefined && startAt < nowMs - START_LATE_MS_MAX) {
    throw invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
  }
  if (endAt !== undefined && endAt < nowMs) throw invalid("The EndDate you specify cannot be in the past.");
  if (startAt !== undefined && endAt !== undefined && endAt <= startAt) {
    throw invalid("The StartDate must be before the EndDate.");
  }
}

/** @param seconds since 1970, with a fraction */
function instantOf(seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const instant = Math.round(seconds * 1_000);
  // What a Date can hold. Source: ECMAScript, "Time Values and Time Range".
  if (Math.abs(instant) > 8.64e15) throw invalid("A date is out of range.");
  return instant;
}

function windowOf({ mode, maximumWindowInMinutes }: Input["flexibleTimeWindow"]): number | undefined {
  if (mode === "OFF") {
    if (maximumWindowInMinutes === undefined) return undefined;
    throw invalid("MaximumWindowInMinutes must not be set when the flexible time window's mode is OFF.");
  }
  if (maximumWindowInMinutes !== undefined) return maximumWindowInMinutes;
  throw invalid("MaximumWindowInMinutes must be set when the flexible time window's mode is FLEXIBLE.");
}
