import type { EnvironmentValue } from "@landbridge/model";
import type { IssueLog } from "../issue.ts";
import { childPointer, type SourceDocument } from "../source/document.ts";
import { suggestion } from "../suggest.ts";
import { isInputPath } from "./input-path.ts";

export type Parameters = Readonly<Record<string, string>>;

/** Who sets variables of its own, which a definition may not. */
export interface ReservedNames {
  readonly isReserved: (name: string) => boolean;
  readonly owner: string;
}

/** Names that an agent's shell cannot set, and those that the agent sets. */
export const jobNames: ReservedNames = {
  isReserved: (name) =>
    name.startsWith("LANDBRIDGE_") ||
    ["UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO"].includes(name),
  owner: "the host",
};

/** Source: AWS Lambda Developer Guide, "Defined runtime environment variables", those marked as reserved. */
export const functionNames: ReservedNames = {
  isReserved: (name) =>
    /^AWS_LAMBDA_/.test(name) ||
    ["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"].includes(
      name,
    ) ||
    ["LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID"].includes(name) ||
    ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].includes(name),
  owner: "the runtime, as on Lambda",
};

export interface EnvironmentCheck {
  readonly document: SourceDocument;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  readonly reserved: ReservedNames;
  readonly parameters: Parameters;
}

export function checkEnvironment(check: EnvironmentCheck, issues: IssueLog): void {
  for (const [name, value] of Object.entries(check.environment)) {
    const path = childPointer("/environment", name);
    const at = { file: check.document.file, path, place: check.document.locate(path) };
    checkName(name, check.reserved, (found) => issues.add({ ...at, ...found }));
    checkValue(value, check.parameters, (found) => issues.add({ ...at, ...found }));
  }
}

type Report = (found: { readonly code: string; readonly message: string; readonly hint: string }) => void;

function checkName(name: string, { isReserved, owner }: ReservedNames, report: Report): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name)) {
    const message = `"${name}" cannot name an environment variable`;
    report({ code: "INVALID_VARIABLE_NAME", message, hint: "use letters, digits and _, and no digit first" });
  } else if (isReserved(name)) {
    const message = `the variable ${name} is set by ${owner}`;
    report({ code: "RESERVED_VARIABLE", message, hint: "choose another name" });
  }
}

const secretReference = /\$\{secret:[a-z]{1,16}:[^${}#]{1,512}(?:#[^${}#]{1,128})?\}/g;

/** What a reference leads to is known when the process starts; that it is one can be said now. */
function checkSecrets(text: string, report: Report): void {
  const beginnings = text.split("${secret:").length - 1;
  if (beginnings === 0) return;
  if (beginnings !== [...text.matchAll(secretReference)].length) {
    const hint = "write ${secret:PROVIDER:PATH} or ${secret:PROVIDER:PATH#FIELD}";
    report({ code: "INVALID_SECRET_REFERENCE", message: "the reference to a secret is not whole", hint });
  }
}

function checkValue(value: EnvironmentValue, parameters: Parameters, report: Report): void {
  const text = typeof value === "string" ? value : "text" in value ? value.text : undefined;
  if (text !== undefined) {
    checkSecrets(text, report);
    if (!text.includes("\0")) return;
    report({
      code: "INVALID_VALUE",
      message: "the value holds a NUL character",
      hint: "no process can be given it",
    });
  } else if (typeof value === "string" || "text" in value) {
    return;
  } else if ("parameter" in value) {
    if (Object.hasOwn(parameters, value.parameter)) return;
    const hint = suggestion(
      value.parameter,
      Object.keys(parameters),
      "add it under parameters: in landbridge.yaml",
    );
    report({ code: "UNKNOWN_PARAMETER", message: `there is no parameter "${value.parameter}"`, hint });
  } else if (!isInputPath(value.input)) {
    const hint = "write $, then .name and [0] as often as needed: $.batch.files[0]";
    report({ code: "INVALID_INPUT_PATH", message: `"${value.input}" is no path into the input`, hint });
  }
}
