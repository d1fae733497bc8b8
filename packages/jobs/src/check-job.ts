import type { EnvironmentValue, Issue, JobDefinition } from "@landbridge/model";
import { parseInputPath } from "./input-path.ts";

/** What jobs asks of a definition beyond its shape, which whoever read it has checked. */
export function checkJob(definition: JobDefinition): readonly Issue[] {
  return [...environmentIssues(definition), ...retryIssues(definition)];
}

function environmentIssues(definition: JobDefinition): Issue[] {
  return Object.entries(definition.environment).flatMap(([name, value]) => {
    const path = `/environment/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [...nameIssues(name, path), ...valueIssues(value, path, definition)];
  });
}

function nameIssues(name: string, path: string): Issue[] {
  if (name !== "" && !name.includes("=") && !name.includes("\0")) return [];
  return [
    error(
      path,
      "INVALID_VARIABLE_NAME",
      `"${name}" cannot name an environment variable`,
      'no "=" and no NUL',
    ),
  ];
}

function valueIssues(value: EnvironmentValue, path: string, definition: JobDefinition): Issue[] {
  if (typeof value === "string" || "text" in value) return [];
  if ("parameter" in value) {
    if (Object.hasOwn(definition.parameters, value.parameter)) return [];
    return [
      error(
        path,
        "UNKNOWN_PARAMETER",
        `there is no parameter "${value.parameter}"`,
        "add it under parameters: in landbridge.yaml",
      ),
    ];
  }
  if (parseInputPath(value.input) !== undefined) return [];
  return [
    error(
      path,
      "INVALID_INPUT_PATH",
      `"${value.input}" is no path into the input`,
      "write $, then .name and [0] as often as needed: $.batch.files[0]",
    ),
  ];
}

function retryIssues({ retry }: JobDefinition): Issue[] {
  const issues: Issue[] = [];
  if (!Number.isInteger(retry.maxAttempts) || retry.maxAttempts < 0)
    issues.push(
      error("/retry/maxAttempts", "INVALID_RETRY", "expected a whole number from 0", "0: no retry"),
    );
  if (!(retry.intervalSeconds >= 0))
    issues.push(error("/retry/intervalSeconds", "INVALID_RETRY", "expected a number from 0", "in seconds"));
  if (!(retry.backoffRate >= 1))
    issues.push(error("/retry/backoffRate", "INVALID_RETRY", "expected a number from 1", "1: always alike"));
  return issues;
}

function error(path: string, code: string, message: string, hint: string): Issue {
  return { path, code, message, hint, severity: "error" };
}
