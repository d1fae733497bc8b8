import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

// What a process asked of the kernel, in order, as strace(1) writes it.

export interface SystemCall {
  readonly pid: number;
  readonly name: string;
  /** As printed, with paths and sockets in place of bare descriptors. */
  readonly text: string;
  /** Line numbers: another call may have begun or ended in between. */
  readonly begin: number;
  readonly end: number;
  readonly result: string;
}

/** strace's own path; undefined where it is not installed. */
export function findStrace(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "strace")).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const traced =
  "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync,mkdir,mkdirat,rename,renameat,renameat2,execve";

/** The command that writes the trace of what follows it. `-yy` names files and sockets; 120 characters hold a request's line. */
export function straceCommand(strace: string, file: string): readonly string[] {
  return [
    strace,
    "-f",
    "--seccomp-bpf",
    "-yy",
    "-s",
    "120",
    "-o",
    file,
    "-e",
    `trace=${traced}`,
    "-e",
    "signal=none",
  ];
}

export async function readTrace(file: string): Promise<readonly SystemCall[]> {
  return parseTrace(await readFile(file, "utf8"));
}

/** In the order in which they ended. */
export function parseTrace(text: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  const unfinished = new Map<number, { readonly text: string; readonly begin: number }>();
  text.split("\n").forEach((line, index) => {
    const [, number, rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const pid = Number(number);
    if (rest.endsWith("<unfinished ...>")) {
      unfinished.set(pid, { text: rest.slice(0, -"<unfinished ...>".length), begin: index });
      return;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const first = resumed === null ? { text: "", begin: index } : unfinished.get(pid);
    if (resumed !== null) unfinished.delete(pid);
    const call = parseCall(`${first?.text ?? ""}${resumed?.[1] ?? rest}`);
    if (call !== undefined) calls.push({ ...call, pid, begin: first?.begin ?? index, end: index });
  });
  return calls;
}

function parseCall(text: string): Pick<SystemCall, "name" | "text" | "result"> | undefined {
  const [, name, , result] = /^(\w+)\((.*)\) += (.*)$/.exec(text) ?? [];
  return name === undefined || result === undefined ? undefined : { name, text, result };
}

/** Finished well. */
export function isSynced(call: SystemCall, path: string): boolean {
  return (call.name === "fsync" || call.name === "fdatasync") && call.result === "0" && pathOf(call) === path;
}

/** Of the first argument, where it is a file. */
export function pathOf({ text }: SystemCall): string | undefined {
  return /^\w+\(\d+<([^>]*)>/.exec(text)?.[1];
}

/** One request and its answer, on one socket. */
export interface Exchange {
  /** "POST /v1/keys" */
  readonly request: string;
  readonly status: number;
  readonly received: SystemCall;
  readonly answered: SystemCall;
}

export function exchangesOf(calls: readonly SystemCall[]): readonly Exchange[] {
  const waiting = new Map<string, { readonly request: string; readonly received: SystemCall }>();
  const exchanges: Exchange[] = [];
  for (const call of calls) {
    const socket = /^\w+\(\d+<(TCP[^>]*>[^>\]]*\])>/.exec(call.text)?.[1];
    if (socket === undefined) continue;
    const request = /"((?:GET|POST|DELETE) \/\S*) HTTP/.exec(call.text)?.[1];
    if (request !== undefined) waiting.set(socket, { request, received: call });
    const status = /"HTTP\/1\.1 (\d{3}) /.exec(call.text)?.[1];
    const open = waiting.get(socket);
    if (status === undefined || open === undefined) continue;
    waiting.delete(socket);
    exchanges.push({ ...open, status: Number(status), answered: call });
  }
  return exchanges;
}

/** What the law of acknowledgement says: written and synced after the request came, before its answer went. */
export function isDurableFirst(calls: readonly SystemCall[], log: string, exchange: Exchange): boolean {
  const { received, answered } = exchange;
  const between = calls.filter(({ begin, end }) => begin > received.end && end < answered.begin);
  const synced = between.findLast((call) => isSynced(call, log));
  return (
    synced !== undefined &&
    between.some((call) => call.name === "pwrite64" && pathOf(call) === log && call.end < synced.begin)
  );
}
