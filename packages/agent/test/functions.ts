import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext } from "node:test";
import { type Clock, epochMs, type FunctionDefinition } from "@landbridge/model";
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
    line: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = logs.find((line) => line.text.includes(text));
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}

const defaults = {
  name: "f",
  handler: "handler",
  memoryMegabytes: 128,
  timeoutSeconds: 10,
  concurrency: 1,
  environment: {},
} as const;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves once the process is gone; a zombie that nobody waits for counts as gone only when reaped. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}
