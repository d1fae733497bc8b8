import type { ExecutionNews } from "@landbridge/engine";
import type { HistoryEvent } from "@landbridge/model";
import type { WebhookEvent } from "./event.ts";

const ends: Readonly<Record<string, string>> = {
  ExecutionSucceeded: "succeeded",
  ExecutionFailed: "failed",
  ExecutionTimedOut: "timed_out",
  ExecutionAborted: "aborted",
};

/** Undefined: the execution goes on. */
export function executionEvent({
  id,
  arn,
  name,
  machineName,
  history,
}: ExecutionNews): WebhookEvent | undefined {
  const last = history.at(-1);
  const how = last === undefined ? undefined : ends[last.type];
  if (last === undefined || how === undefined) return undefined;
  const endedAt = new Date(last.timestamp).toISOString();
  const execution = {
    id,
    arn,
    name,
    stateMachine: machineName,
    status: how.toUpperCase(),
    endedAt,
    ...errorOf(last),
  };
  return {
    // An execution that is redriven ends again, as another event.
    id: `execution-${id}-${last.id}`,
    type: `execution.${how}`,
    timestamp: endedAt,
    source: { kind: "state-machine", name: machineName },
    data: { execution },
  };
}

/** The error's name, which its author chose; a cause may hold anything. */
function errorOf({ details }: HistoryEvent): { readonly error?: string } {
  const error = details?.["error"];
  return typeof error === "string" ? { error } : {};
}
