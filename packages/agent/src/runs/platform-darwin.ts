import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Platform } from "./platform.ts";

const run = promisify(execFile);

/** macOS, from its tools: it has no /proc, and its ps(1) shows groups but no sessions. */
export const darwin: Platform = {
  async bootId() {
    bootId ??= (await run("sysctl", ["-n", "kern.bootsessionuuid"])).stdout.trim();
    return bootId;
  },

  async startTime(pid) {
    const line = await listOne(["-o", "stat=,lstart=", "-p", String(pid)]);
    const [state = "", ...start] = line.trim().split(/\s+/);
    return state === "" || state.startsWith("Z") ? undefined : start.join(" ");
  },

  async members(leader) {
    const members: number[] = [];
    for (const line of await list(["-axo", "pid=,pgid=,stat="])) {
      const [pid, group, state = "Z"] = line.trim().split(/\s+/);
      if (Number(group) === leader && !state.startsWith("Z")) members.push(Number(pid));
    }
    return members;
  },

  async isMarked(pid, mark) {
    const line = await listOne(["-Eww", "-o", "command=", "-p", String(pid)]);
    return mark.every((entry) => ` ${line} `.includes(` ${entry} `));
  },

  async findMarked(mark) {
    const lines = await list(["-axEww", "-o", "pid=,command="]);
    const marked = lines.filter((line) => mark.every((entry) => ` ${line} `.includes(` ${entry} `)));
    return marked.map((line) => Number.parseInt(line, 10));
  },
};

let bootId: string | undefined;

/** LC_ALL: `lstart` is written in the locale's words. */
async function list(options: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run("ps", [...options], { env: { PATH: "/usr/bin:/bin", LC_ALL: "C" } });
  return stdout.split("\n").filter((line) => line.trim() !== "");
}

/** ps(1) fails when it is asked for one process and there is none. */
async function listOne(options: readonly string[]): Promise<string> {
  try {
    return (await list(options))[0] ?? "";
  } catch {
    return "";
  }
}
