import type { Resource } from "@landbridge/api";
import { matchesLaunchPattern } from "@landbridge/api";
import type { Run } from "@landbridge/model";
import { runSummaryBody } from "../http/views.ts";
import type { Webhook } from "./definition.ts";

/** Something that ended. `id` is the same however often it is told. */
export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly source: Resource;
  /** Names, statuses and times; never an input or a result. */
  readonly data: unknown;
}

export function runEvent(run: Run): WebhookEvent {
  const { status } = run;
  return {
    id: `run-${run.id}-${status.toLowerCase()}`,
    type: `run.${status.toLowerCase()}`,
    timestamp: new Date(run.endedAt ?? run.requestedAt).toISOString(),
    source: { kind: "job", name: run.job },
    data: { run: runSummaryBody(run) },
  };
}

export function isWantedBy({ events, sources, isEnabled }: Webhook, { type, source }: WebhookEvent): boolean {
  if (!isEnabled || !events.some((pattern) => matchesEvent(pattern, type))) return false;
  return sources.length === 0 || sources.some((pattern) => matchesLaunchPattern(pattern, source));
}

function matchesEvent(pattern: string, type: string): boolean {
  return (
    pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)))
  );
}
