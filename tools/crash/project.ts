import { fileURLToPath } from "node:url";
import type { FunctionDefinition, JobDefinition, ProjectDefinitions } from "@landbridge/model";
import type { Workplace } from "./workplace.ts";

// What the server under test runs: every kind of work that a crash could lose or double.

/** Names that the traffic and the checks share. */
export const names = {
  /** Pass, Task, Wait, Map and Retry, with functions that leave a trace. */
  flow: "flow",
  /** Launches the job `long` by `landbridge-run-job` and waits for it. */
  haul: "haul",
  /** Waits for a task token that somebody sends back. */
  approval: "approval",
  /** What the schedule starts. */
  tick: "tick",
  /** May not overlap. */
  long: "long",
  /** Waits in a queue. */
  line: "line",
  everyTwoSeconds: "every-two-seconds",
} as const;

/** How often the schedule is due. */
export const schedulePeriodMs = 2_000;

export function crashProject(place: Workplace, schedule: "ENABLED" | "DISABLED"): ProjectDefinitions {
  return {
    name: "crash",
    jobs: [
      job(names.long, place.longLog, {
        concurrency: "forbid",
        environment: { HOLD: { input: "$.seconds" } },
      }),
      job(names.line, place.lineLog, { concurrency: "queue", environment: { HOLD: "0.05" } }),
    ],
    functions: [
      functionOf("effect", { EFFECTS: place.effects }),
      functionOf("offer", { TOKENS: place.tokens }),
    ],
    stateMachines: [
      machine(names.flow, flow),
      machine(names.haul, haul),
      machine(names.approval, approval),
      machine(names.tick, { StartAt: "Done", States: { Done: { Type: "Pass", End: true } } }),
    ],
    schedules: [
      {
        name: names.everyTwoSeconds,
        expression: `rate(${schedulePeriodMs / 1_000} seconds)`,
        timezone: "UTC",
        target: { kind: "state-machine", stateMachine: names.tick },
        input: {},
        state: schedule,
      },
    ],
  };
}

/** Beyond Lambda's own errors: a worker that was cut off by the kill is no business of the author's. */
const flow = {
  StartAt: "Begin",
  States: {
    Begin: { Type: "Pass", Result: [1, 2, 3], ResultPath: "$.items", Next: "First" },
    First: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: effectOf("first", { "failsFirst.$": "$.failsFirst", item: 0 }),
      ResultPath: "$.first",
      Retry: [{ ErrorEquals: ["Error"], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }],
      Next: "Pause",
    },
    Pause: { Type: "Wait", Seconds: 1, Next: "Each" },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "item.$": "$$.Map.Item.Value" },
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "One",
        States: {
          One: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            Parameters: effectOf("one", { "item.$": "$.item" }),
            OutputPath: "$.Payload",
            End: true,
          },
        },
      },
      ResultPath: "$.each",
      End: true,
    },
  },
};

const haul = {
  StartAt: "Haul",
  States: {
    Haul: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: {
        FunctionName: "landbridge-run-job",
        Payload: { job: names.long, input: { "seconds.$": "$.seconds" }, "taskToken.$": "$$.Task.Token" },
      },
      Retry: [
        { ErrorEquals: ["Landbridge.RunRefused"], IntervalSeconds: 1, MaxAttempts: 500, BackoffRate: 1 },
      ],
      End: true,
    },
  },
};

const approval = {
  StartAt: "Ask",
  States: {
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: {
        FunctionName: "offer",
        Payload: { "execution.$": "$$.Execution.Name", "token.$": "$$.Task.Token" },
      },
      End: true,
    },
  },
};

function effectOf(state: string, more: Readonly<Record<string, unknown>>) {
  return {
    FunctionName: "effect",
    Payload: { ...more, state, "execution.$": "$$.Execution.Name", "retry.$": "$$.State.RetryCount" },
  };
}

function machine(name: string, definition: unknown) {
  return {
    name,
    type: "STANDARD" as const,
    definition: JSON.stringify(definition),
    roleArn: "arn:aws:iam::000000000000:role/crash",
  };
}

const script = fileURLToPath(new URL("./job.sh", import.meta.url));

function job(
  name: string,
  log: string,
  more: Pick<JobDefinition, "concurrency" | "environment">,
): JobDefinition {
  return {
    name,
    command: { kind: "shell", line: `exec /bin/sh '${script}' '${log}' "$HOLD"` },
    killGraceSeconds: 10,
    successExitCodes: [0],
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 1 },
    data: "normal",
    outputBytesMax: 65_536,
    parameters: {},
    ...more,
  };
}

function functionOf(name: string, environment: Readonly<Record<string, string>>): FunctionDefinition {
  return {
    name,
    entry: fileURLToPath(new URL(`./functions/${name}.mjs`, import.meta.url)),
    handler: "handler",
    memoryMegabytes: 64,
    timeoutSeconds: 30,
    concurrency: 4,
    environment,
  };
}
