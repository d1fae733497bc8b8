import { fileURLToPath } from "node:url";
import type {
  FunctionDefinition,
  JobDefinition,
  ProjectDefinitions,
  ScheduleDefinition,
  StateMachineDefinition,
} from "@landbridge/model";

/** A project of what a test needs and nothing else. */
export function projectOf(parts: Partial<ProjectDefinitions>): ProjectDefinitions {
  return { name: "test", jobs: [], functions: [], stateMachines: [], schedules: [], ...parts };
}

export function jobOf(
  name: string,
  line: string,
  more: Partial<Omit<JobDefinition, "name" | "command">> = {},
): JobDefinition {
  return {
    name,
    command: { kind: "shell", line },
    environment: {},
    killGraceSeconds: 1,
    successExitCodes: [0],
    concurrency: "forbid",
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 1 },
    data: "normal",
    outputBytesMax: 65_536,
    parameters: {},
    ...more,
  };
}

export function machineOf(name: string, definition: unknown): StateMachineDefinition {
  return {
    name,
    type: "STANDARD",
    definition: JSON.stringify(definition),
    roleArn: "arn:aws:iam::000000000000:role/test",
  };
}

/** One Pass state: a start of it is all its work. */
export const passMachine = machineOf("pass", {
  StartAt: "Done",
  States: { Done: { Type: "Pass", End: true } },
});

export function scheduleOf(name: string, expression: string, stateMachine: string): ScheduleDefinition {
  const target = { kind: "state-machine", stateMachine } as const;
  return { name, expression, timezone: "UTC", target, input: {}, state: "ENABLED" };
}

/** Gives back its event. */
export const echoFunction: FunctionDefinition = {
  name: "echo",
  entry: fileURLToPath(new URL("./functions/echo.mjs", import.meta.url)),
  handler: "handler",
  memoryMegabytes: 64,
  timeoutSeconds: 30,
  concurrency: 2,
  environment: {},
};
