import { createHash } from "node:crypto";
import type { Json } from "@landbridge/model";
import type { Launch } from "@landbridge/scheduler";

/**
 * The input with what EventBridge Scheduler puts in at each attempt.
 * Source: EventBridge Scheduler User Guide, "Adding context attributes".
 */
export function withContextAttributes(text: string, launch: Launch, scheduleArn: string): string {
  if (!text.includes("<aws.scheduler.")) return text;
  const values: Readonly<Record<string, string>> = {
    "schedule-arn": scheduleArn,
    "scheduled-time": scheduledTime(launch),
    "execution-id": executionIdOf(launch),
    "attempt-number": String(launch.attempt),
  };
  return text.replaceAll(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => values[name] ?? whole);
}

/** What a target gets whose schedule names no input. */
export function defaultEvent(
  launch: Launch,
  { arn, region, account }: { readonly arn: string; readonly region: string; readonly account: string },
): Json {
  return {
    version: "0",
    id: executionIdOf(launch),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account,
    time: scheduledTime(launch),
    region,
    resources: [arn],
    detail: "{}",
  };
}

/** To the second, as AWS writes it. */
function scheduledTime({ due }: Launch): string {
  return new Date(due).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Another one for each attempt. */
function executionIdOf({ launchKey, attempt }: Launch): string {
  return createHash("sha256").update(`${launchKey}#${attempt}`).digest("hex").slice(0, 16);
}
