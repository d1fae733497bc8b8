import type {
  ExecutionBody,
  JobBody,
  MapRunBody,
  RunBody,
  RunSummaryBody,
  StateMachineBody,
} from "@landbridge/api";

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

const counts = {
  succeeded: 1,
  failed: 1,
  timedOut: 0,
  aborted: 0,
  pending: 0,
  running: 2,
  resultsWritten: 0,
  total: 4,
  failuresNotRedrivable: 0,
  pendingRedrive: 0,
};

export const mapRun: MapRunBody = {
  id: "map-run-1",
  arn: "arn:aws:states:us-east-1:000000000000:mapRun:nightly/Lines:map-run-1",
  execution: execution.arn,
  children: "nightly/Lines:map-run-1",
  status: "RUNNING",
  startedAt: execution.startedAt,
  maxConcurrency: 0,
  toleratedFailureCount: 0,
  toleratedFailurePercentage: 0,
  itemCounts: counts,
  executionCounts: counts,
  redriveCount: 0,
};
