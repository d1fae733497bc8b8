import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { errorCode } from "./durable-file.ts";

// When the server was last heard (H6 of the model's host.ts), in the time since boot: it runs on while the
// machine sleeps, and nobody sets it.
//
// C1. A moment noted is the one at which this host asked for the answer, never the one at which it came.
// C2. The file is for the supervisors (S6). It is replaced as a whole and not synced: after a power cut nothing
//     of theirs lives.

export interface Contact {
  /** @param askedAtMs by `uptimeMs` */
  note(askedAtMs: number): void;
  /** Undefined: the server was not heard since this host was started. */
  ageMs(): number | undefined;
  /** The supervisors know it once this returns. */
  publish(): void;
}

export function openContact(runsFolder: string): Contact {
  const path = join(runsFolder, "contact");
  let last = readContact(path);
  let published = last;
  return {
    note: (askedAtMs) => {
      if (last === undefined || askedAtMs > last) last = askedAtMs;
    },
    ageMs: () => (last === undefined ? undefined : Math.max(0, uptimeMs() - last)),
    publish: () => {
      if (last === undefined || last === published) return;
      replace(path, `${Math.floor(last / 10)}\n`);
      published = last;
    },
  };
}

/** Milliseconds since this host was started, the time asleep too; where the platform does not tell, the clock's. */
export function uptimeMs(): number {
  try {
    return Math.round(Number.parseFloat(readFileSync("/proc/uptime", "latin1")) * 1000);
  } catch {
    return Date.now();
  }
}

/** On a full disk in place, which needs no room: a host without any is not cut off. */
function replace(path: string, text: string): void {
  try {
    writeFileSync(`${path}.tmp`, text, { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    if (errorCode(error) !== "ENOSPC") throw error;
    rmSync(`${path}.tmp`, { force: true });
    const file = openSync(path, "r+");
    try {
      writeSync(file, text, 0);
      ftruncateSync(file, text.length);
    } finally {
      closeSync(file);
    }
  }
}

/** One from before a reboot lies in the future, or says less than it seems to: it counts for nothing. */
function readContact(path: string): number | undefined {
  try {
    const moment = Number(readFileSync(path, "latin1")) * 10;
    return Number.isFinite(moment) && moment <= uptimeMs() ? moment : undefined;
  } catch {
    return undefined;
  }
}
