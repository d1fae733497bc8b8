import { readFile, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Finding } from "./finding.ts";

/** Below it a store that is written to will soon be full. */
const freeBytesMin = 1024 ** 3;
const freeShareMin = 0.05;

/** Each connection, run and worker takes some. */
const openFilesMin = 4_096;

export interface HostPlace {
  readonly dataFolder: string;
}

export async function checkHost({ dataFolder }: HostPlace): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    diskFinding(dataFolder),
    folderFinding(dataFolder),
    openFilesFinding(),
    cgroupFinding(),
    clockFinding(),
  ]);
  return findings.filter((finding) => finding !== undefined);
}

async function diskFinding(dataFolder: string): Promise<Finding | undefined> {
  const place = await nearest(dataFolder);
  const { bavail, blocks, bsize, ffree, files } = await statfs(place);
  const freeBytes = bavail * bsize;
  if (files > 0 && ffree / files < freeShareMin)
    return {
      severity: "error",
      where: "disk",
      message: `${place} has only ${ffree} inodes left`,
      advice: "remove small files, or give it a larger file system: each run keeps a folder",
    };
  if (freeBytes >= freeBytesMin && bavail / blocks >= freeShareMin) return undefined;
  return {
    severity: freeBytes < freeBytesMin ? "error" : "warning",
    where: "disk",
    message: `${place} has ${Math.floor(freeBytes / 1024 ** 2)} MiB left`,
    advice: "free some space, or keep less (`up --keep`)",
  };
}

/** The admin key, the master key and the output of runs are in it. */
async function folderFinding(dataFolder: string): Promise<Finding | undefined> {
  const found = await stat(dataFolder).catch(() => undefined);
  if (found === undefined || (found.mode & 0o077) === 0) return undefined;
  return {
    severity: "error",
    where: "data folder",
    message: `${dataFolder} may be entered by others than its owner`,
    advice: `chmod 700 ${dataFolder}`,
  };
}

async function openFilesFinding(): Promise<Finding | undefined> {
  const limits = await textOf("/proc/self/limits");
  const soft = Number(/^Max open files\s+(\d+)/m.exec(limits ?? "")?.[1] ?? Number.POSITIVE_INFINITY);
  if (soft >= openFilesMin) return undefined;
  return {
    severity: "warning",
    where: "limits",
    message: `a process may open ${soft} files at a time`,
    advice: `raise it to ${openFilesMin} or more: LimitNOFILE in the unit, or ulimit -n`,
  };
}

async function cgroupFinding(): Promise<Finding | undefined> {
  if (process.platform !== "linux") return undefined;
  const controllers = await textOf("/sys/fs/cgroup/cgroup.controllers");
  if (controllers !== undefined) return undefined;
  return {
    severity: "warning",
    where: "cgroups",
    message: "this host has no unified cgroup hierarchy (v2)",
    advice:
      "limits on the memory and processors of runs need it: boot with systemd.unified_cgroup_hierarchy=1",
  };
}

async function clockFinding(): Promise<Finding | undefined> {
  // Where it does not run, something else may keep the time, and that cannot be asked alike.
  if ((await stat("/run/systemd/timesync").catch(() => undefined)) === undefined) return undefined;
  if ((await stat("/run/systemd/timesync/synchronized").catch(() => undefined)) !== undefined)
    return undefined;
  return {
    severity: "warning",
    where: "clock",
    message: "this host's clock is not synchronized",
    advice: "schedules fire by it: timedatectl set-ntp true, or run chrony",
  };
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

async function nearest(path: string): Promise<string> {
  for (let place = path; ; place = dirname(place)) {
    if ((await stat(place).catch(() => undefined)) !== undefined || place === dirname(place)) return place;
  }
}
