import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

/** A folder of its own for one test. */
export function scratchFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-store-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

export function script(name: string): string {
  return join(import.meta.dirname, name);
}

export interface Child {
  readonly process: ChildProcess;
  /** The lines of its standard output, as they come. */
  readonly lines: AsyncIterator<string>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Runs a script of this folder with Node; killed when the test ends. */
export function start(t: TestContext, name: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, [script(name), ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  t.after(kill);
  return { process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), kill };
}

/** Runs a shell line as root of a mount namespace of its own: what it mounts is gone with it. */
export function inOwnMounts(
  line: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const unshare = ["--user", "--map-root-user", "--mount", "sh", "-euc", line, "sh", ...args];
  const { status, stdout, stderr } = spawnSync("unshare", unshare, { encoding: "utf8" });
  return { status, stdout, stderr };
}

export function canMount(): boolean {
  return inOwnMounts("mount -t tmpfs tmpfs /mnt").status === 0;
}
