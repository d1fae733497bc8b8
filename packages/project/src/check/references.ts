import { builtInFunctions, type Reference, referencesIn } from "@landbridge/asl";
import type { IssueLog } from "../issue.ts";
import type { DefinedWorkflow } from "../kinds/workflows.ts";
import { suggestion } from "../suggest.ts";

export interface KnownNames {
  readonly functions: readonly string[];
  readonly jobs: readonly string[];
  readonly stateMachines: readonly string[];
}

/** What the workflows call by name must be there. */
export function checkReferences(
  workflows: readonly DefinedWorkflow[],
  known: KnownNames,
  issues: IssueLog,
): void {
  const functions = [...known.functions, ...builtInFunctions];
  for (const workflow of workflows) {
    if (workflow.text === undefined) continue;
    const called = referencesIn(workflow.text);
    const look = { workflow, issues };
    for (const reference of called.functions) check(look, reference, functions, functionKind);
    for (const reference of called.jobs) check(look, reference, known.jobs, jobKind);
    for (const reference of called.stateMachines)
      check(look, reference, known.stateMachines, stateMachineKind);
  }
}

interface Kind {
  readonly word: string;
  readonly code: string;
  readonly where: string;
  readonly severity: "error" | "warning";
}
const functionKind: Kind = {
  word: "function",
  code: "UNKNOWN_FUNCTION",
  where: "functions/NAME/index.ts",
  severity: "error",
};
const jobKind: Kind = { word: "job", code: "UNKNOWN_JOB", where: "jobs/NAME.yaml", severity: "error" };
/** Another machine may have been made through the API. */
const stateMachineKind: Kind = {
  word: "workflow",
  code: "UNKNOWN_STATE_MACHINE",
  where: "workflows/NAME.asl.json",
  severity: "warning",
};

function check(
  { workflow, issues }: { readonly workflow: DefinedWorkflow; readonly issues: IssueLog },
  { name, path }: Reference,
  there: readonly string[],
  { word, code, where, severity }: Kind,
): void {
  if (there.includes(name)) return;
  const hint = suggestion(name, there, `define it as ${where}`);
  const message = `there is no ${word} "${name}"`;
  issues.add({
    file: workflow.file,
    path,
    place: workflow.document?.locate(path),
    code,
    message,
    hint,
    severity,
  });
}
