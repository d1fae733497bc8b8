import {
  type Failure,
  type HistoryEventDetails,
  type HistoryEventType,
  historyEventDetailsNames,
} from "@landbridge/model";
import type { Resource } from "../definition/machine.ts";
import type { Draft } from "./draft.ts";

export type TaskFact =
  | {
      readonly kind: "scheduled";
      readonly text: string;
      /** The role that Credentials name. */
      readonly roleArn: string | undefined;
      readonly timeoutSeconds: number | undefined;
      readonly heartbeatSeconds: number | undefined;
    }
  | { readonly kind: "started"; readonly workerName?: string | undefined }
  | { readonly kind: "submitted"; readonly text: string }
  | { readonly kind: "succeeded"; readonly text: string }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "timed-out"; readonly failure: Failure };

/** Which event a fact is, by what was called. A function or activity is never "submitted". */
const types = {
  function: {
    scheduled: "LambdaFunctionScheduled",
    started: "LambdaFunctionStarted",
    submitted: "TaskSubmitted",
    succeeded: "LambdaFunctionSucceeded",
    failed: "LambdaFunctionFailed",
    "timed-out": "LambdaFunctionTimedOut",
  },
  activity: {
    scheduled: "ActivityScheduled",
    started: "ActivityStarted",
    submitted: "TaskSubmitted",
    succeeded: "ActivitySucceeded",
    failed: "ActivityFailed",
    "timed-out": "ActivityTimedOut",
  },
  integration: {
    scheduled: "TaskScheduled",
    started: "TaskStarted",
    submitted: "TaskSubmitted",
    succeeded: "TaskSucceeded",
    failed: "TaskFailed",
    "timed-out": "TaskTimedOut",
  },
} as const satisfies Record<Resource["kind"], Record<TaskFact["kind"], HistoryEventType>>;

/** Of the types above, those whose events have no details. */
const plainTypes: ReadonlySet<HistoryEventType> = new Set(
  Object.values(types)
    .flatMap((ofKind) => Object.values(ofKind))
    .filter((type) => historyEventDetailsNames[type] === null),
);

/** Records the fact in the form that AWS gives it for this kind of resource, and gives the event's id. */
export function recordTaskFact(draft: Draft, resource: Resource, previous: number, fact: TaskFact): number {
  const type = types[resource.kind][fact.kind];
  // AWS writes the details that a type has even when there is nothing to say.
  if (plainTypes.has(type)) return draft.record(type, previous);
  const details = detailsOf(draft, resource, fact);
  return draft.record(
    type,
    previous,
    resource.kind === "integration" ? { ...details, ...callOf(resource) } : details,
  );
}

function detailsOf(draft: Draft, resource: Resource, fact: TaskFact): HistoryEventDetails {
  switch (fact.kind) {
    case "scheduled":
      return scheduledDetails(draft, resource, fact);
    case "started":
      return fact.workerName === undefined ? {} : { workerName: fact.workerName };
    case "submitted":
    case "succeeded":
      return { output: fact.text };
    case "failed":
    case "timed-out":
      return { ...fact.failure };
  }
}

type Scheduled = Extract<TaskFact, { readonly kind: "scheduled" }>;

function scheduledDetails(draft: Draft, resource: Resource, fact: Scheduled): HistoryEventDetails {
  const { text, roleArn, timeoutSeconds, heartbeatSeconds } = fact;
  const call =
    resource.kind === "integration"
      ? { parameters: text, region: regionOf(draft) }
      : { input: text, resource: resource.arn };
  if (roleArn === undefined && timeoutSeconds === undefined && heartbeatSeconds === undefined) return call;
  return {
    ...call,
    ...(roleArn !== undefined && { taskCredentials: { roleArn } }),
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined &&
      resource.kind !== "function" && { heartbeatInSeconds: heartbeatSeconds }),
  };
}

/** Task… events say what they call; Lambda… and Activity… events said so when they were scheduled. */
function callOf({ action, pattern, service }: Extract<Resource, { readonly kind: "integration" }>) {
  const suffix = pattern === "requestResponse" ? "" : `.${pattern}`;
  return { resource: `${action}${suffix}`, resourceType: service };
}

/** The fourth part of the state machine's ARN. */
function regionOf(draft: Draft): string {
  return draft.base.execution.machineArn.split(":")[3] ?? "";
}
