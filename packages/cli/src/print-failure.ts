import { type Issue, LandbridgeError } from "@landbridge/model";
import { Failure } from "./failure.ts";
import { plain } from "./output/plain.ts";
import type { Output } from "./terminal.ts";

/** What was wrong, where, and what to do; a stack only for what is our own mistake. */
export function printFailure(error: unknown, err: Output): void {
  const { bold, red, dim } = err.colours;
  if (error instanceof Failure) {
    const { issues = [], advice } = error.facts;
    err.write(`${red(bold("landbridge:"))} ${plain(error.message)}\n`);
    for (const issue of issues) err.write(issueLines(issue, err));
    if (advice !== undefined) err.write(`  ${dim("→")} ${plain(advice)}\n`);
    return;
  }
  if (error instanceof LandbridgeError) {
    err.write(`${red(bold("landbridge:"))} ${plain(error.message)}\n`);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  err.write(`${red(bold("landbridge:"))} something went wrong that should not; please report it\n${text}\n`);
}

function issueLines(issue: Issue, { colours }: Output): string {
  const mark = issue.severity === "error" ? colours.red("error") : colours.yellow("warning");
  const path = issue.path === "" ? "" : `${colours.bold(plain(issue.path))}: `;
  const hint = issue.hint === undefined ? "" : `\n      ${colours.dim(plain(issue.hint))}`;
  return `  ${mark} ${path}${plain(issue.message)}${hint}\n`;
}
