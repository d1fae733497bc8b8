import { resolve } from "node:path";
import type { ProjectDefinitions } from "@landbridge/model";
import { formatIssues, type ProjectIssue, readProject } from "@landbridge/project";
import { Failure } from "../failure.ts";
import type { Terminal } from "../terminal.ts";

export interface CheckedFolder {
  readonly folder: string;
  readonly definitions: ProjectDefinitions | undefined;
  readonly issues: readonly ProjectIssue[];
}

export async function checkFolder(
  directory: string | undefined,
  terminal: Pick<Terminal, "folder">,
): Promise<CheckedFolder> {
  const folder = resolve(terminal.folder, directory ?? ".");
  return { folder, ...(await readProject(folder)) };
}

/** The definitions of a project without errors; its warnings are told, its errors end the command. */
export function definitionsOf(checked: CheckedFolder, { err }: Pick<Terminal, "err">): ProjectDefinitions {
  if (checked.issues.length > 0) err.write(`${formatIssues(checked.issues)}\n`);
  if (checked.definitions !== undefined) return checked.definitions;
  throw new Failure(verdict(checked), {
    status: 2,
    advice: "correct them and try again; nothing was changed",
  });
}

/** "3 mistakes in DIR" */
export function verdict({ folder, issues }: CheckedFolder): string {
  const count = (severity: ProjectIssue["severity"]): number =>
    issues.filter((issue) => issue.severity === severity).length;
  const mistakes = countText(count("error"), "mistake");
  const warnings = count("warning");
  return `${mistakes}${warnings === 0 ? "" : ` and ${countText(warnings, "warning")}`} in ${folder}`;
}

export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
