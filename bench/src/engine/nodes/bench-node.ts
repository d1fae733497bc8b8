import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { NodeSettings, Order, Word } from "./words.ts";

const program = new URL("main.ts", import.meta.url).pathname;

/** A node in a process of its own. */
export interface BenchNode {
  /** Executions per second. */
  measure(order: Order): Promise<number>;
  /** A clean stop: what it holds is free at once. */
  stop(): Promise<void>;
}

export async function startBenchNode(settings: NodeSettings): Promise<BenchNode> {
  const child = fork(program, [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.send(settings);
  await wordOf(child);
  return {
    async measure(order) {
      child.send(order);
      const word = await wordOf(child);
      if (word.kind !== "done") throw new Error("a node answers an order with its rate");
      return word.perSecond;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

async function wordOf(child: ChildProcess): Promise<Word> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const word = await Promise.race([
      once(child, "message", { signal }).then(([message]) => message as Word),
      once(child, "exit", { signal }).then((): Word => ({ kind: "failed", message: "it ended by itself" })),
    ]);
    if (word.kind === "failed") throw new Error(`a node failed: ${word.message}`);
    return word;
  } finally {
    over.abort();
  }
}
