import { createFunctionPool, type FunctionPool } from "@landbridge/agent";
import { createEngine, type Engine, type TaskRunner } from "@landbridge/engine";
import { assert } from "@landbridge/model";
import { createTaskRunner, systemClock, systemRandom } from "@landbridge/server";
import { definitions, input, noop } from "./definitions.ts";
import { watchFinished } from "./finished.ts";
import { openBenchStore, type StorePlace } from "./store.ts";

/** Where a Task's function runs. */
export type Functions =
  /** In warm worker processes, as in production. */
  | "workers"
  /** In the engine's own process, as the peers' steps do. */
  | "in-process";

export interface BenchGround {
  readonly engine: Engine;
  /** Starts one and resolves when it has succeeded and that is durable. */
  runOne(machine: string): Promise<void>;
  close(): Promise<void>;
}

/** The real engine on a real file with durable settings, without HTTP. */
export async function openBenchGround(functions: Functions, place: StorePlace): Promise<BenchGround> {
  const bench = await openBenchStore(place);
  const { store } = bench;
  const { epoch } = await store.acquire(0);
  const pool = functions === "workers" ? openPool() : undefined;
  const engine = createEngine({
    store,
    partition: 0,
    epoch: () => epoch,
    clock: systemClock,
    random: systemRandom,
    tokenKey: new Uint8Array(32),
    home: { partition: "aws", region: "us-east-1", account: "000000000000" },
    tasks: pool === undefined ? inProcess : runnerOf(pool),
  });
  const part = await engine.machineWrites(definitions, []);
  const [outcome] = await store.commit([{ partition: 0, epoch, ...part }]);
  assert(outcome?.ok, "the definitions are committed");
  await engine.recover();
  engine.run();
  const finished = watchFinished(engine);
  return {
    engine,
    async runOne(machine) {
      const { id } = await engine.start({ machine, input });
      await finished(id);
    },
    async close() {
      engine.stop();
      await pool?.close();
      await bench.close();
    },
  };
}

function openPool(): FunctionPool {
  const pool = createFunctionPool({ clock: systemClock });
  pool.define([noop]);
  return pool;
}

function runnerOf(functions: FunctionPool): TaskRunner {
  return createTaskRunner({
    functions,
    jobs: () => assert(false, "no benchmark launches a job") as never,
    clock: systemClock,
    home: "us-east-1:000000000000",
    log: { warn: (facts, message) => console.error(message, facts) },
  });
}

const inProcess: TaskRunner = {
  start: (order, reply) => setImmediate(() => reply.succeeded(order.payload)),
  cancel: () => {},
};
