import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext } from "node:test";
import { type Clock, type EpochMs, epochMs, type FunctionDefinition } from "@landbridge/model";
import type {
  FunctionLog,
  FunctionPool,
  FunctionPoolOptions,
  InvocationResult,
} from "../src/functions/contract.ts";
import { createFunctionPool } from "../src/functions/pool.ts";

export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  setTimer: (due, fire) => {
    const timer = setTimeout(fire, Math.max(0, due - Date.now()));
    return () => clearTimeout(timer);
  },
};

/** The system's clock until a test puts it forward: what falls due by that fires at once. */
export function forwardClock(): Clock & { readonly forward: (ms: number) => void } {
  let aheadMs = 0;
  const arms = new Set<() => void>();
  const now = (): EpochMs => epochMs(Date.now() + aheadMs);
  return {
    now,
    setTimer: (due, fire) => {
      let timer: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        clearTimeout(timer);
        arms.delete(arm);
      };
      const arm = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => (cancel(), fire()), Math.max(0, due - now()));
      };
      arms.add(arm);
      arm();
      return cancel;
    },
    forward: (ms) => {
      aheadMs += ms;
      for (const arm of arms) arm();
    },
  };
}

export interface PoolUnderTest {
  readonly pool: FunctionPool;
  readonly logs: FunctionLog[];
  /** Writes the source into a folder of its own and gives its definition. */
  readonly write: (
    source: string,
    over?: Partial<FunctionDefinition> & { readonly file?: string },
  ) => FunctionDefinition;
  /** Defines that one function. */
  readonly only: (
    source: string,
    over?: Partial<FunctionDefinition> & { readonly file?: string },
  ) => FunctionDefinition;
  readonly call: (event?: unknown, name?: string) => Promise<InvocationResult>;
  /** The value of a call that succeeds. */
  readonly value: (event?: unknown, name?: string) => Promise<unknown>;
  /** Resolves with the first line that holds `text`, printed before or later. */
  readonly line: (text: string) => Promise<FunctionLog>;
  /** The same with the first `count` of them. */
  readonly lines: (text: string, count: number) => Promise<readonly FunctionLog[]>;
}

/** Ends with the test, workers and folders included. */
export function poolUnderTest(t: TestContext, options: Partial<FunctionPoolOptions> = {}): PoolUnderTest {
  const folders: string[] = [];
  const logs: FunctionLog[] = [];
  const watchers = new Set<() => void>();
  const keep = (line: FunctionLog): void => {
    logs.push(line);
    for (const watcher of watchers) watcher();
  };
  const pool = createFunctionPool({ clock: systemClock, logs: keep, closeGraceSeconds: 0, ...options });
  t.after(async () => {
    await pool.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  let requests = 0;
  const write: PoolUnderTest["write"] = (source, { file = "index.mjs", ...over } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), "landbridge-function-"));
    folders.push(folder);
    const entry = join(folder, file);
    writeFileSync(entry, source);
    return { ...defaults, entry, ...over };
  };
  const call: PoolUnderTest["call"] = (event = {}, name = "f") => {
    requests += 1;
    return pool.invoke({ name, payload: JSON.stringify(event), requestId: `request-${requests}` });
  };
  const lines: PoolUnderTest["lines"] = (text, count) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = logs.filter((line) => line.text.includes(text)).slice(0, count);
        if (found.length < count) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  return {
    pool,
    logs,
    write,
    call,
    only: (source, over) => {
      const definition = write(source, over);
      pool.define([definition]);
      return definition;
    },
    value: async (event, name) => {
      const result = await call(event, name);
      if (result.kind !== "succeeded") throw new Error(JSON.stringify(result));
      return JSON.parse(result.payload);
    },
    lines,
    line: async (text) => {
      const [found] = await lines(text, 1);
      if (found === undefined) throw new Error("it resolves with as many as were asked for");
      return found;
    },
  };
}

const defaults = {
  name: "f",
  handler: "handler",
  memoryMegabytes: 128,
  // A bound of what hangs: the machine may do much else.
  timeoutSeconds: 100,
  concurrency: 1,
  environment: {},
} as const;

/** A zombie does not: where nobody reaps orphans, in a container without an init, it stays one. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/** Resolves once the process is gone. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}
