import type { Issue } from "@landbridge/model";
import { projectLimits } from "./limits.ts";

/** A mistake somewhere in a project folder. */
export interface ProjectIssue extends Issue {
  /** Relative to the project folder, with "/"; "." is the folder itself. */
  readonly file: string;
  /** From 1; absent where the mistake is not in a text. */
  readonly line?: number;
  readonly column?: number;
}

/** Where in a text; both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface NewIssue {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Default "": the whole. */
  readonly path?: string;
  readonly place?: Place | undefined;
  /** Default: error. */
  readonly severity?: Issue["severity"];
}

/** The mistakes found so far, errors and warnings; those beyond the limit are counted, not kept. */
export class IssueLog {
  readonly #kept: Record<Issue["severity"], ProjectIssue[]> = { error: [], warning: [] };
  readonly #counts: Record<Issue["severity"], number> = { error: 0, warning: 0 };

  /** Returns undefined, so that a reader can end with it. */
  add(issue: NewIssue): undefined {
    const severity = issue.severity ?? "error";
    this.#counts[severity] += 1;
    if (this.#counts[severity] > projectLimits.issuesMax) return;
    this.#kept[severity].push(toProjectIssue(issue, severity));
  }

  get errorCount(): number {
    return this.#counts.error;
  }

  /** By file and line; errors before warnings, so that a cut list never hides why a project was refused. */
  list(): readonly ProjectIssue[] {
    const { error, warning } = this.#kept;
    const listed = [...error.toSorted(byPlace), ...warning.toSorted(byPlace)];
    const left = this.#counts.error + this.#counts.warning - listed.length;
    return left === 0 ? listed : [...listed, tooMany(left, this.#counts.error > 0 ? "error" : "warning")];
  }
}

function toProjectIssue(issue: NewIssue, severity: Issue["severity"]): ProjectIssue {
  const { file, code, place, hint } = issue;
  return {
    file,
    ...(place === undefined ? {} : { line: place.line, column: place.column }),
    path: cut(issue.path ?? ""),
    code,
    message: cut(issue.message),
    ...(hint === undefined ? {} : { hint: cut(hint) }),
    severity,
  };
}

function cut(text: string): string {
  const max = projectLimits.issueCharactersMax;
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}

function byPlace(a: ProjectIssue, b: ProjectIssue): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function tooMany(left: number, severity: Issue["severity"]): ProjectIssue {
  const hint = "correct those above and check again";
  return {
    file: ".",
    path: "",
    code: "TOO_MANY_ISSUES",
    message: `${left} more are not listed`,
    hint,
    severity,
  };
}
