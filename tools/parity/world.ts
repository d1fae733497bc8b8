import { setImmediate as turnEnds } from "node:timers/promises";
import {
  createEngine,
  type Engine,
  giveOutcome,
  isLambdaCall,
  lambdaCallOf,
  lambdaOutcome,
  requestIdOf,
  type TaskOrder,
  type TaskReply,
} from "@landbridge/engine";
import { type EpochMs, epochMs, type Seed } from "@landbridge/model";
import { createVirtualClock, type VirtualClock } from "@landbridge/model/virtual-clock";
import type { EntryPart } from "@landbridge/store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { invokeMock } from "./functions.ts";
import { type FunctionMock, recordedHome } from "./harness.ts";

/** The engine as it runs in production, on a store in memory and a clock that moves when nothing else does. */
export interface World {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly functions: ReadonlyMap<string, FunctionMock>;
  /** What went wrong inside: our own mistakes. */
  readonly mistakes: readonly string[];
  commit(part: EntryPart): Promise<void>;
  /** Resolves when all that can happen now has happened, just before time moves. */
  moment(): Promise<void>;
  /** Lets time pass until `done` is settled. Rejects whoever waits for a moment when time leads nowhere. */
  pass(done: Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** Turns of the event loop in which everything that needs no time is done. */
const TURNS_PER_MOMENT = 6;
/** Past these a run leads nowhere. */
const MOMENTS_MAX = 20_000;
const VIRTUAL_DAYS_MAX = 3;

export async function openWorld(
  functions: ReadonlyMap<string, FunctionMock>,
  start: EpochMs,
): Promise<World> {
  const store = await openSqliteStore({ memory: true });
  const clock = createVirtualClock(start);
  const { epoch } = await store.acquire(0);
  const mistakes: string[] = [];
  let word = 1;
  const engine = createEngine({
    store,
    partition: 0,
    epoch: () => epoch,
    clock,
    random: { seed: (): Seed => [epoch, word++, 3, 4] },
    tokenKey: new Uint8Array(32).fill(7),
    home: recordedHome,
    tasks: { start: (order, reply) => invoke(clock, functions, order, reply), cancel: () => {} },
    log: {
      warn: () => {},
      error: (message, facts) => void mistakes.push(`${message}: ${String(facts["error"])}`),
    },
  });
  await engine.recover();
  engine.run();
  const waiting: { readonly resolve: () => void; readonly reject: (reason: Error) => void }[] = [];
  return {
    engine,
    clock,
    functions,
    mistakes,
    async commit(part) {
      const [outcome] = await store.commit([{ partition: 0, epoch, ...part }]);
      if (outcome?.ok !== true) throw new Error("the store refused what the engine made");
    },
    moment: () => new Promise((resolve, reject) => void waiting.push({ resolve, reject })),
    async pass(done) {
      let isDone = false;
      const end = (): void => {
        isDone = true;
      };
      done.then(end, end);
      for (let moments = 0; ; moments += 1) {
        for (let turn = 0; turn < TURNS_PER_MOMENT; turn += 1) await turnEnds();
        const isLost = moments > MOMENTS_MAX || clock.now() - start > VIRTUAL_DAYS_MAX * 86_400_000;
        for (const one of waiting.splice(0)) {
          if (isLost) one.reject(new Error("time leads nowhere: nothing ends this execution"));
          else one.resolve();
        }
        for (let turn = 0; turn < TURNS_PER_MOMENT; turn += 1) await turnEnds();
        if (isDone) return;
        clock.fireNext();
      }
    },
    async close() {
      engine.stop();
      await store.close();
    },
  };
}

function invoke(
  clock: VirtualClock,
  functions: ReadonlyMap<string, FunctionMock>,
  order: TaskOrder,
  reply: TaskReply,
): void {
  const call = lambdaCallOf(order);
  if (call === undefined) {
    const cause = `The resource '${order.resource.arn}' is not offered here.`;
    reply.failed({ error: "States.Runtime", cause });
    return;
  }
  if (!isLambdaCall(call)) return giveOutcome(reply, call);
  const { afterSeconds, invocation } = invokeMock(functions.get(call.functionName), call.payload);
  const home = `${recordedHome.region}:${recordedHome.account}`;
  const answer = (): void => {
    const parts = { requestId: requestIdOf(order), at: clock.now(), home };
    giveOutcome(reply, lambdaOutcome(order.resource, call, invocation, parts));
  };
  if (afterSeconds === 0) queueMicrotask(answer);
  else clock.setTimer(epochMs(clock.now() + afterSeconds * 1000), answer);
}
