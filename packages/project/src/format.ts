import type { ProjectIssue } from "./issue.ts";

/**
 * One line an issue, `file:line:column  code  message`, its hint on the next; plain text. Control characters
 * that a file smuggles into a message do not reach the terminal.
 */
export function formatIssues(issues: readonly ProjectIssue[]): string {
  return issues.map(formatIssue).join("\n");
}

function formatIssue(issue: ProjectIssue): string {
  const severity = issue.severity === "warning" ? "warning  " : "";
  const line = `${placeOf(issue)}  ${severity}${issue.code}  ${issue.message}`;
  return printable(line) + (issue.hint === undefined ? "" : `\n    ${printable(issue.hint)}`);
}

function placeOf({ file, line, column, path }: ProjectIssue): string {
  if (line !== undefined) return `${file}:${line}:${column ?? 1}`;
  return path === "" ? file : `${file}#${path}`;
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
