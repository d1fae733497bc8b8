import {
  applyDelta,
  awsLimits,
  type Command,
  type ExecutionEvent,
  type Facts,
  initialState,
  type Machine,
  parseMachine,
  step,
  type Turn,
} from "@landbridge/asl";
import { assert, epochMs, type HistoryEvent, type Json, taskToken } from "@landbridge/model";
import { input, taskResult } from "./workloads.ts";

const home = "arn:aws:states:us-east-1:000000000000";
const now = epochMs(1_700_000_000_000);

const facts: Facts = {
  now,
  seed: [1, 2, 3, 4],
  tokenOf: () => taskToken("token"),
  limits: awsLimits,
};

export function compile(definition: Json): Machine {
  const { machine, issues } = parseMachine(JSON.stringify(definition));
  assert(machine !== undefined, `the definition is valid: ${JSON.stringify(issues)}`);
  return machine;
}

/** One whole execution, turn by turn; tasks are answered at once, and nothing is stored. */
export async function runOnce(machine: Machine, seen?: (event: HistoryEvent) => void): Promise<void> {
  const state = initialState({
    id: `${home}:execution:m:e`,
    name: "e",
    machineArn: `${home}:stateMachine:m`,
    machineName: "m",
    roleArn: "arn:aws:iam::000000000000:role/r",
    startedAt: now,
    input,
  });
  let events: readonly ExecutionEvent[] = [{ kind: "Start" }];
  while (state.status === "RUNNING") {
    const made = step(machine, state, events, facts);
    const turn: Turn = made instanceof Promise ? await made : made;
    if (seen !== undefined) turn.history.forEach(seen);
    applyDelta(state, turn.delta);
    events = answersTo(turn.commands);
  }
  assert(state.status === "SUCCEEDED", `the workload succeeds: ${JSON.stringify(state.failure)}`);
}

/** A loop, as flatMap takes an eighth of a task's turn: it is not what is measured. */
function answersTo(commands: readonly Command[]): ExecutionEvent[] {
  const answers: ExecutionEvent[] = [];
  for (const command of commands) {
    if (command.kind !== "StartTask") continue;
    answers.push({ kind: "TaskSucceeded", ref: command.ref, output: taskResult });
  }
  return answers;
}

/** How many states one execution enters. */
export async function statesEntered(machine: Machine): Promise<number> {
  let count = 0;
  await runOnce(machine, ({ type }) => {
    if (type.endsWith("StateEntered")) count += 1;
  });
  return count;
}
