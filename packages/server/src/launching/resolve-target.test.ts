import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type Json, type ScheduleTarget } from "@landbridge/model";
import type { Launch } from "@landbridge/scheduler";
import { resolveTarget } from "./resolve-target.ts";

const home = { partition: "aws", region: "eu-central-1", account: "000000000000" } as const;
const due = epochMs(Date.parse("2026-03-29T01:00:00.000Z"));
const lambda = "arn:aws:lambda:eu-central-1:000000000000:function";
const machine = "arn:aws:states:eu-central-1:000000000000:stateMachine:close";

function launchOf(target: ScheduleTarget, more: Partial<Launch> = {}): Launch {
  const also = { guards: [], writes: [] };
  const launchKey = `nightly-${due}`;
  return { schedule: "team/nightly", due, attempt: 2, target, input: {}, launchKey, also, ...more };
}

const aws = (arn: string, input?: Json | string): ScheduleTarget => ({
  kind: "aws",
  arn,
  roleArn: "arn:aws:iam::000000000000:role/r",
  ...(input !== undefined && { input: typeof input === "string" ? input : JSON.stringify(input) }),
});

const universal = (action: string): string => `arn:aws:scheduler:::aws-sdk:${action}`;

const cases: readonly [string, ScheduleTarget, object][] = [
  [
    "a state machine's ARN starts it",
    aws(machine, { a: 1 }),
    { kind: "state-machine", stateMachine: machine, input: { a: 1 } },
  ],
  [
    "a function's ARN calls it",
    aws(`${lambda}:tidy`, { a: 1 }),
    { kind: "function", function: "tidy", input: { a: 1 } },
  ],
  [
    "a function's ARN with a version calls the function",
    aws(`${lambda}:tidy:7`, {}),
    { kind: "function", function: "tidy", input: {} },
  ],
  [
    "the portable form of a job launches the job",
    aws(`${lambda}:landbridge-run-job`, { job: "load", input: [1] }),
    { kind: "job", job: "load", input: [1] },
  ],
  [
    "a universal target starts an execution under the name that it gives",
    aws(universal("sfn:startExecution"), { StateMachineArn: machine, Name: "n", Input: '{"a":1}' }),
    { kind: "state-machine", stateMachine: machine, name: "n", input: { a: 1 } },
  ],
  [
    "a universal target invokes a function",
    aws(universal("lambda:invoke"), { FunctionName: `${lambda}:tidy`, Payload: "[2]" }),
    { kind: "function", function: "tidy", input: [2] },
  ],
  [
    "what is not on the ground is impossible",
    aws(universal("sqs:sendMessage"), { MessageBody: "x" }),
    { kind: "impossible", reason: '"sqs:sendMessage" is not an action of this installation' },
  ],
  [
    "a service that is not here is impossible",
    aws("arn:aws:sqs:eu-central-1:000000000000:q"),
    {
      kind: "impossible",
      reason: '"arn:aws:sqs:eu-central-1:000000000000:q" is not a service of this installation',
    },
  ],
  [
    "an input that is no JSON is impossible, not a launch without input",
    aws(machine, "{nope"),
    { kind: "impossible", reason: "its input is not JSON" },
  ],
  [
    "a job without a name is impossible",
    aws(`${lambda}:landbridge-run-job`, {}),
    { kind: "impossible", reason: "its input needs `job`, the name of a job" },
  ],
  [
    "a project's own target gets the schedule's input",
    { kind: "function", function: "tidy" },
    { kind: "function", function: "tidy", input: {} },
  ],
];

for (const [name, target, expected] of cases) {
  test(name, () => assert.deepEqual(resolveTarget(launchOf(target), home), expected));
}

test("context attributes are put into the input, in a project's schedule too", () => {
  const input = {
    at: "<aws.scheduler.scheduled-time>",
    of: "<aws.scheduler.schedule-arn>",
    attempt: "<aws.scheduler.attempt-number>",
    other: "<aws.scheduler.nonsense>",
  };
  const expected = {
    at: "2026-03-29T01:00:00Z",
    of: "arn:aws:scheduler:eu-central-1:000000000000:schedule/team/nightly",
    attempt: "2",
    other: "<aws.scheduler.nonsense>",
  };
  const own = resolveTarget(launchOf({ kind: "job", job: "load" }, { input }), home);
  assert.deepEqual(own, { kind: "job", job: "load", input: expected });
  const made = resolveTarget(launchOf(aws(machine, input)), home);
  assert.deepEqual(made, { kind: "state-machine", stateMachine: machine, input: expected });
});

test("each attempt has an id of its own, and the same attempt the same", () => {
  const input = { id: "<aws.scheduler.execution-id>" };
  const idOf = (attempt: number): string =>
    JSON.stringify(resolveTarget(launchOf({ kind: "job", job: "load" }, { input, attempt }), home));
  assert.equal(idOf(1), idOf(1));
  assert.notEqual(idOf(1), idOf(2));
});

test("a target without an input gets AWS's event", () => {
  const resolved = resolveTarget(launchOf(aws(`${lambda}:tidy`)), home);
  assert.ok(resolved.kind === "function");
  const { id, ...event } = resolved.input as { id: string };
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.deepEqual(event, {
    version: "0",
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: "000000000000",
    time: "2026-03-29T01:00:00Z",
    region: "eu-central-1",
    resources: ["arn:aws:scheduler:eu-central-1:000000000000:schedule/team/nightly"],
    detail: "{}",
  });
});
