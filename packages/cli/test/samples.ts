import type { ExecutionBody, JobBody, RunBody, RunSummaryBody, StateMachineBody } from "@landbridge/api";

// One of each thing, as the API answers.

export const runSummary: RunSummaryBody = {
  id: "run-1",
  job: "load",
  status: "RUNNING",
  cause: { kind: "schedule", schedule: "often", due: "2030-01-31T08:00:00.000Z" },
  attempt: 1,
  host: "local",
  requestedAt: "2030-01-31T08:00:00.000Z",
  startedAt: "2030-01-31T08:00:01.000Z",
};

export const run: RunBody = { ...runSummary, input: { batch: 7 } };

export const endedRun: RunBody = {
  ...run,
  status: "SUCCEEDED",
  endedAt: "2030-01-31T08:00:03.500Z",
  exit: { kind: "code", code: 0 },
  result: { rows: 12 },
};

export const execution: ExecutionBody = {
  id: "exec-1",
  arn: "arn:aws:states:us-east-1:000000000000:execution:nightly:jan-31",
  name: "jan-31",
  stateMachine: "nightly",
  revision: "r1",
  status: "RUNNING",
  startedAt: "2030-01-31T08:00:00.000Z",
  redriveCount: 0,
  input: {},
};

export const job: JobBody = {
  name: "load",
  command: { kind: "arguments", argv: ["sh", "-c", "exit 0"] },
  killGraceSeconds: 10,
  successExitCodes: [0],
  concurrency: "forbid",
  retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 2 },
  data: "normal",
  outputBytesMax: 1_000,
  environmentNames: [],
  appliedAt: "2030-01-31T08:00:00.000Z",
};

export const machine: StateMachineBody = {
  name: "nightly",
  type: "STANDARD",
  arn: "arn:aws:states:us-east-1:000000000000:stateMachine:nightly",
  revision: "r1",
  createdAt: "2030-01-31T08:00:00.000Z",
  updatedAt: "2030-01-31T08:00:00.000Z",
  definition: "{}",
  roleArn: "",
};
