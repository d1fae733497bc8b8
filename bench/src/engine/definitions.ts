import type { FunctionDefinition, StateMachineDefinition } from "@landbridge/model";

const roleArn = "arn:aws:iam::000000000000:role/bench";
const resource = "arn:aws:lambda:us-east-1:000000000000:function:noop";
const task = { Type: "Task", Resource: resource };

function machine(name: string, definition: object): StateMachineDefinition {
  return { name, type: "STANDARD", roleArn, definition: JSON.stringify(definition) };
}

function three(state: object): object {
  return {
    StartAt: "One",
    States: {
      One: { ...state, Next: "Two" },
      Two: { ...state, Next: "Three" },
      Three: { ...state, End: true },
    },
  };
}

const parallelBranches = 1_000;

function wide(): object {
  const branches = Array.from({ length: parallelBranches }, (_, index) => ({
    StartAt: `Branch${index}`,
    States: { [`Branch${index}`]: { ...task, End: true } },
  }));
  return { StartAt: "All", States: { All: { Type: "Parallel", Branches: branches, End: true } } };
}

function waiting(seconds: number): object {
  return { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: seconds, End: true } } };
}

/** The workloads: three states with nothing between them, three functions, a wide Parallel, and waiting. */
export const definitions: readonly StateMachineDefinition[] = [
  machine("passes", three({ Type: "Pass" })),
  machine("tasks", three(task)),
  machine("wide", wide()),
  machine("waits-a-minute", waiting(59)),
  machine("waits-a-week", waiting(604_800)),
];

export const input = { customer: "C-1001", amount: 250, currency: "EUR" };

export const noop: FunctionDefinition = {
  name: "noop",
  entry: new URL("../../functions/noop/index.mjs", import.meta.url).pathname,
  handler: "handler",
  memoryMegabytes: 128,
  timeoutSeconds: 30,
  concurrency: 2,
  environment: {},
};
