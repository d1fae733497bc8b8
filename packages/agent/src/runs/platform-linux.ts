import { readdir, readFile } from "node:fs/promises";
import { assert } from "@landbridge/model";
import type { Platform } from "./platform.ts";

/** Linux, from /proc. Source: proc_pid_stat(5). */
export const linux: Platform = {
  async bootId() {
    bootId ??= (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
    return bootId;
  },

  async startTime(pid) {
    const stat = await readStat(pid);
    return stat === undefined || !isAlive(stat) ? undefined : stat.startTime;
  },

  async members(leader) {
    const members: number[] = [];
    for (const pid of await listProcesses()) {
      const stat = await readStat(pid);
      if (stat !== undefined && stat.session === leader && isAlive(stat)) members.push(pid);
    }
    return members;
  },

  async isMarked(pid, mark) {
    try {
      const environment = (await readFile(`/proc/${pid}/environ`, "latin1")).split("\0");
      return mark.every((entry) => environment.includes(entry));
    } catch {
      return false;
    }
  },

  async findMarked(mark) {
    const found: number[] = [];
    for (const pid of await listProcesses()) if (await linux.isMarked(pid, mark)) found.push(pid);
    return found;
  },
};

let bootId: string | undefined;

interface Stat {
  readonly state: string;
  readonly session: number;
  readonly threads: number;
  readonly startTime: string;
}

async function readStat(pid: number): Promise<Stat | undefined> {
  let line: string;
  try {
    line = await readFile(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The second field, the name, may hold anything, ") " too: the third begins after the last one.
  const fields = line.slice(line.lastIndexOf(") ") + 2).split(" ");
  const field = (number: number): string => fields[number - 3] ?? "";
  return { state: field(3), session: Number(field(6)), threads: Number(field(20)), startTime: field(22) };
}

/** A leader that has ended is a zombie though its other threads may live. */
function isAlive({ state, threads }: Stat): boolean {
  return !/^[ZXx]/.test(state) || threads > 1;
}

async function listProcesses(): Promise<readonly number[]> {
  const names = await readdir("/proc");
  const processes = names.filter((name) => /^[0-9]+$/.test(name)).map(Number);
  // A list without ourselves is of another /proc, and what is missing from it is no evidence.
  assert(processes.includes(process.pid), "/proc lists this process");
  return processes;
}
