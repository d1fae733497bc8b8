import type {
  DeadLetterBody,
  ExecutionBody,
  HostBody,
  JobBody,
  KeyBody,
  MapRunBody,
  OccurrenceBody,
  RunBody,
  RunSummaryBody,
  ScheduleBody,
  StateMachineBody,
} from "@landbridge/api";
import type { MapRunDescription } from "@landbridge/engine";
import {
  type EpochMs,
  type HistoryEvent,
  type LaunchCause,
  type Run,
  toAwsHistoryEvent,
} from "@landbridge/model";
import type { DeadLetter } from "@landbridge/scheduler";
import { accessKeyIdOf } from "../auth/key-pair.ts";
import type { Key } from "../auth/key-row.ts";
import type { HostView } from "../hosts/host-operations.ts";
import type {
  ExecutionView,
  JobView,
  OccurrenceView,
  PageOf,
  ScheduleView,
  StateMachineView,
} from "./services.ts";

// From the domain's values to what goes over the wire. Absent members stay absent.

export function pageBody<T, Body>(
  page: PageOf<T>,
  view: (item: T) => Body,
): { items: Body[]; next: string | null } {
  return { items: page.items.map(view), next: page.next ?? null };
}

export function instant(value: EpochMs): string {
  return new Date(value).toISOString();
}

export function runBody(run: Run): RunBody {
  const { result } = run;
  return { ...runSummaryBody(run), input: run.input, ...present({ result }) };
}

export function runSummaryBody(run: Run): RunSummaryBody {
  const { id, job, status, attempt, host, exit, blockingRun, reason, progress } = run;
  return {
    id,
    job,
    status,
    cause: causeBody(run.cause),
    attempt,
    requestedAt: instant(run.requestedAt),
    ...present({ host, exit, blockingRun, reason }),
    ...instants({ startedAt: run.startedAt, endedAt: run.endedAt }),
    ...(progress && {
      progress: { ...progress, metrics: { ...progress.metrics }, at: instant(progress.at) },
    }),
  };
}

function causeBody(cause: LaunchCause): RunSummaryBody["cause"] {
  switch (cause.kind) {
    case "api":
      return { kind: "api", principal: cause.principal };
    case "schedule":
      return { kind: "schedule", schedule: cause.schedule, due: instant(cause.due) };
    case "execution":
      return { kind: "execution", execution: cause.execution };
  }
}

export function hostBody(host: HostView): HostBody {
  const { name, state, isConnected, labels, capacity, load, agentVersion, bootId, createdAt, lastSeenAt } =
    host;
  return {
    name,
    state,
    isConnected,
    labels: { ...labels },
    capacity,
    load,
    ...present({ agentVersion, bootId }),
    createdAt: instant(createdAt),
    ...instants({ lastSeenAt }),
  };
}

export function jobBody({ definition, appliedAt }: JobView): JobBody {
  const { environment, parameters: _values, command, successExitCodes, ...rest } = definition;
  return {
    ...rest,
    command: command.kind === "shell" ? command : { kind: "arguments", argv: [...command.argv] },
    successExitCodes: [...successExitCodes],
    environmentNames: Object.keys(environment),
    appliedAt: instant(appliedAt),
  };
}

export function stateMachineSummaryBody(machine: StateMachineView) {
  const { name, arn, type, revision } = machine;
  return {
    name,
    arn,
    type,
    revision,
    createdAt: instant(machine.createdAt),
    updatedAt: instant(machine.updatedAt),
  };
}

export function stateMachineBody(machine: StateMachineView): StateMachineBody {
  const { definition, roleArn } = machine;
  return { ...stateMachineSummaryBody(machine), definition, roleArn };
}

export function executionSummaryBody(execution: ExecutionView) {
  const { id, arn, name, stateMachine, revision, status } = execution;
  return {
    id,
    arn,
    name,
    stateMachine,
    revision,
    status,
    startedAt: instant(execution.startedAt),
    ...instants({ stoppedAt: execution.stoppedAt, redrivenAt: execution.redrivenAt }),
    redriveCount: execution.redriveCount,
  };
}

export function executionBody(execution: ExecutionView): ExecutionBody {
  const { input, output, error, cause, redrive, headroom } = execution;
  return {
    ...executionSummaryBody(execution),
    input,
    ...present({ output, error, cause, redrive, headroom }),
  };
}

export function mapRunBody(mapRun: MapRunDescription): MapRunBody {
  const { executionArn: execution, machineArn: _, startedAt, stoppedAt, redrivenAt, ...rest } = mapRun;
  return {
    ...rest,
    execution,
    children: mapRun.arn.slice(mapRun.arn.indexOf(":mapRun:") + ":mapRun:".length),
    startedAt: instant(startedAt),
    ...instants({ stoppedAt: stoppedAt ?? undefined, redrivenAt }),
  };
}

/** The members that hold an execution's data, in any event's details. Source: AWS, "GetExecutionHistory", includeExecutionData. */
const dataMembers: ReadonlySet<string> = new Set(["input", "inputDetails", "output", "outputDetails"]);

export function historyEventBody(event: HistoryEvent, includeData: boolean): Record<string, unknown> {
  if (includeData || event.details === undefined) return toAwsHistoryEvent(event);
  const kept = Object.entries(event.details).filter(([member]) => !dataMembers.has(member));
  return toAwsHistoryEvent({ ...event, details: Object.fromEntries(kept) });
}

export function scheduleBody(schedule: ScheduleView): ScheduleBody {
  const { nextDue, ...rest } = schedule;
  return { ...rest, nextDue: nextDue === undefined ? null : instant(nextDue) };
}

export function occurrenceBody(occurrence: OccurrenceView): OccurrenceBody {
  const { schedule, status, reason, reasonCode, run, execution, blockingRun, summary } = occurrence;
  return {
    schedule,
    due: instant(occurrence.due),
    status,
    ...instants({ decidedAt: occurrence.decidedAt }),
    ...present({ reason, reasonCode, run, execution, blockingRun }),
    ...(summary === undefined ? {} : { summary: { from: instant(summary.from), count: summary.count } }),
  };
}

export function deadLetterBody({
  id,
  queue,
  schedule,
  due,
  sentAt,
  reason,
  definition,
}: DeadLetter): DeadLetterBody {
  const { code: reasonCode, message, attempts } = reason;
  const { target, input } = definition;
  return {
    id,
    queue,
    schedule,
    due: instant(due),
    sentAt: instant(sentAt),
    reason: message,
    reasonCode,
    ...present({ attempts }),
    target,
    input,
  };
}

export function keyBody(key: Key): KeyBody {
  const { id, name, scopes, launch, limits, createdBy, replaces, replacedBy } = key;
  return {
    id,
    ...(key.masterKeyId === undefined ? {} : { accessKeyId: accessKeyIdOf(id) }),
    name,
    scopes: [...scopes],
    launch: [...launch],
    ...present({ limits, replaces, replacedBy }),
    createdAt: instant(key.createdAt),
    createdBy,
    ...instants({ expiresAt: key.expiresAt, revokedAt: key.revokedAt, lastUsedAt: key.lastUsedAt }),
  };
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without the members that are undefined, as the schemas want it. */
export function present<T extends Record<string, unknown>>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

export function instants<T extends Record<string, EpochMs | undefined>>(
  members: T,
): { [Name in keyof T]?: string } {
  const found = Object.entries(members).flatMap(([name, at]) =>
    at === undefined ? [] : [[name, instant(at)]],
  );
  return Object.fromEntries(found) as { [Name in keyof T]?: string };
}
