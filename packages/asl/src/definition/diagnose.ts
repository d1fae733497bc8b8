import type { Issue } from "@landbridge/model";
import { jsonMistake } from "./check/json-mistake.ts";
import { NO_OBJECT } from "./check/json-text.ts";
import type { IssueCode } from "./issues.ts";
import { type ParseOptions, parseMachine } from "./parse.ts";
import { toAwsLocation } from "./pointer.ts";

/** As ValidateStateMachineDefinition answers. Source: Step Functions API Reference. */
export interface Diagnosis {
  readonly result: "OK" | "FAIL";
  readonly diagnostics: readonly Diagnostic[];
  /** More were found than were asked for. */
  readonly truncated: boolean;
}

export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  readonly message: string;
  /** Absent: the whole definition. */
  readonly location?: string;
}

export interface DiagnoseOptions extends ParseOptions {
  /** ERROR leaves warnings out. Default: ERROR, as on AWS. */
  readonly severity?: Diagnostic["severity"];
  /** Default: 100, as on AWS. */
  readonly maxResults?: number;
}

const RESULTS_MAX = 100;

export function diagnose(text: string, options: DiagnoseOptions = {}): Diagnosis {
  const { issues } = parseMachine(text, options);
  const wanted = issues.filter((issue) => issue.severity === "error" || options.severity === "WARNING");
  const most = options.maxResults ?? RESULTS_MAX;
  return {
    result: issues.some((issue) => issue.severity === "error") ? "FAIL" : "OK",
    diagnostics: wanted.slice(0, most).map((issue) => diagnosticOf(issue, text)),
    truncated: wanted.length > most,
  };
}

function diagnosticOf(issue: Issue, text: string): Diagnostic {
  const { code, message, location } = wordsOf(issue, text);
  const severity = issue.severity === "error" ? "ERROR" : "WARNING";
  return { code, ...(location !== undefined && { location }), message, severity };
}

interface Words {
  readonly code: string;
  readonly message: string;
  readonly location: string | undefined;
}

function wordsOf({ code, message, path }: Issue, text: string): Words {
  const mistake = code === "INVALID_JSON_DESCRIPTION" && path === "" ? jsonMistake(text) : undefined;
  if (mistake !== undefined) {
    return { code, message: `${mistake.message}\n at ${mistake.location}`, location: mistake.location };
  }
  return { code, message, location: path === "" ? locationOfRoot(code, message) : toAwsLocation(path) };
}

/** What is wrong with the fields of the definition itself has a place on AWS; what is wrong with the whole has none. */
function locationOfRoot(code: string, message: string): string | undefined {
  return code === "SCHEMA_VALIDATION_FAILED" && message !== NO_OBJECT ? "/" : undefined;
}

/** They are not AWS's. */
const OUR_CODES: ReadonlySet<string> = new Set([
  "DEFINITION_TOO_LONG",
  "TOO_MANY_ISSUES",
] satisfies IssueCode[]);

/** The message of InvalidDefinition, by which AWS refuses a definition: every error, one after the other. */
export function describeIssues(issues: readonly Issue[], text = ""): string {
  const errors = issues.filter((issue) => issue.severity === "error");
  const told = errors.map((issue) => {
    const { code, message, location } = wordsOf(issue, text);
    // Where there is no place, AWS writes "null".
    return `${code}: ${message}${OUR_CODES.has(code) ? "" : ` at ${location ?? "null"}`}`;
  });
  return `Invalid State Machine Definition: '${told.join(", ")}'`;
}
