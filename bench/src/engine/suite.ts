import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Figure, SuiteOptions } from "../figure.ts";
import { type BenchGround, type Functions, openBenchGround } from "./ground.ts";
import { nodesFigures } from "./nodes/suite.ts";
import type { StorePlace } from "./store.ts";
import { latencies, memoryOf, seconds as secondsOf, throughput } from "./workloads.ts";

const concurrencies = [1, 64, 256] as const;
const openExecutions = 10_000;

/** W1 to W3 and memory; what each is stands in docs/internals/benchmarks.md. */
export async function benchEngine({ seconds, data, store, progress }: SuiteOptions): Promise<Figure[]> {
  const place = { store, data };
  const targets = store === "sqlite" ? sqliteTargets : postgresTargets;
  return [
    ...(await withGround("in-process", place, (ground) =>
      passFigures(ground, { seconds, targets, progress }),
    )),
    ...(await withGround("workers", place, (ground) =>
      taskFigures(ground, "workers", { seconds, targets, progress }),
    )),
    ...(await withGround("in-process", place, (ground) =>
      taskFigures(ground, "in-process", { seconds, targets, progress }),
    )),
    ...(await withGround("in-process", place, (ground) => memoryFigures(ground, progress))),
    ...(store === "sqlite" ? [] : await nodesFigures(store, { seconds, progress })),
  ];
}

interface Targets {
  readonly passes: number;
  readonly tasks: number;
  readonly aloneMs: number;
  readonly wideSeconds: number;
}

const sqliteTargets: Targets = { passes: 7_000, tasks: 4_000, aloneMs: 2, wideSeconds: 0.1 };
const postgresTargets: Targets = { passes: 3_000, tasks: 1_500, aloneMs: 5, wideSeconds: 0.5 };

interface Measuring {
  readonly seconds: number;
  readonly targets: Targets;
  readonly progress: (text: string) => void;
}

async function withGround(
  functions: Functions,
  place: StorePlace,
  measure: (ground: BenchGround) => Promise<Figure[]>,
): Promise<Figure[]> {
  const ground = await openBenchGround(functions, place);
  try {
    return await measure(ground);
  } finally {
    await ground.close();
  }
}

async function passFigures(
  ground: BenchGround,
  { seconds, targets, progress }: Measuring,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const concurrency of concurrencies) {
    progress(`W1: three Pass states, ${concurrency} at once`);
    figures.push({
      id: `W1.pass.${concurrency}`,
      what: `three Pass states, ${concurrency} at once`,
      value: await throughput(ground, "passes", concurrency, seconds),
      unit: "1/s",
      ...(concurrency === 256 && { target: { atLeast: targets.passes } }),
    });
  }
  return figures;
}

async function taskFigures(
  ground: BenchGround,
  functions: Functions,
  { seconds, targets, progress }: Measuring,
): Promise<Figure[]> {
  const where = functions === "workers" ? "in warm workers" : "in process";
  const isMain = functions === "workers";
  const figures: Figure[] = [];
  for (const concurrency of concurrencies) {
    progress(`W1: three function tasks ${where}, ${concurrency} at once`);
    figures.push({
      id: `W1.task.${functions}.${concurrency}`,
      what: `three function tasks ${where}, ${concurrency} at once`,
      value: await throughput(ground, "tasks", concurrency, seconds),
      unit: "1/s",
      ...(isMain && concurrency === 256 && { target: { atLeast: targets.tasks } }),
    });
  }
  progress(`W2: one at a time, ${where}`);
  const { p50, p99 } = await latencies(ground, "tasks", seconds);
  const what = `three function tasks ${where}, one alone`;
  figures.push(
    {
      id: `W2.${functions}.p50`,
      what: `${what}, p50`,
      value: p50,
      unit: "ms",
      ...(isMain && { target: { atMost: targets.aloneMs } }),
    },
    { id: `W2.${functions}.p99`, what: `${what}, p99`, value: p99, unit: "ms" },
  );
  progress(`W3: 1,000 parallel branches, ${where}`);
  figures.push({
    id: `W3.${functions}`,
    what: `1,000 parallel branches of one function task ${where}`,
    value: await secondsOf(ground, "wide", 5),
    unit: "s",
    ...(isMain && { target: { atMost: targets.wideSeconds } }),
  });
  return figures;
}

async function memoryFigures(ground: BenchGround, progress: (text: string) => void): Promise<Figure[]> {
  setFlagsFromString("--expose-gc");
  globalThis.gc = runInNewContext("gc") as typeof globalThis.gc;
  const figures: Figure[] = [];
  for (const [machine, what] of [
    ["waits-a-minute", "10,000 open executions that go on within a minute"],
    ["waits-a-week", "10,000 open executions that wait for a week"],
  ] as const) {
    progress(what);
    const value = await memoryOf(ground, machine, openExecutions);
    figures.push({ id: `memory.${machine}`, what, value, unit: "bytes" });
  }
  return figures;
}
