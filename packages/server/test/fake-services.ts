import { ApiError } from "@landbridge/api";
import {
  type EpochMs,
  epochMs,
  executionId,
  hostName,
  type OutputChunk,
  type OutputTime,
  type Run,
  type RunId,
  runId,
  taskToken,
} from "@landbridge/model";
import type { DeadLetter } from "@landbridge/scheduler";
import type { HostView } from "../src/hosts/host-operations.ts";
import type { ExecutionView, JobView, Services, StateMachineView } from "../src/http/services.ts";

// Services that know one of each thing, under the names below, and nothing else.

const at: EpochMs = epochMs(1_700_000_000_123);

export const aRun: Run = {
  id: runId("run-1"),
  job: "load",
  status: "RUNNING",
  cause: { kind: "execution", execution: executionId("exec-1"), taskToken: taskToken("secret-task-token") },
  input: { batch: 7 },
  attempt: 1,
  requestedAt: at,
  startedAt: at,
};

export const aJob: JobView = {
  appliedAt: at,
  definition: {
    name: "load",
    command: { kind: "arguments", argv: ["true"] },
    environment: { PASSWORD: "secret-password" },
    killGraceSeconds: 10,
    successExitCodes: [0],
    concurrency: "forbid",
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 2 },
    data: "normal",
    outputBytesMax: 1_000,
    parameters: { password: "secret-password" },
  },
};

export const aMachine: StateMachineView = {
  name: "nightly",
  type: "STANDARD",
  definition: "{}",
  roleArn: "",
  arn: "arn:aws:states:us-east-1:000000000000:stateMachine:nightly",
  revision: "r1",
  createdAt: at,
  updatedAt: at,
};

export const anExecution: ExecutionView = {
  id: executionId("exec-1"),
  arn: "arn:aws:states:us-east-1:000000000000:execution:nightly:exec-1",
  name: "exec-1",
  stateMachine: "nightly",
  revision: "r1",
  status: "RUNNING",
  startedAt: at,
  redriveCount: 0,
  input: {},
};

const aWebhook = {
  name: "pager",
  url: "https://pager.internal/hook",
  events: ["run.failed"],
  sources: [],
  secret: "${secret:store:hook}",
  isEnabled: true,
  owner: "api",
  createdAt: at,
  updatedAt: at,
} as const;

const aDelivery = {
  id: "msg_1",
  webhook: "pager",
  type: "run.failed",
  status: "DEAD",
  createdAt: at,
  attempts: 10,
  body: "{}",
  nextDue: null,
  lastAt: at,
  lastError: "it answered with status 500",
} as const;

const aSecret = {
  name: "db-password",
  revision: 1,
  createdAt: at,
  updatedAt: at,
  updatedBy: "admin (k1)",
  keyId: "k",
};

/** Everything that was asked of the services, in order. */
export type Asked = readonly [name: string, ...args: readonly unknown[]][];

export interface FakeLog {
  text: Buffer;
  times: readonly OutputTime[];
  isEnded: boolean;
  readonly changed: Set<() => void>;
}

export interface FakeServices {
  readonly services: Services;
  readonly asked: [string, ...unknown[]][];
  readonly log: FakeLog;
}

const aDeadLetter: DeadLetter = {
  id: "often@1",
  queue: "arn:aws:sqs:us-east-1:000000000000:late",
  schedule: "often",
  due: epochMs(1),
  sentAt: epochMs(2),
  reason: { code: "LAUNCH_FAILED", message: "there is no job", attempts: 3 },
  definition: {
    name: "often",
    expression: "rate(5 seconds)",
    timezone: "UTC",
    target: { kind: "job", job: "load" },
    input: {},
    state: "ENABLED",
  },
};

export function fakeServices(overrides: Partial<Services> = {}): FakeServices {
  const asked: [string, ...unknown[]][] = [];
  const log: FakeLog = { text: Buffer.from("hello\n"), times: [], isEnded: true, changed: new Set() };
  const note = (name: string, ...args: unknown[]): void => void asked.push([name, ...args]);
  const theRun = (id: RunId): Run => {
    if (id !== aRun.id) throw new ApiError("RUN_NOT_FOUND", `There is no run ${JSON.stringify(id)}.`);
    return aRun;
  };
  const theExecution = (id: string): ExecutionView => {
    if (id !== anExecution.id && id !== anExecution.arn) throw new ApiError("EXECUTION_NOT_FOUND", "None.");
    return anExecution;
  };
  const aHost: HostView = {
    name: hostName("atlas"),
    labels: { zone: "a" },
    capacity: { slots: 4 },
    state: "ONLINE",
    createdAt: at,
    createdBy: "admin",
    isConnected: true,
    load: { runs: 1, slots: 1, cpuUnits: 0, memoryMebibytes: 0 },
  };
  const theHost = async (name: string): Promise<HostView> => {
    if (name !== aHost.name) throw new ApiError("HOST_NOT_FOUND", "There is no such host.");
    return aHost;
  };
  const services: Services = {
    hosts: {
      list: async () => ({ items: [aHost] }),
      get: theHost,
      enrol: async (request) => {
        note("hosts.enrol", request);
        return { host: aHost, token: "lbt_secret", expiresAt: at };
      },
      drain: theHost,
      resume: theHost,
      rotate: theHost,
      remove: theHost,
    },
    callbacks: {
      find: (token) => {
        if (token === "the-token") return { run: aRun.id, attempt: 1 };
        throw new ApiError("CALLBACK_NOT_FOUND", "None.");
      },
      tell: async (...args) => note("callbacks.tell", ...args),
    },
    jobs: {
      list: async (page) => (note("jobs.list", page), { items: [aJob] }),
      get: async (name) => {
        if (name !== "load") throw new ApiError("JOB_NOT_FOUND", "There is no such job.");
        return aJob;
      },
    },
    runs: {
      launch: async (request) => {
        note("runs.launch", request);
        if (request.job === "busy")
          throw new ApiError("RUN_BLOCKED", "The run run-1 has the slot.", {
            blockingRun: runId("run-1"),
            run: runId("run-2"),
          });
        if (request.job === "broken") throw new Error("secret-stack: SELECT * FROM keys");
        if (request.job !== "load") throw new ApiError("JOB_NOT_FOUND", "There is no such job.");
        return { run: aRun, isReplay: request.idempotency?.key === "again" };
      },
      list: async (query) => (note("runs.list", query), { items: [aRun], next: "more" }),
      get: async (id) => theRun(id),
      stop: async (id, by) => (note("runs.stop", id, by), theRun(id)),
      signal: async (id, signal) => (note("runs.signal", id, signal), { run: theRun(id), processCount: 1 }),
      resolve: async (id, by) => (note("runs.resolve", id, by), theRun(id)),
      readOutput: async ({ run, offset, bytesMax, withTimes }): Promise<OutputChunk> => {
        theRun(run);
        const bytes = log.text.subarray(offset, offset + bytesMax);
        const isLast = log.isEnded && offset + bytes.length >= log.text.length;
        const chunk = { offset: Math.min(offset, log.text.length), bytes, droppedBefore: 0, isLast };
        if (withTimes !== true) return chunk;
        return { ...chunk, times: log.times.filter(({ before }) => before > offset) };
      },
      watchOutput: async (_run, _attempt, changed) => {
        log.changed.add(changed);
        return () => void log.changed.delete(changed);
      },
    },
    stateMachines: {
      list: async () => ({ items: [aMachine] }),
      get: async (name) => {
        if (name !== "nightly") throw new ApiError("STATE_MACHINE_NOT_FOUND", "None.");
        return aMachine;
      },
    },
    executions: {
      start: async (request) => {
        note("executions.start", request);
        if (request.stateMachine !== "nightly") throw new ApiError("STATE_MACHINE_NOT_FOUND", "None.");
        return { execution: anExecution, isReplay: false };
      },
      list: async (query) => (note("executions.list", query), { items: [anExecution] }),
      get: async (id) => theExecution(id),
      history: async (id) => {
        theExecution(id);
        const details = { input: "{}", roleArn: "role" };
        return { items: [{ id: 1, previousEventId: 0, timestamp: at, type: "ExecutionStarted", details }] };
      },
      stop: async (id, by) => (note("executions.stop", id, by), theExecution(id)),
      redrive: async (id, request) => (note("executions.redrive", id, request), theExecution(id)),
    },
    mapRuns: {
      list: async (execution) => (theExecution(execution), { items: [aMapRun] }),
      get: async (id) => {
        if (id !== aMapRun.id) throw new ApiError("MAP_RUN_NOT_FOUND", "None.");
        return aMapRun;
      },
      update: async (id, changes) => (note("mapRuns.update", id, changes), aMapRun),
    },
    tasks: {
      succeed: async (token, output) => {
        note("tasks.succeed", token, output);
        if (token !== "good") throw new ApiError("TASK_TOKEN_INVALID", "That is no token.");
      },
      fail: async (token, failure) => note("tasks.fail", token, failure),
      heartbeat: async (token) => note("tasks.heartbeat", token),
    },
    nodes: {
      list: async () => ({
        items: [
          {
            name: "a",
            id: "a/1",
            isAlive: true,
            isSelf: true,
            isDraining: false,
            partitions: [0, 1],
            lagSeconds: 0,
          },
        ],
        next: null,
        partitionCount: 2,
        unheldPartitions: [],
        era: 1,
        questions: { open: 0, oldestSeconds: 0 },
      }),
      drain: async (name, { undo }) => {
        note("nodes.drain", name);
        if (name !== "a") throw new ApiError("NODE_NOT_FOUND", "None.");
        return { name, isDraining: !undo };
      },
    },
    schedules: {
      list: async () => ({
        items: [
          {
            name: "often",
            expression: "rate(5 seconds)",
            timezone: "UTC",
            target: { kind: "job", job: "load" },
            input: {},
            state: "ENABLED",
            owner: "project",
          },
        ],
      }),
      occurrences: async (schedule, query) => {
        note("schedules.occurrences", schedule, query);
        if (schedule !== "often") throw new ApiError("SCHEDULE_NOT_FOUND", "None.");
        return { items: [{ schedule, due: at, status: "FIRED", decidedAt: at, run: aRun.id }] };
      },
      deadLetters: async (query) => (note("schedules.deadLetters", query), { items: [aDeadLetter] }),
      deleteDeadLetter: async (id) => note("schedules.deleteDeadLetter", id),
    },
    project: {
      apply: async (definitions, options) => {
        note("project.apply", definitions, options);
        return {
          changes: [{ kind: "job", name: "load", change: "created" }],
          unchangedCount: 0,
          warnings: [],
        };
      },
    },
    webhooks: {
      put: async (webhook) => (
        note("webhooks.put", webhook), { ...webhook, owner: "api", createdAt: at, updatedAt: at }
      ),
      list: async () => ({ items: [aWebhook] }),
      delete: async (name) => note("webhooks.delete", name),
      deliveries: async (query) => (note("webhooks.deliveries", query), { items: [aDelivery] }),
      redeliver: async (id) => (note("webhooks.redeliver", id), aDelivery),
    },
    secrets: {
      list: async () => ({ items: [aSecret] }),
      put: async ({ name, by }) => (note("secrets.put", name, by), aSecret),
      delete: async (name) => (note("secrets.delete", name), name === aSecret.name),
      rotate: async () => ({ keyId: "k", changedCount: 1 }),
    },
    audit: {
      list: async () => ({ items: [] }),
      verify: async () => ({
        isSound: true,
        recordCount: 0,
        first: 1,
        head: { seq: 0, hash: "" },
        uncheckedSealCount: 0,
      }),
      export: async function* () {
        yield "{}\n";
      },
    },
    isAccepting: () => true,
    readiness: async () => [{ name: "store", isReady: true }],
    ...overrides,
  };
  return { services, asked, log };
}

const counts = {
  succeeded: 1,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  pending: 0,
  running: 1,
  resultsWritten: 0,
  total: 2,
  failuresNotRedrivable: 0,
  pendingRedrive: 0,
};

const aMapRun: Awaited<ReturnType<Services["mapRuns"]["get"]>> = {
  id: "map-run-1",
  arn: "arn:aws:states:us-east-1:000000000000:mapRun:nightly/Lines:map-run-1",
  executionArn: "arn:aws:states:us-east-1:000000000000:execution:nightly:e",
  machineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:nightly/Lines",
  status: "RUNNING",
  startedAt: at,
  stoppedAt: null,
  maxConcurrency: 0,
  toleratedFailureCount: 0,
  toleratedFailurePercentage: 0,
  itemCounts: counts,
  executionCounts: counts,
  redriveCount: 0,
};
