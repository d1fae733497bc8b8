import { readFileSync } from "node:fs";

/** Source: proc_pid_statm(5); the second number is the resident set, in pages. */
const pageBytes = 4096;

/** Undefined where it cannot be read: the process is gone, or the platform has no /proc. */
export function residentMegabytes(pid: number): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]);
    return Number.isFinite(pages) ? (pages * pageBytes) / (1024 * 1024) : undefined;
  } catch {
    return undefined;
  }
}
