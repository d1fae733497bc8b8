import { setImmediate as turnEnds } from "node:timers/promises";
import type { HistoryEvent, Json, Seed } from "@landbridge/model";
import { createVirtualClock, type VirtualClock } from "@landbridge/model/virtual-clock";
import type { Store } from "@landbridge/store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type ExecutionNews,
  type TaskOrder,
  type TaskReply,
} from "../src/index.ts";

/** An engine on a store in memory and a clock that stands still, with tasks that wait for the test to answer them. */
export interface Bench {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly store: Store;
  /** Deliveries that nobody has answered yet, oldest first. */
  readonly deliveries: { readonly order: TaskOrder; readonly reply: TaskReply }[];
  readonly cancelled: string[];
  readonly news: ExecutionNews[];
  define(name: string, definition: object): Promise<void>;
  /** Lets everything that can happen now happen. */
  settle(): Promise<void>;
  /** Fires timers until none is due within this time. */
  advance(byMs: number): Promise<void>;
  types(id: string): Promise<string[]>;
  events(id: string): Promise<readonly HistoryEvent[]>;
  /** The process dies with its memory; another takes over what is in the store. */
  restart(): Promise<Bench>;
  close(): Promise<void>;
}

export interface BenchParts {
  readonly store?: Store;
  readonly clock?: VirtualClock;
  readonly wrap?: (store: Store) => Store;
  readonly options?: Partial<EngineOptions>;
}

export async function openBench(parts: BenchParts = {}): Promise<Bench> {
  const store = parts.store ?? (await openSqliteStore({ memory: true }));
  const clock = parts.clock ?? createVirtualClock();
  const { epoch } = await store.acquire(0);
  const deliveries: Bench["deliveries"] = [];
  const cancelled: string[] = [];
  const news: ExecutionNews[] = [];
  let word = 1;
  const engine = createEngine({
    store: parts.wrap?.(store) ?? store,
    partition: 0,
    epoch: () => epoch,
    clock,
    random: { seed: (): Seed => [epoch, word++, 3, 4] },
    tokenKey: new Uint8Array(32).fill(7),
    home: { partition: "aws", region: "us-east-1", account: "000000000000" },
    tasks: {
      start: (order, reply) => void deliveries.push({ order, reply }),
      cancel: (call) => void cancelled.push(call.token),
    },
    ...parts.options,
  });
  engine.subscribe((one) => void news.push(one));
  await engine.recover();
  engine.run();
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) await turnEnds();
  };
  const events = async (id: string): Promise<readonly HistoryEvent[]> =>
    (await engine.history(id, { limit: 100_000 })).events;
  return {
    engine,
    clock,
    store,
    deliveries,
    cancelled,
    news,
    settle,
    events,
    async define(name, definition) {
      const roleArn = "arn:aws:iam::000000000000:role/test";
      const text = JSON.stringify(definition);
      const part = await engine.machineWrites([{ name, type: "STANDARD", roleArn, definition: text }], []);
      await store.commit([{ partition: 0, epoch, ...part }]);
    },
    async advance(byMs) {
      const end = clock.now() + byMs;
      await settle();
      while (clock.earliest !== undefined && clock.earliest <= end) {
        clock.fireNext();
        await settle();
      }
      clock.jump(end - clock.now());
      await settle();
    },
    types: async (id) => (await events(id)).map((event) => event.type),
    async restart() {
      engine.stop();
      return openBench({ ...parts, store, clock });
    },
    async close() {
      engine.stop();
      await store.close();
    },
  };
}

export function task(more: Record<string, Json> = {}): Record<string, Json> {
  return { Type: "Task", Resource: "arn:aws:lambda:us-east-1:000000000000:function:f", End: true, ...more };
}

/** A definition of one state. */
export function only(state: Record<string, Json>): object {
  return { StartAt: "S", States: { S: state } };
}
