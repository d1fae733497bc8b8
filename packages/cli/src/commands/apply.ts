import type { ProjectChangesBody } from "@landbridge/api";
import { connect } from "../client/connect.ts";
import type { ExitStatus } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import { plain } from "../output/plain.ts";
import type { Invocation } from "../program/spec.ts";
import type { Output } from "../terminal.ts";
import { checkFolder, countText, definitionsOf } from "./read-folder.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { parameters, options, terminal } = invocation;
  const client = connect(invocation);
  const definitions = definitionsOf(await checkFolder(parameters[0], terminal), terminal);
  const done = await client.call("applyProject", {
    query: { plan: options.flag("plan") },
    body: definitions,
    timeoutMs: cliLimits.applyMs,
  });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(done, null, 2)}\n`);
  else printChanges(terminal.out, done);
  return 0;
}

const marks = { created: "+", updated: "~", deleted: "-" } as const;
const paints = { created: "green", updated: "yellow", deleted: "red" } as const;

function printChanges(
  out: Output,
  { project, isPlan, changes, unchangedCount, warnings }: ProjectChangesBody,
): void {
  for (const { path, message } of warnings)
    out.write(`${out.colours.yellow("warning")} ${plain(path)}: ${plain(message)}\n`);
  for (const { kind, name, change } of changes)
    out.write(`${out.colours[paints[change]](`${marks[change]} ${kind} ${plain(name)}`)}\n`);
  const count = changes.length === 0 ? "nothing" : countText(changes.length, "change");
  const done = isPlan ? "would be applied" : "applied";
  out.write(`project ${plain(project)}: ${count} ${done}, ${unchangedCount} unchanged\n`);
}
