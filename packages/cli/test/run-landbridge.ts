import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const launcher = fileURLToPath(new URL("../bin/landbridge.js", import.meta.url));

export interface Finished {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Default: a new empty folder. */
  readonly folder?: string;
  /** Default: the Node that runs the tests. */
  readonly node?: string;
}

/** A folder that is gone when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-cli-"));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** What is compiled is kept, but not in the user's own cache. */
const cache = join(tmpdir(), "landbridge-cli-test-cache");

/** The command as a process of its own, which sees no server and no key but those it is told of. */
export function startLandbridge(argv: readonly string[], options: RunOptions = {}): ChildProcess {
  const folder = options.folder ?? temporaryFolder();
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_STATE_HOME: join(folder, "state"),
    XDG_CACHE_HOME: cache,
    TZ: "Europe/Berlin",
    ...options.environment,
  };
  const child = spawn(options.node ?? process.execPath, [launcher, ...argv], { cwd: folder, env });
  // Also where its test failed before it had ended it.
  after(() => child.kill("SIGKILL"));
  return child;
}

export async function landbridge(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = startLandbridge(argv, options);
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input ?? "");
  return finished(child);
}

export async function finished(child: ChildProcess): Promise<Finished> {
  const text = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => void (text.out += chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => void (text.err += chunk));
  const [status, signal]: [number | null, NodeJS.Signals | null] = (await once(child, "close")) as [
    number | null,
    NodeJS.Signals | null,
  ];
  return { status, signal, ...text };
}

/** Resolves with everything that was written up to the first text that matches. */
export async function outputUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout?.setEncoding("utf8").iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk);
    if (pattern.test(text)) return text;
  }
  throw new Error(`the output ended without ${String(pattern)}:\n${text}`);
}
