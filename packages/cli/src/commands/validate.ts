import { formatIssues } from "@landbridge/project";
import type { ExitStatus } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";
import { checkFolder, countText, verdict } from "./read-folder.ts";

export async function run({ parameters, options, terminal }: Invocation): Promise<ExitStatus> {
  const { out, err } = terminal;
  const checked = await checkFolder(parameters[0], terminal);
  const { definitions, issues } = checked;
  const isValid = definitions !== undefined;
  if (options.flag("json")) {
    const project = isValid ? definitions.name : null;
    out.write(`${JSON.stringify({ isValid, project, issues }, null, 2)}\n`);
    return isValid ? 0 : 2;
  }
  if (issues.length > 0) out.write(`${formatIssues(issues)}\n`);
  if (!isValid) {
    err.write(`${err.colours.red("invalid:")} ${verdict(checked)}\n`);
    return 2;
  }
  const { name, jobs, functions, stateMachines, schedules, webhooks = [] } = definitions;
  const parts = [
    countText(jobs.length, "job"),
    countText(functions.length, "function"),
    countText(stateMachines.length, "state machine"),
    countText(schedules.length, "schedule"),
    ...(webhooks.length === 0 ? [] : [countText(webhooks.length, "webhook")]),
  ];
  const warned = issues.length === 0 ? "" : `, with ${countText(issues.length, "warning")}`;
  out.write(`${out.colours.green("valid")}: project ${name}, ${parts.join(", ")}${warned}\n`);
  return 0;
}
