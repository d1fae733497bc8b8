import assert from "node:assert/strict";
import { test } from "node:test";
import { type Files, onDisk, placed, sound } from "../test/project-on-disk.ts";
import { readProject } from "./read-project.ts";

/** What is wrong, the files that differ from a sound project, and what is to be reported. */
const mistakes: readonly (readonly [string, Files, readonly string[]])[] = [
  ["no landbridge.yaml", { "landbridge.yaml": "" }, ["landbridge.yaml:1:1 INVALID_TYPE"]],
  [
    "a project's name with a space",
    { "landbridge.yaml": "name: a b" },
    ["landbridge.yaml:1:1 INVALID_VALUE"],
  ],
  [
    "an unknown zone",
    { "landbridge.yaml": "name: a\ndefaults:\n  timezone: Europe/Bern" },
    ["landbridge.yaml:3:3 INVALID_TIMEZONE"],
  ],
  [
    "limits that nobody knows",
    { "landbridge.yaml": "name: a\nlimits: none" },
    ["landbridge.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "a parameter that is a number",
    { "landbridge.yaml": "name: a\nparameters: { port: 80 }" },
    ["landbridge.yaml:2:15 INVALID_TYPE"],
  ],
  ["a tab", { "jobs/load.yaml": "command: x\n\ttimeout: 3" }, ["jobs/load.yaml:2:1 YAML_SYNTAX"]],
  ["two documents", { "jobs/load.yaml": "command: x\n---\ncommand: y" }, ["jobs/load.yaml:2:1 YAML_SYNTAX"]],
  ["a key twice", { "jobs/load.yaml": "command: x\ncommand: y" }, ["jobs/load.yaml:2:1 DUPLICATE_KEY"]],
  ["a list for a job", { "jobs/load.yaml": "- command: x" }, ["jobs/load.yaml:1:1 INVALID_TYPE"]],
  ["no command", { "jobs/load.yaml": "timeout: 3s" }, ["jobs/load.yaml:1:1 INVALID_VALUE"]],
  [
    "a host and a pool",
    { "jobs/load.yaml": "command: x\nhost: a\npool: b" },
    ["jobs/load.yaml:3:1 INVALID_VALUE"],
  ],
  [
    "an expression over labels that ends too soon",
    { "jobs/load.yaml": "command: x\nhosts: zone =" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "a placement of nothing",
    { "jobs/load.yaml": "command: x\nplacement: sticky" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "a restart elsewhere that nobody knows to be safe",
    { "jobs/load.yaml": "command: x\npool: a\nrestart: elsewhere" },
    ["jobs/load.yaml:3:1 INVALID_VALUE"],
  ],
  ["an empty command", { "jobs/load.yaml": "command: []" }, ["jobs/load.yaml:1:1 INVALID_VALUE"]],
  ["a blank program", { "jobs/load.yaml": "command: [' ']" }, ["jobs/load.yaml:1:1 INVALID_VALUE"]],
  [
    "a number among the words",
    { "jobs/load.yaml": "command: [sleep, 3]" },
    ["jobs/load.yaml:1:18 INVALID_TYPE"],
  ],
  ["an unknown key", { "jobs/load.yaml": "command: x\ntimout: 3s" }, ["jobs/load.yaml:2:1 UNKNOWN_KEY"]],
  [
    "a duration in words",
    { "jobs/load.yaml": "command: x\ntimeout: 5 minutes" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "a negative duration",
    { "jobs/load.yaml": "command: x\ntimeout: -1" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "a size without a unit we know",
    { "jobs/load.yaml": "command: x\noutputMax: 5TB" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "an unknown policy",
    { "jobs/load.yaml": "command: x\nconcurrency: forbidd" },
    ["jobs/load.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "an exit code over 255",
    { "jobs/load.yaml": "command: x\nsuccessExitCodes: [0, 256]" },
    ["jobs/load.yaml:2:23 INVALID_VALUE"],
  ],
  [
    "a bad variable name",
    { "jobs/load.yaml": "command: x\nenvironment: { a-b: c }" },
    ["jobs/load.yaml:2:16 INVALID_VARIABLE_NAME"],
  ],
  [
    "a variable of the host's",
    { "jobs/load.yaml": "command: x\nenvironment: { LANDBRIDGE_RUN_ID: c }" },
    ["jobs/load.yaml:2:16 RESERVED_VARIABLE"],
  ],
  [
    "a value of two forms",
    { "jobs/load.yaml": "command: x\nenvironment: { A: { input: $, parameter: region } }" },
    ["jobs/load.yaml:2:16 INVALID_VALUE"],
  ],
  [
    "an unknown parameter",
    { "jobs/load.yaml": "command: x\nenvironment: { A: { parameter: regoin } }" },
    ["jobs/load.yaml:2:16 UNKNOWN_PARAMETER"],
  ],
  [
    "a path that may find many",
    { "jobs/load.yaml": "command: x\nenvironment: { A: { input: $..a } }" },
    ["jobs/load.yaml:2:16 INVALID_INPUT_PATH"],
  ],
  ["a job's bad name", { "jobs/a b.yaml": "command: x" }, ["jobs/a b.yaml INVALID_NAME"]],
  [
    "a job's long name",
    { [`jobs/${"a".repeat(81)}.yaml`]: "command: x" },
    [`jobs/${"a".repeat(81)}.yaml INVALID_NAME`],
  ],
  ["two jobs of one name", { "jobs/load.yml": "command: x" }, ["jobs/load.yml DUPLICATE_NAME"]],
  [
    "two jobs that are given one name",
    { "jobs/other.yaml": "name: load\ncommand: x" },
    ["jobs/other.yaml DUPLICATE_NAME"],
  ],
  ["a job in JSON", { "jobs/other.json": "{}" }, ["jobs/other.json UNREAD_FILE"]],
  ["two entries", { "functions/check/index.ts": "" }, ["functions/check AMBIGUOUS_ENTRY"]],
  [
    "settings without an entry",
    { "functions/f/function.yaml": "timeout: 3s" },
    ["functions/f MISSING_ENTRY"],
  ],
  ["a folder that is no function", { "functions/shared/a.ts": "" }, ["functions/shared MISSING_ENTRY"]],
  [
    "a built-in function's name",
    { "functions/landbridge-run-job/index.ts": "" },
    ["functions/landbridge-run-job RESERVED_NAME"],
  ],
  [
    "a function over 15 minutes",
    { "functions/check/function.yaml": "timeout: 16m" },
    ["functions/check/function.yaml:1:1 INVALID_VALUE"],
  ],
  [
    "a variable of the runtime's",
    { "functions/check/function.yaml": "environment: { AWS_REGION: x }" },
    ["functions/check/function.yaml:1:16 RESERVED_VARIABLE"],
  ],
  [
    "JSON that ends too soon",
    { "workflows/nightly.asl.json": '{\n  "StartAt": ,\n}' },
    ["workflows/nightly.asl.json:2:14 JSON_SYNTAX"],
  ],
  [
    "a state that is not there",
    { "workflows/nightly.asl.json": '{\n "StartAt": "B",\n "States": {"A": {"Type": "Succeed"}}\n}' },
    [
      "workflows/nightly.asl.json:2:2 MISSING_TRANSITION_TARGET",
      "workflows/nightly.asl.json:3:13 MISSING_TRANSITION_TARGET",
    ],
  ],
  [
    "two definitions of one workflow",
    { "workflows/nightly.asl.yaml": "StartAt: A\nStates: { A: { Type: Succeed } }" },
    ["workflows/nightly.asl.yaml DUPLICATE_NAME"],
  ],
  ["a workflow without .asl", { "workflows/other.json": "{}" }, ["workflows/other.json UNREAD_FILE"]],
  [
    "settings of no workflow",
    { "workflows/other.yaml": "type: EXPRESS" },
    ["workflows/other.yaml UNKNOWN_STATE_MACHINE"],
  ],
  [
    "an unknown type",
    { "workflows/nightly.yaml": "type: express" },
    ["workflows/nightly.yaml:1:1 INVALID_VALUE"],
  ],
  [
    "an unknown function",
    { "workflows/nightly.asl.json": calling('"FunctionName": "chek", "Payload": {}') },
    ["workflows/nightly.asl.json:3:47 UNKNOWN_FUNCTION"],
  ],
  [
    "an unknown job",
    {
      "workflows/nightly.asl.json": calling(
        '"FunctionName": "landbridge-run-job", "Payload": { "job": "lod" }',
      ),
    },
    ["workflows/nightly.asl.json:3:98 UNKNOWN_JOB"],
  ],
  [
    "an expression of another language",
    { "schedules/every-day.yaml": "expression: '*/5 * * * *'\ntarget: { job: load }" },
    ["schedules/every-day.yaml:1:1 UNKNOWN_EXPRESSION"],
  ],
  [
    "an offset for a zone",
    { "schedules/every-day.yaml": "expression: rate(1 day)\ntimezone: '+01:00'\ntarget: { job: load }" },
    ["schedules/every-day.yaml:2:1 INVALID_TIMEZONE"],
  ],
  [
    "two targets",
    { "schedules/every-day.yaml": "expression: rate(1 day)\ntarget: { job: load, stateMachine: nightly }" },
    ["schedules/every-day.yaml:2:1 INVALID_VALUE"],
  ],
  [
    "an unknown target",
    { "schedules/every-day.yaml": "expression: rate(1 day)\ntarget: { job: laod }" },
    ["schedules/every-day.yaml:2:11 UNKNOWN_JOB"],
  ],
  [
    "a workflow for a job",
    { "schedules/every-day.yaml": "expression: rate(1 day)\ntarget: { job: nightly }" },
    ["schedules/every-day.yaml:2:11 UNKNOWN_JOB"],
  ],
  ["calendars", { "calendars/de.yaml": "x" }, ["calendars NOT_YET_SUPPORTED"]],
  ["alarms", { "alarms/late.yaml": "x" }, ["alarms NOT_YET_SUPPORTED"]],
];

function calling(parameters: string): string {
  return `{ "StartAt": "A", "States": { "A": { "Type": "Task", "End": true,
    "Resource": "arn:aws:states:::lambda:invoke",
    "Parameters": {                           ${parameters} } } } }`;
}

for (const [what, files, expected] of mistakes) {
  test(`${what} is reported where it is`, async () => {
    const { definitions, issues } = await readProject(onDisk({ ...sound, ...files }));
    assert.deepEqual(placed(issues), expected);
    assert.equal(
      definitions === undefined,
      issues.some(({ severity }) => severity === "error"),
    );
  });
}

test("a misspelt folder is pointed out", async () => {
  const { issues } = await readProject(
    onDisk({ "landbridge.yaml": "name: a", "job/load.yaml": "command: x" }),
  );
  assert.deepEqual(
    issues.map(({ file, hint, severity }) => [file, hint, severity]),
    [["job", 'did you mean "jobs"?', "warning"]],
  );
});

test("a folder that is no project asks whether it is one", async () => {
  const { issues } = await readProject(onDisk({ "a.txt": "" }));
  assert.deepEqual(placed(issues), [". NO_PROJECT"]);
  assert.match(issues[0]?.hint ?? "", /is this a project folder\?/);
  const near = await readProject(onDisk({ "landbridge.yml": "name: a" }));
  assert.equal(near.issues[0]?.hint, "rename landbridge.yml");
});

test("a path that is no folder is refused", async () => {
  const folder = onDisk({ a: "" });
  assert.deepEqual(placed((await readProject(`${folder}/a`)).issues), [". NO_PROJECT"]);
  assert.deepEqual(placed((await readProject(`${folder}/b`)).issues), [". NO_PROJECT"]);
});

test("all mistakes of all files are reported at once, in order, with hints", async () => {
  const { definitions, issues } = await readProject(
    onDisk({
      ...sound,
      "jobs/load.yaml": "comand: x\ntimeout: soon\n",
      "jobs/other.yaml": "a: [",
      "schedules/every-day.yaml":
        "expression: rate(1 days ago)\ntimezone: Mars/Base\ntarget: { stateMachine: nigthly }\n",
    }),
  );
  assert.equal(definitions, undefined);
  assert.deepEqual(placed(issues), [
    "jobs/load.yaml:1:1 UNKNOWN_KEY",
    "jobs/load.yaml:1:1 INVALID_VALUE",
    "jobs/load.yaml:2:1 INVALID_VALUE",
    "jobs/other.yaml:1:5 YAML_SYNTAX",
    "schedules/every-day.yaml:1:1 RATE_PARTS",
    "schedules/every-day.yaml:2:1 INVALID_TIMEZONE",
    "schedules/every-day.yaml:3:11 UNKNOWN_STATE_MACHINE",
  ]);
  assert.equal(issues[0]?.hint, 'did you mean "command"?');
  assert.equal(issues[6]?.hint, 'did you mean "nightly"?');
});

test("a file with mistakes is still there for those that refer to it", async () => {
  const { issues } = await readProject(
    onDisk({
      ...sound,
      "jobs/load.yaml": "a: [",
      "schedules/every-day.yaml": "expression: rate(1 day)\ntarget: { job: load }",
    }),
  );
  assert.deepEqual(placed(issues), ["jobs/load.yaml:1:5 YAML_SYNTAX"]);
});

test("while landbridge.yaml is broken nobody is blamed for its parameters", async () => {
  const { issues } = await readProject(
    onDisk({
      "landbridge.yaml": "nam: a",
      "jobs/load.yaml": "command: x\nenvironment: { A: { parameter: region } }",
    }),
  );
  assert.deepEqual(placed(issues), ["landbridge.yaml:1:1 MISSING_KEY", "landbridge.yaml:1:1 UNKNOWN_KEY"]);
});
