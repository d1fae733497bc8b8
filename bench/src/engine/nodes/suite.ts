import type { Figure } from "../../figure.ts";
import type { BenchNode } from "./bench-node.ts";
import { type NodesGround, openNodesGround } from "./nodes-ground.ts";

// Two nodes against one, on the same PostgreSQL, with the same number of executions at any time. In turns, so that
// whatever else the machine does disturbs both alike.

const concurrency = 256;
const rounds = 2;
const workloads = [
  { machine: "passes", id: "pass", what: "three Pass states" },
  { machine: "tasks", id: "task.workers", what: "three function tasks in warm workers" },
] as const;

/** Executions per second, a list of rounds for each workload. */
type Rates = ReadonlyMap<string, number[]>;

interface Measuring {
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

/** N1 and N2; what each is stands in docs/internals/benchmarks.md. */
export async function nodesFigures(store: string, measuring: Measuring): Promise<Figure[]> {
  const ground = await openNodesGround(store);
  try {
    return await figuresOn(ground, measuring);
  } finally {
    await ground.close();
  }
}

async function figuresOn(ground: NodesGround, { seconds, progress }: Measuring): Promise<Figure[]> {
  const alone = emptyRates();
  const together = emptyRates();
  const first = await ground.start("one");
  for (let round = 1; round <= rounds; round += 1) {
    progress(`one node, round ${round} of ${rounds}`);
    await measure([first], seconds, alone);
    const second = await ground.start("two");
    progress(`two nodes, round ${round} of ${rounds}`);
    await measure([first, second], seconds, together);
    await ground.stop(second);
  }
  return workloads.flatMap(({ id, what }) => compared(id, what, mean(alone.get(id)), mean(together.get(id))));
}

async function measure(nodes: readonly BenchNode[], seconds: number, rates: Rates): Promise<void> {
  for (const { id, machine } of workloads) {
    const order = { machine, seconds, concurrency: concurrency / nodes.length };
    const each = await Promise.all(nodes.map((node) => node.measure(order)));
    rates.get(id)?.push(each.reduce((sum, rate) => sum + rate, 0));
  }
}

function compared(id: string, what: string, alone: number, together: number): Figure[] {
  const at = `${what}, ${concurrency} at once,`;
  return [
    { id: `N1.${id}.${concurrency}`, what: `${at} on one node`, value: alone, unit: "1/s" },
    { id: `N2.${id}.${concurrency}`, what: `${at} on two`, value: together, unit: "1/s" },
    {
      id: `N2.${id}.ratio`,
      what: `two nodes against one, ${what}`,
      value: together / alone,
      unit: "times",
      target: { atLeast: 1 },
    },
  ];
}

function emptyRates(): Rates {
  return new Map(workloads.map(({ id }) => [id, []]));
}

function mean(rates: readonly number[] = []): number {
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}
