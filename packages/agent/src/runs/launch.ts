import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunOrder } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { attemptMark, environmentScript } from "./environment.ts";

/**
 * Starts the supervisor of a prepared attempt. Resolves when the operating system took it; `ended` is
 * called when it is over, as long as this process lives.
 */
export async function launch(
  order: RunOrder,
  paths: AttemptPaths,
  environment: Readonly<Record<string, string>>,
  ended: () => void,
): Promise<void> {
  const files: FileHandle[] = [];
  try {
    for (const path of [paths.stdout, paths.stderr]) files.push(await open(path, "a", 0o600));
    launches += 1;
    const unnamed = join(paths.folder, `environment.${process.pid}-${launches}`);
    files.push(await openUnnamed(unnamed, environmentScript(environment)));
    const child = startSupervisor(order, paths, files);
    child.once("exit", ended);
    await hasStarted(child);
    child.unref();
  } finally {
    for (const file of files) await file.close();
  }
}

/** A name of its own each time: one that a crash left behind is in nobody's way. */
let launches = 0;

/**
 * Secrets may be in it, so its name is gone before anything is written: it ends with the last descriptor.
 * Written by position, so that whoever shares the descriptor reads from the beginning.
 */
async function openUnnamed(path: string, text: string): Promise<FileHandle> {
  const file = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
    const bytes = Buffer.from(text);
    let position = 0;
    while (position < bytes.length)
      position += (await file.write(bytes, position, bytes.length - position, position)).bytesWritten;
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function startSupervisor(order: RunOrder, paths: AttemptPaths, files: readonly FileHandle[]): ChildProcess {
  const argv = order.command.kind === "shell" ? ["/bin/sh", "-c", order.command.line] : order.command.argv;
  const timeout = order.timeoutSeconds?.toFixed(3) ?? "";
  const grace = order.killGraceSeconds.toFixed(3);
  const settings = [paths.folder, timeout, grace, ...killAfterOf(order), envFor(argv)];
  return spawn(shell(), [SUPERVISOR, ...settings, ...argv], {
    detached: true,
    cwd: order.workingDirectory ?? paths.work,
    env: { PATH: "/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL: "C", ...attemptMark(order) },
    stdio: ["ignore", ...files.map((file) => file.fd)],
  });
}

/** Looked at twenty times in the time it takes, so that it is passed by a twentieth at most; but no more often than is cheap. */
function killAfterOf({ killAfterSeconds }: RunOrder): readonly [string, string] {
  if (killAfterSeconds === undefined) return ["", ""];
  const pauseSeconds = Math.min(5, Math.max(0.05, killAfterSeconds / 20));
  return [Math.round(killAfterSeconds * 100).toFixed(0), pauseSeconds.toFixed(2)];
}

const SUPERVISOR = fileURLToPath(new URL("./supervisor.sh", import.meta.url));

/** dash by preference: it is half as large as bash, and tells `exit 143` from SIGTERM. */
function shell(): string {
  chosenShell ??= ["/bin/dash", "/usr/bin/dash"].find(isExecutable) ?? "/bin/sh";
  return chosenShell;
}
let chosenShell: string | undefined;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** env(1) takes what has a `=` for a variable, so a program of such a name goes without it. */
function envFor(argv: readonly string[]): string {
  return argv[0]?.includes("=") === true ? "" : capableEnv();
}

/** The host's env(1) if it can undo ignored signals (GNU coreutils from 8.31 on), else "". */
function capableEnv(): string {
  chosenEnv ??= ["/usr/bin/env", "/bin/env"].find(canResetSignals) ?? "";
  return chosenEnv;
}
let chosenEnv: string | undefined;

function canResetSignals(path: string): boolean {
  try {
    execFileSync(path, ["--default-signal=INT,QUIT", "true"], { stdio: "ignore", timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

function hasStarted(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
}
