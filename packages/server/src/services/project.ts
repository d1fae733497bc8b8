import type { FunctionPool } from "@landbridge/agent";
import { ApiError } from "@landbridge/api";
import { builtInFunctions, functionsCalled, jobsCalled, parseMachine } from "@landbridge/asl";
import { isValidTimezone, parseExpression } from "@landbridge/calendar";
import type { Engine } from "@landbridge/engine";
import { checkJob, type Jobs, jobWrites } from "@landbridge/jobs";
import type { Clock, Issue, ProjectDefinitions, ScheduleTarget } from "@landbridge/model";
import { type Scheduler, scheduleWrites } from "@landbridge/scheduler";
import type { Store, Write } from "@landbridge/store";
import { functionRows, functionWrites, readFunctionRow } from "../functions.ts";
import type { ProjectChanges, ProjectServices } from "../http/services.ts";
import { invokeFunctionMachine } from "../launching/invoke-function.ts";
import { webhookRows, webhookWrites } from "../webhooks/project-webhooks.ts";

export interface ProjectParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly functions: Pick<FunctionPool, "define">;
}

/** Loads a project's definitions: all of them in one entry, or none. */
export function createProjectServices(parts: ProjectParts): ProjectServices {
  return {
    async apply(definitions, { isPlan }) {
      const issues = checkProject(definitions);
      const errors = issues.filter(({ severity }) => severity === "error");
      if (errors.length > 0) {
        throw new ApiError("INVALID_DEFINITION", `${errors.length} mistakes; nothing was applied.`, {
          issues: errors,
        });
      }
      const entry = await entryFor(parts, definitions);
      const changes = changesIn(entry.writes, definitions);
      const warnings = issues.filter(({ severity }) => severity === "warning");
      if (!isPlan && entry.writes.length > 0) await commit(parts, entry);
      return { ...changes, warnings };
    },
  };
}

/** What only the server can know is checked here again; a client may have checked nothing. */
function checkProject(definitions: ProjectDefinitions): Issue[] {
  const functions = new Set([...definitions.functions.map(({ name }) => name), ...builtInFunctions]);
  const jobs = new Set(definitions.jobs.map(({ name }) => name));
  const machines = new Set(definitions.stateMachines.map(({ name }) => name));
  const issues: Issue[] = [];
  definitions.jobs.forEach((job, index) => issues.push(...under(`/jobs/${index}`, checkJob(job))));
  definitions.stateMachines.forEach((machine, index) => {
    const at = `/stateMachines/${index}/definition`;
    issues.push(...under(at, parseMachine(machine.definition, machine).issues));
    issues.push(...under(at, missing(functionsCalled(machine.definition), functions, "function")));
    issues.push(...under(at, missing(jobsCalled(machine.definition), jobs, "job")));
  });
  definitions.schedules.forEach((schedule, index) => {
    const at = `/schedules/${index}`;
    const parsed = parseExpression(schedule.expression);
    if ("issues" in parsed) issues.push(...under(`${at}/expression`, parsed.issues));
    if (!isValidTimezone(schedule.timezone)) {
      issues.push(
        mistake(`${at}/timezone`, "UNKNOWN_TIMEZONE", `"${schedule.timezone}" is not an IANA time zone`),
      );
    }
    const missed = missingTarget(schedule.target, { functions, jobs, machines });
    if (missed !== undefined) issues.push(mistake(`${at}/target`, "UNKNOWN_TARGET", missed));
  });
  return issues;
}

/** What AWS calls a target may be anywhere; whether it is here shows when it is launched. */
function missingTarget(
  target: ScheduleTarget,
  known: Readonly<Record<"functions" | "jobs" | "machines", ReadonlySet<string>>>,
): string | undefined {
  switch (target.kind) {
    case "job":
      return known.jobs.has(target.job) ? undefined : `there is no job "${target.job}"`;
    case "state-machine":
      return known.machines.has(target.stateMachine)
        ? undefined
        : `there is no state machine "${target.stateMachine}"`;
    case "function":
      return known.functions.has(target.function) ? undefined : `there is no function "${target.function}"`;
    case "aws":
      return undefined;
  }
}

function missing(
  called: readonly { readonly name: string; readonly path: string }[],
  known: ReadonlySet<string>,
  kind: string,
): Issue[] {
  // A function elsewhere is not an error of the definition: on AWS too it fails when it is called.
  return called
    .filter(({ name }) => !known.has(name))
    .map(({ name, path }) => ({
      path,
      code: "UNKNOWN_REFERENCE",
      message: `there is no ${kind} "${name}" in this project`,
      severity: "warning",
    }));
}

function mistake(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: "error" };
}

function under(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: `${path}${issue.path}` }));
}

async function entryFor(
  { store, engine, jobs, scheduler, clock }: ProjectParts,
  definitions: ProjectDefinitions,
): Promise<{
  readonly guards: Parameters<Store["commit"]>[0][number]["guards"];
  readonly writes: readonly Write[];
}> {
  const now = clock.now();
  const { own, foreign } = await presentMachines(engine);
  refuseForeign(definitions, foreign);
  const wanted = new Set(definitions.stateMachines.map(({ name }) => name));
  const removed = own.filter((name) => !wanted.has(name) && name !== invokeFunctionMachine.name);
  const parts = [
    await engine.machineWrites(definitions.stateMachines, removed),
    jobWrites(definitions.jobs, await jobs.jobRows(), now),
    functionWrites(definitions.functions, await functionRows(store), now),
    scheduleWrites(definitions.schedules, await scheduler.scheduleRows(), now),
    webhookWrites(definitions.webhooks ?? [], await webhookRows(store), now),
  ];
  return { guards: parts.flatMap(({ guards }) => guards), writes: parts.flatMap(({ writes }) => writes) };
}

/** Those that a project folder owns, and those that were made over AWS's API. */
async function presentMachines(
  engine: Engine,
): Promise<{ readonly own: readonly string[]; readonly foreign: ReadonlySet<string> }> {
  const own: string[] = [];
  const foreign = new Set<string>();
  let after: string | undefined;
  do {
    const page = await engine.machines(1_000, after);
    for (const { name, owner } of page.machines) {
      if (owner === "api") foreign.add(name);
      else own.push(name);
    }
    after = page.next;
  } while (after !== undefined);
  return { own, foreign };
}

/** A folder takes nothing over that it did not make. */
function refuseForeign({ stateMachines }: ProjectDefinitions, foreign: ReadonlySet<string>): void {
  const issues = stateMachines.flatMap(({ name }, index) =>
    foreign.has(name)
      ? [
          mistake(
            `/stateMachines/${index}/name`,
            "FOREIGN_STATE_MACHINE",
            `state machine "${name}" was made over AWS's API; delete it there, or choose another name`,
          ),
        ]
      : [],
  );
  if (issues.length > 0)
    throw new ApiError("INVALID_DEFINITION", `${issues.length} mistakes; nothing was applied.`, { issues });
}

async function commit(parts: ProjectParts, entry: Awaited<ReturnType<typeof entryFor>>): Promise<void> {
  const { store, partition, epoch, jobs, scheduler, functions } = parts;
  const [outcome] = await store.commit([{ partition, epoch: epoch(), ...entry }]);
  if (outcome?.ok !== true) {
    throw new ApiError("STORE_UNAVAILABLE", "Another project was applied at the same time; try again.");
  }
  functions.define((await functionRows(store)).map(readFunctionRow));
  await jobs.reload();
  await scheduler.reload();
}

const kinds = {
  jobs: "job",
  functions: "function",
  machines: "state-machine",
  schedules: "schedule",
  webhooks: "webhook",
} as const;
const changeOf = { insert: "created", update: "updated", delete: "deleted" } as const;

function changesIn(
  writes: readonly Write[],
  definitions: ProjectDefinitions,
): Pick<ProjectChanges, "changes" | "unchangedCount"> {
  const wanted = new Set(definitions.stateMachines.map(({ name }) => name));
  const changes = writes.flatMap((write) => {
    if (!isDefinition(write.table)) return [];
    const kind = kinds[write.table];
    // A state machine that is taken out of force keeps its row, for the executions that pin it.
    const isGone = kind === "state-machine" && !wanted.has(write.key);
    return [{ kind, name: write.key, change: isGone ? ("deleted" as const) : changeOf[write.kind] }];
  });
  const { jobs, functions, stateMachines, schedules, webhooks = [] } = definitions;
  const total = jobs.length + functions.length + stateMachines.length + schedules.length + webhooks.length;
  const touched = changes.filter(({ change }) => change !== "deleted").length;
  return { changes, unchangedCount: total - touched };
}

function isDefinition(table: Write["table"]): table is keyof typeof kinds {
  return Object.hasOwn(kinds, table);
}
