import type { Issue } from "@landbridge/model";

/** More are not listed: a definition of 1 MiB can hold some hundred thousand. */
export const ISSUES_MAX = 500;

/** Of each text of an issue: a name or a value that it quotes may be as long as the definition. */
export const ISSUE_CHARACTERS_MAX = 1_000;

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
  | "DUPLICATE_LABEL_NAME"
  | "INVALID_LABEL_NAME"
  | "RESERVED_VARIABLE_NAME"
  | "INVALID_VARIABLE_NAME"
  | "DUPLICATE_VARIABLE_NAME"
  | "TOO_DEEPLY_NESTED"
  | "NO_DOLLAR"
  | "NO_PATH"
  | "PASS_RESULT_IS_STATIC"
  | "INVALID_JSONATA_EXPRESSION"
  | "UNSUPPORTED_JSONATA_EXPRESSION"
  /** An error name with AWS's reserved prefix that nothing ever raises. */
  | "UNKNOWN_ERROR_NAME"
  /** A heartbeat that the timeout makes useless. */
  | "HEARTBEAT_TOO_LONG"
  | "DEFINITION_TOO_LONG"
  | "TOO_MANY_ISSUES";

/** The mistakes found so far; those beyond the limit are counted, not kept. */
export class Issues {
  readonly #kept: Record<Issue["severity"], Issue[]> = { error: [], warning: [] };
  readonly #counts: Record<Issue["severity"], number> = { error: 0, warning: 0 };

  error(path: string, code: IssueCode, message: string, hint?: string): void {
    this.#add("error", path, code, message, hint);
  }

  warn(path: string, code: IssueCode, message: string, hint?: string): void {
    this.#add("warning", path, code, message, hint);
  }

  get errorCount(): number {
    return this.#counts.error;
  }

  /** In the order in which they were found; errors first, so that a cut list never hides why a definition was refused. */
  list(): readonly Issue[] {
    const { error, warning } = this.#kept;
    const listed = [...error, ...warning].slice(0, ISSUES_MAX);
    const left = this.#counts.error + this.#counts.warning - listed.length;
    return left === 0 ? listed : [...listed, tooMany(left, listed[0]?.severity ?? "error")];
  }

  #add(
    severity: Issue["severity"],
    path: string,
    code: IssueCode,
    message: string,
    hint: string | undefined,
  ): void {
    this.#counts[severity] += 1;
    if (this.#counts[severity] > ISSUES_MAX) return;
    const told = { path: cut(path), code, message: cut(message), severity };
    this.#kept[severity].push(hint === undefined ? told : { ...told, hint: cut(hint) });
  }
}

function cut(text: string): string {
  return text.length <= ISSUE_CHARACTERS_MAX ? text : `${text.slice(0, ISSUE_CHARACTERS_MAX)}…`;
}

function tooMany(left: number, severity: Issue["severity"]): Issue {
  const hint = "Correct those above and check again";
  return { path: "", code: "TOO_MANY_ISSUES", message: `${left} more are not listed`, hint, severity };
}
