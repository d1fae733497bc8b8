import type { Resource } from "@landbridge/asl";
import {
  type Clock,
  epochMs,
  executionId,
  type Json,
  type Random,
  randomStream,
  uuidV7,
} from "@landbridge/model";
import { executionArn, type Home } from "../arns.ts";
import type { TaskOutcome } from "../integrations/outcome.ts";
import type { TaskOrder, TaskReply } from "../options.ts";
import { Delivery } from "./delivery.ts";
import type { TokenMaker } from "./tokens.ts";

/** What a Task would call. */
export interface TaskOnce {
  readonly resource: Resource;
  readonly payload: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Source: TestState: a test lasts five minutes at most. */
const waitSecondsMax = 300;

/**
 * Calls it once, for no execution: nothing of it is kept, and a crash ends it. Whatever the service answered first
 * is the outcome.
 */
export function callTask(
  call: TaskOnce,
  {
    clock,
    random,
    home,
    tokens,
    dispatch,
  }: {
    readonly clock: Clock;
    readonly random: Random;
    readonly home: Home;
    readonly tokens: TokenMaker;
    readonly dispatch: (order: TaskOrder, reply: TaskReply) => void;
  },
): Promise<TaskOutcome> {
  const id = executionId(uuidV7(clock.now(), randomStream(random.seed())));
  const command = { kind: "StartTask", ref: { frame: 0, task: 0 }, ...call } as const;
  const order = new Delivery(tokens, id, executionArn(home, "TestState", id), command);
  const seconds = Math.min(call.timeoutSeconds ?? waitSecondsMax, waitSecondsMax);
  return new Promise((resolve) => {
    const disarm = clock.setTimer(epochMs(clock.now() + seconds * 1_000), () =>
      resolve({ kind: "failed", failure: { error: "States.Timeout", cause: "" } }),
    );
    const settle = (outcome: TaskOutcome): void => {
      disarm();
      resolve(outcome);
    };
    dispatch(order, {
      started: () => {},
      submitted: (output) => settle({ kind: "succeeded", output }),
      succeeded: (output) => settle({ kind: "succeeded", output }),
      failed: (failure) => settle({ kind: "failed", failure }),
      undelivered: () =>
        settle({
          kind: "failed",
          failure: { error: "States.TaskFailed", cause: "The task could not be delivered; try again." },
        }),
    });
  });
}
