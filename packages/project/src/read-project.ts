import { realpath, stat } from "node:fs/promises";
import type { ProjectDefinitions } from "@landbridge/model";
import { checkReferences } from "./check/references.ts";
import { type FolderEntry, openFolder } from "./files/folder.ts";
import { reasonOf } from "./files/reason.ts";
import { IssueLog, type ProjectIssue } from "./issue.ts";
import { readFunctions } from "./kinds/functions.ts";
import { readJobs } from "./kinds/jobs.ts";
import { checkUnique, type Defined, type Reading } from "./kinds/reading.ts";
import { readSchedules } from "./kinds/schedules.ts";
import { PROJECT_FILE, readSettings } from "./kinds/settings.ts";
import { readWebhooks } from "./kinds/webhooks.ts";
import { readWorkflows } from "./kinds/workflows.ts";
import { nearest } from "./suggest.ts";

/** Definitions are absent when an issue is an error; warnings may come with them. */
export type ReadProject =
  | { readonly definitions: ProjectDefinitions; readonly issues: readonly ProjectIssue[] }
  | { readonly definitions: undefined; readonly issues: readonly ProjectIssue[] };

/**
 * Reads a project folder and reports every mistake in it at once. Never throws for what is in the folder;
 * what is read is bounded, and nothing of the project is run.
 */
export async function readProject(folder: string): Promise<ReadProject> {
  const issues = new IssueLog();
  const root = await findRoot(folder, issues);
  const definitions = root === undefined ? undefined : await readRoot(root, issues);
  return issues.errorCount === 0 && definitions !== undefined
    ? { definitions, issues: issues.list() }
    : { definitions: undefined, issues: issues.list() };
}

async function findRoot(folder: string, issues: IssueLog): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
    const message = `${folder} is not a folder`;
    return issues.add({
      file: ".",
      code: "NO_PROJECT",
      message,
      hint: `name the folder with ${PROJECT_FILE} in it`,
    });
  } catch (error) {
    const message = `${folder} cannot be read: ${reasonOf(error)}`;
    return issues.add({
      file: ".",
      code: "NO_PROJECT",
      message,
      hint: `name the folder with ${PROJECT_FILE} in it`,
    });
  }
}

async function readRoot(root: string, issues: IssueLog): Promise<ProjectDefinitions | undefined> {
  const folder = openFolder(root, issues);
  const entries = await folder.list(".");
  if (entries === undefined) return undefined;
  if (!entries.some(({ name }) => name === PROJECT_FILE)) return reportNoProject(root, entries, issues);
  warnOfFolders(entries, issues);
  const settings = await readSettings(folder, issues);
  return await readKinds({ folder, issues, settings });
}

function reportNoProject(root: string, entries: readonly FolderEntry[], issues: IssueLog): undefined {
  const near = nearest(
    PROJECT_FILE,
    entries.map(({ name }) => name),
  );
  const hint =
    near === undefined
      ? `is this a project folder? it needs at least "name: NAME" in ${PROJECT_FILE}`
      : `rename ${near}`;
  issues.add({ file: ".", code: "NO_PROJECT", message: `there is no ${PROJECT_FILE} in ${root}`, hint });
}

const readFolders: readonly string[] = ["jobs", "functions", "workflows", "schedules", "webhooks"];
const laterFolders: readonly string[] = ["calendars", "alarms"];

function warnOfFolders(entries: readonly FolderEntry[], issues: IssueLog): void {
  const names = entries.filter(({ kind }) => kind === "folder").map(({ name }) => name);
  for (const file of names) {
    if (laterFolders.includes(file)) {
      const message = `${file} are not supported yet: nothing in this folder has an effect`;
      issues.add({ file, code: "NOT_YET_SUPPORTED", message, severity: "warning" });
    }
    const meant = nearest(
      file,
      readFolders.filter((name) => !names.includes(name)),
    );
    if (readFolders.includes(file) || meant === undefined) continue;
    const message = "this folder is not read";
    issues.add({ file, code: "UNREAD_FILE", message, hint: `did you mean "${meant}"?`, severity: "warning" });
  }
}

async function readKinds(reading: Reading): Promise<ProjectDefinitions> {
  const { issues, settings } = reading;
  const jobs = await readJobs(reading);
  const functions = await readFunctions(reading);
  const workflows = await readWorkflows(reading);
  const names = { jobs: namesOf(jobs), functions: namesOf(functions), stateMachines: namesOf(workflows) };
  const schedules = await readSchedules(reading, names);
  const webhooks = await readWebhooks(reading);
  checkUnique(issues, "webhook", webhooks);
  checkUnique(issues, "job", jobs);
  checkUnique(issues, "workflow", workflows);
  checkUnique(issues, "schedule", schedules);
  checkReferences(workflows, names, issues);
  return {
    name: settings.name,
    jobs: definitionsOf(jobs),
    functions: definitionsOf(functions),
    stateMachines: definitionsOf(workflows),
    schedules: definitionsOf(schedules),
    ...(webhooks.length > 0 && { webhooks: definitionsOf(webhooks) }),
  };
}

function namesOf<T>(all: readonly Defined<T>[]): readonly string[] {
  return all.map(({ name }) => name);
}

function definitionsOf<T>(all: readonly Defined<T>[]): readonly T[] {
  return all.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
}
