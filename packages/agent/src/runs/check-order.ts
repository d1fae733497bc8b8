import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, resolve } from "node:path";
import type { RunOrder } from "@landbridge/model";

/**
 * Why an order cannot be carried out on this host; undefined: nothing speaks against it. The same things
 * found out later, by the shell, would be an exit code 126 or 127 that a program may also have meant.
 */
export async function whyNotStartable(
  order: RunOrder,
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return (
    whyNotWritable(order) ??
    (await whyNoFolder(order.workingDirectory)) ??
    (await whyNoProgram(order, environment["PATH"] ?? ""))
  );
}

/** The names that the shell between us and the command cannot set: bash holds them fast. */
const heldNames = new Set(["UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO"]);

function whyNotWritable({ command, environment, files = [], ...order }: RunOrder): string | undefined {
  for (const name of files)
    if (!Object.hasOwn(environment, name)) return `the file of the variable "${name}" has no content`;
  for (const [name, value] of Object.entries(environment)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      return `the environment variable "${name}" has a name that a shell cannot pass on: use letters, digits and _`;
    if (name.startsWith("LANDBRIDGE_"))
      return `the environment variable ${name} is set by the host itself: choose a name without LANDBRIDGE_`;
    if (heldNames.has(name))
      return `the environment variable ${name} belongs to the shell: choose another name`;
    if (value.includes("\0")) return `the environment variable ${name} holds a NUL byte`;
  }
  const words = command.kind === "shell" ? [command.line] : command.argv;
  if (words.some((word) => word.includes("\0"))) return "the command holds a NUL byte";
  if (words[0] === "") return "the command is empty";
  const durations = [order.timeoutSeconds ?? 1, order.killGraceSeconds, order.killAfterSeconds ?? 1];
  if (!durations.every(isDuration))
    return "timeoutSeconds, killGraceSeconds and killAfterSeconds must be numbers from 0 to 100 years";
  return undefined;
}

function isDuration(seconds: number): boolean {
  return seconds >= 0 && seconds <= 100 * 366 * 86_400;
}

async function whyNoFolder(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  if (!isAbsolute(path)) return `the working directory "${path}" is not an absolute path`;
  try {
    if (!(await stat(path)).isDirectory()) return `the working directory ${path} is not a directory`;
    await access(path, constants.X_OK);
    return undefined;
  } catch (error) {
    return `the working directory ${path} cannot be entered (${reasonOf(error)}): make it, or name another one`;
  }
}

async function whyNoProgram(order: RunOrder, path: string): Promise<string | undefined> {
  if (order.command.kind === "shell") return undefined;
  const program = order.command.argv[0];
  if (program.includes("/")) {
    const error = await whyNotExecutable(resolve(order.workingDirectory ?? "/", program));
    return error === undefined ? undefined : `the command ${program} cannot be run: ${error}`;
  }
  for (const folder of path.split(delimiter))
    if ((await whyNotExecutable(resolve(order.workingDirectory ?? "/", folder, program))) === undefined)
      return undefined;
  return `the command ${program} was not found on this host; its PATH is ${path}`;
}

async function whyNotExecutable(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return `${path} is not a file`;
    await access(path, constants.X_OK);
    return undefined;
  } catch (error) {
    return `${path}: ${reasonOf(error)}`;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is not a directory",
  EACCES: "permission denied",
  ENOSPC: "no space is left on the disk",
  EROFS: "the file system is read-only",
  E2BIG: "the command and its arguments are too long for this host",
  EAGAIN: "the host has no process left to give",
  ENOMEM: "the host has no memory left to give",
  EMFILE: "the agent has too many files open",
};

/** The operating system's error in plain words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  return reason === undefined ? error.message : `${reason}, ${code}`;
}
