import type { Issue } from "@landbridge/model";

/** More are not listed: a definition of 1 MiB can hold some hundred thousand. */
export const ISSUES_MAX = 500;

/**
 * AWS's codes of ValidateStateMachineDefinition, and below them our own.
 * Source: Step Functions API Reference, ValidateStateMachineDefinitionDiagnostic.
 */
export type IssueCode =
  | "INVALID_JSON_DESCRIPTION"
  | "SCHEMA_VALIDATION_FAILED"
  | "MISSING_TRANSITION_TARGET"
  | "MISSING_END_STATE"
  | "DUPLICATE_STATE_NAME"
  | "INVALID_STATE_NAME"
  | "TOO_DEEPLY_NESTED"
  | "NO_DOLLAR"
  | "PASS_RESULT_IS_STATIC"
  /** In the language, but not in this version of Landbridge. */
  | "NOT_YET_SUPPORTED"
  /** An error name with AWS's reserved prefix that nothing ever raises. */
  | "UNKNOWN_ERROR_NAME"
  | "DEFINITION_TOO_LONG"
  | "TOO_MANY_ISSUES";

/** The mistakes found so far, in the order in which they were found. */
export class Issues {
  readonly #found: Issue[] = [];
  #errors = 0;

  error(path: string, code: IssueCode, message: string, hint?: string): void {
    this.#errors += 1;
    this.#add({ path, code, message, severity: "error", ...(hint === undefined ? {} : { hint }) });
  }

  warn(path: string, code: IssueCode, message: string, hint?: string): void {
    this.#add({ path, code, message, severity: "warning", ...(hint === undefined ? {} : { hint }) });
  }

  get errorCount(): number {
    return this.#errors;
  }

  /** Errors first, so that a cut list never hides why a definition was refused. */
  list(): readonly Issue[] {
    const sorted = [
      ...this.#found.filter((issue) => issue.severity === "error"),
      ...this.#found.filter((issue) => issue.severity === "warning"),
    ];
    if (sorted.length <= ISSUES_MAX) return sorted;
    const left = sorted.length - ISSUES_MAX;
    return [...sorted.slice(0, ISSUES_MAX), tooMany(left, sorted[0]?.severity ?? "error")];
  }

  #add(issue: Issue): void {
    this.#found.push(issue);
  }
}

function tooMany(left: number, severity: Issue["severity"]): Issue {
  return {
    path: "",
    code: "TOO_MANY_ISSUES",
    message: `${left} more are not listed`,
    hint: "Correct those above and check again",
    severity,
  };
}
