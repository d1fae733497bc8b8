import type { Issue } from "@landbridge/model";

/** Collects mistakes, so that they are reported all at once. */
export interface IssueList {
  readonly all: readonly Issue[];
  /** Returns undefined, so that a parser can end with it. */
  add(code: string, message: string, hint?: string): undefined;
}

export function issueList(): IssueList {
  const all: Issue[] = [];
  return {
    all,
    add(code, message, hint) {
      all.push({ path: "", code, message, severity: "error", ...(hint === undefined ? {} : { hint }) });
      return undefined;
    },
  };
}

const QUOTED_LENGTH_MAX = 60;

/** What was found, on one line and cut to a length that fits into a message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED_LENGTH_MAX ? `${text.slice(0, QUOTED_LENGTH_MAX)}…` : text);
}
