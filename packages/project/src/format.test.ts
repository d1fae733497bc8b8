import assert from "node:assert/strict";
import { test } from "node:test";
import { formatIssues } from "./format.ts";
import type { ProjectIssue } from "./issue.ts";

const issue: ProjectIssue = {
  file: "jobs/load.yaml",
  line: 3,
  column: 5,
  path: "/retry",
  code: "UNKNOWN_KEY",
  message: 'unknown key "intervall"',
  hint: 'did you mean "interval"?',
  severity: "error",
};

test("an issue is a place, a code and a sentence; its hint is on the next line", () => {
  assert.equal(
    formatIssues([issue]),
    'jobs/load.yaml:3:5  UNKNOWN_KEY  unknown key "intervall"\n    did you mean "interval"?',
  );
});

test("a warning says that it is one, and a place without a line shows the path", () => {
  const warning: ProjectIssue = { file: "alarms", path: "/a", code: "X", message: "m", severity: "warning" };
  assert.equal(
    formatIssues([warning, { ...warning, path: "" }]),
    "alarms#/a  warning  X  m\nalarms  warning  X  m",
  );
});

test("control characters of a file do not reach the terminal", () => {
  const { hint: _, ...bare } = { ...issue, message: "a\u001b[31mb\u202ec\nd" };
  assert.equal(formatIssues([bare]), "jobs/load.yaml:3:5  UNKNOWN_KEY  a\\u{1b}[31mb\\u{202e}c\\u{a}d");
});
