import { requestIdOf, type TaskOrder, type TaskReply, type TaskRunner } from "@landbridge/engine";
import type { Jobs } from "@landbridge/jobs";
import { type Clock, epochMs, isJsonObject, parseJson } from "@landbridge/model";
import { createTaskRunner } from "@landbridge/server/wiring";
import type { Chance } from "./chance.ts";
import type { Weather } from "./weather.ts";

export interface TaskParts {
  /** Whose timers die with the process, and so do the workers of functions. */
  readonly clock: Clock;
  readonly chance: Chance;
  readonly weather: () => Weather;
  readonly jobs: () => Jobs;
  readonly delivered: (order: TaskOrder) => void;
  /** A task that waits for somebody outside. */
  readonly asked: (token: string) => void;
  /** A function that keeps silent; the call lets it speak after all. */
  readonly silent: (speak: () => void) => void;
  readonly note: (line: string) => void;
}

const answerMsMax = 20_000;

/** The server's own way from a task to functions and jobs; what is made up is what the functions do, and that some answers come twice. */
export function createSimulatedTasks(parts: TaskParts): TaskRunner {
  /** Functions know the request alone; the token that it stands for goes into their answer, for the checks. */
  const tokens = new Map<string, string>();
  const runner = createTaskRunner({
    functions: {
      invoke: async ({ payload, requestId }) => {
        const question = parseJson(payload);
        const token = isJsonObject(question) ? question["taskToken"] : undefined;
        if (typeof token === "string") parts.asked(token);
        return await answer(parts, tokens.get(requestId) ?? "");
      },
    },
    jobs: parts.jobs,
    clock: parts.clock,
    home: "us-east-1:000000000000",
    log: { warn: (_, message) => parts.note(message) },
  });
  return {
    start(order, reply) {
      parts.note(`runs task ${order.ref.frame}.${order.ref.task} of ${order.execution}`);
      parts.delivered(order);
      tokens.set(requestIdOf(order), order.token);
      runner.start(order, parts.chance.is(parts.weather().functionRepeats) ? twice(parts, reply) : reply);
    },
    cancel: (task) => runner.cancel(task),
  };
}

type Invocation = Awaited<ReturnType<Parameters<typeof createTaskRunner>[0]["functions"]["invoke"]>>;

/** It succeeds or fails, at once or late, or is silent until its process dies. */
async function answer(parts: TaskParts, token: string): Promise<Invocation> {
  const { chance, weather } = parts;
  const { functionFails, functionSilent } = weather();
  if (chance.is(functionSilent)) await new Promise<void>((resolve) => parts.silent(resolve));
  else if (chance.is(0.9)) await pause(parts);
  const by = `by=${token}`;
  if (chance.is(functionFails))
    return { kind: "failed", errorType: "Simulated.Failure", errorMessage: by, trace: [] };
  return { kind: "succeeded", payload: JSON.stringify({ n: chance.whole(0, 9), by }) };
}

function pause({ clock, chance }: TaskParts): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(epochMs(clock.now() + chance.spread(1, answerMsMax)), resolve);
  });
}

/** Whoever answers does so a second time, later, and perhaps otherwise. */
function twice(parts: TaskParts, reply: TaskReply): TaskReply {
  const again = (repeat: () => void): void => void pause(parts).then(repeat);
  const failed: TaskReply["failed"] = (failure) => {
    reply.failed(failure);
    again(() => reply.failed(failure));
  };
  return {
    started: (workerName) => reply.started(workerName),
    submitted(output) {
      reply.submitted(output);
      again(() => reply.submitted(output));
    },
    succeeded(output) {
      reply.succeeded(output);
      again(() =>
        parts.chance.is(0.5) ? reply.succeeded(output) : reply.failed({ error: "Simulated.Second" }),
      );
    },
    failed,
    undelivered: () => reply.undelivered(),
  };
}
