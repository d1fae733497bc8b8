import { readdirSync, readFileSync } from "node:fs";

/** The processes of a run, found without any code of the agent's. */
export function processesOf(run: string): readonly number[] {
  return processesWith("environ", `LANDBRIDGE_RUN_ID=${run}\0`);
}

/**
 * Only what names this world's own folder: nobody else's process can. A supervisor names it as an argument. Resolves
 * once none is left.
 */
export async function endProcesses(folder: string): Promise<void> {
  for (;;) {
    const pids = new Set([
      ...processesWith("environ", `=${folder}/`),
      ...processesWith("cmdline", `\0${folder}/`),
    ]);
    if (pids.size === 0) return;
    for (const pid of pids) end(pid);
    await turn();
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended since it was found.
  }
}

function processesWith(file: "environ" | "cmdline", text: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/${file}`, "latin1").includes(text);
      } catch {
        return false;
      }
    });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
