import { parseExpression } from "@landbridge/calendar";
import type { ScheduleDefinition, ScheduleTarget } from "@landbridge/model";
import { type ScheduleFile, scheduleFileSchema } from "../schemas/schedule.ts";
import type { SourceDocument } from "../source/document.ts";
import { suggestion } from "../suggest.ts";
import { type Defined, type Reading, readDefinitionFiles } from "./reading.ts";
import { checkTimezone } from "./settings.ts";

/** Names that a target may have. */
export interface TargetNames {
  readonly jobs: readonly string[];
  readonly stateMachines: readonly string[];
  readonly functions: readonly string[];
}

/** Source: EventBridge Scheduler API Reference, "Target", `Input`; Step Functions takes 256 KiB. */
const INPUT_CHARACTERS_MAX = 262_144;

export function readSchedules(
  reading: Reading,
  names: TargetNames,
): Promise<readonly Defined<ScheduleDefinition>[]> {
  return readDefinitionFiles(
    reading,
    "schedule",
    "schedules",
    scheduleFileSchema,
    (name, shape, document) => {
      const timezone = shape.timezone ?? reading.settings.timezone;
      checkExpression(reading, document, shape.expression);
      if (shape.timezone !== undefined) checkTimezone(document, "/timezone", timezone, reading.issues);
      checkInput(reading, document, shape);
      checkSpan(reading, document, shape);
      const target = toTarget(reading, document, shape, names);
      return target && toSchedule(name, shape, timezone, target);
    },
  );
}

function checkExpression({ issues }: Reading, document: SourceDocument, expression: string): void {
  const parsed = parseExpression(expression);
  if (!("issues" in parsed)) return;
  const place = document.locate("/expression");
  for (const issue of parsed.issues)
    issues.add({ ...issue, file: document.file, path: "/expression", place });
}

function checkInput({ issues, settings }: Reading, document: SourceDocument, { input }: ScheduleFile): void {
  const length = JSON.stringify(input ?? {}).length;
  // With the ground's, the file's own limit comes first.
  if (length <= INPUT_CHARACTERS_MAX || settings.limits === "ground") return;
  const message = `the input has ${length} characters as JSON; at most ${INPUT_CHARACTERS_MAX} are allowed`;
  const at = { file: document.file, path: "/input", place: document.locate("/input") };
  issues.add({ ...at, code: "INPUT_TOO_LARGE", message, hint: "pass a reference to the data instead" });
}

function checkSpan({ issues }: Reading, document: SourceDocument, { start, end }: ScheduleFile): void {
  if (start === undefined || end === undefined || start <= end) return;
  const at = { file: document.file, path: "/end", place: document.locate("/end") };
  issues.add({ ...at, code: "ENDS_BEFORE_START", message: "the schedule ends before it starts" });
}

function toTarget(
  reading: Reading,
  document: SourceDocument,
  { target }: ScheduleFile,
  names: TargetNames,
): ScheduleTarget | undefined {
  const { job, stateMachine, function: called } = target;
  if (job !== undefined) {
    if (!names.jobs.includes(job)) reportUnknown(reading, document, "job", job, names.jobs);
    return { kind: "job", job };
  }
  if (called !== undefined) {
    if (!names.functions.includes(called))
      reportUnknown(reading, document, "function", called, names.functions);
    return { kind: "function", function: called };
  }
  if (stateMachine === undefined) return undefined;
  if (!names.stateMachines.includes(stateMachine))
    reportUnknown(reading, document, "stateMachine", stateMachine, names.stateMachines);
  return { kind: "state-machine", stateMachine };
}

function reportUnknown(
  { issues }: Reading,
  document: SourceDocument,
  key: "job" | "stateMachine" | "function",
  name: string,
  there: readonly string[],
): void {
  const path = `/target/${key}`;
  const kind = key === "stateMachine" ? "workflow" : key;
  const hint = suggestion(name, there, `there is no ${kind} at all: define it under ${kind}s/`);
  const codes = {
    job: "UNKNOWN_JOB",
    stateMachine: "UNKNOWN_STATE_MACHINE",
    function: "UNKNOWN_FUNCTION",
  } as const;
  const code = codes[key];
  const message = `there is no ${kind} "${name}"`;
  issues.add({ file: document.file, path, place: document.locate(path), code, message, hint });
}

function toSchedule(
  name: string,
  shape: ScheduleFile,
  timezone: string,
  target: ScheduleTarget,
): ScheduleDefinition {
  return {
    name,
    ...(shape.description === undefined ? {} : { description: shape.description }),
    expression: shape.expression,
    timezone,
    target,
    input: shape.input ?? {},
    state: shape.state ?? "ENABLED",
    ...termsOf(shape),
  };
}

function termsOf(shape: ScheduleFile): Partial<ScheduleDefinition> {
  const { start, end, flexibleWindowMinutes, retry, deadLetterQueue, afterCompletion } = shape;
  return {
    ...(start !== undefined && { startAt: start }),
    ...(end !== undefined && { endAt: end }),
    ...(flexibleWindowMinutes !== undefined && { flexibleWindowMinutes }),
    ...(retry !== undefined && { retry }),
    ...(deadLetterQueue !== undefined && { deadLetterArn: deadLetterQueue }),
    ...(afterCompletion === "DELETE" && { afterCompletion }),
  };
}
