import type { BenchGround } from "./ground.ts";

/** Starts one and resolves when it has succeeded and that is durable. */
export type Runner = Pick<BenchGround, "runOne">;

/** Executions completed per second, `concurrency` of them at any time. */
export async function throughput(
  ground: Runner,
  machine: string,
  concurrency: number,
  seconds: number,
): Promise<number> {
  await run(ground, machine, concurrency, 0.3);
  return run(ground, machine, concurrency, seconds);
}

async function run(ground: Runner, machine: string, concurrency: number, seconds: number): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let completed = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      await ground.runOne(machine);
      completed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return (completed / (performance.now() - began)) * 1000;
}

/** Milliseconds from the start of one execution to its durable end, one at a time. */
export async function latencies(ground: Runner, machine: string, seconds: number): Promise<Percentiles> {
  const samples: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const began = performance.now();
    await ground.runOne(machine);
    samples.push(performance.now() - began);
  }
  return percentiles(samples);
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

function percentiles(samples: readonly number[]): Percentiles {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Seconds that one execution takes; the best of a few, after one that warms up. */
export async function seconds(ground: Runner, machine: string, repeats: number): Promise<number> {
  const samples: number[] = [];
  for (let i = 0; i <= repeats; i += 1) {
    const began = performance.now();
    await ground.runOne(machine);
    samples.push((performance.now() - began) / 1000);
  }
  return percentiles(samples.slice(1)).p50;
}

/** Bytes of memory that this many open executions take. */
export async function memoryOf(ground: BenchGround, machine: string, count: number): Promise<number> {
  const before = used();
  for (let i = 0; i < count; i += 250) {
    await Promise.all(Array.from({ length: 250 }, () => ground.engine.start({ machine, input: { i } })));
  }
  return used() - before;
}

function used(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
