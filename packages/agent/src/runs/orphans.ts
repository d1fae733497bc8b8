import type { EpochMs, ProcessIdentity } from "@landbridge/model";
import { errorCode } from "./durable-file.ts";
import { platform } from "./platform.ts";

/** What an attempt's processes must still suffer though its supervisor, who would see to it, was killed. */
export interface OrphanFacts {
  readonly identity: ProcessIdentity;
  readonly members: readonly number[];
  readonly mark: readonly string[];
  readonly now: EpochMs;
  /** When SIGTERM is due; null: not at all. */
  readonly endDue: EpochMs | null;
  /** When SIGTERM was first sent; null: it was not. */
  readonly terminatedAt: EpochMs | null;
  readonly graceMs: number;
}

export type OrphanDeed = "none" | "terminated" | "killed";

/**
 * Signals what is due. Only processes that bear the attempt's mark: after a long absence the number of a
 * dead session may be another's. One that dropped its environment is waited for, not killed.
 */
export async function signalOrphans(facts: OrphanFacts): Promise<OrphanDeed> {
  const deed = deedDue(facts);
  if (deed === "none") return deed;
  for (const pid of facts.members)
    if (await platform.isMarked(pid, facts.mark)) signal(pid, deed === "killed" ? "SIGKILL" : "SIGTERM");
  return deed;
}

function deedDue({ now, endDue, terminatedAt, graceMs }: OrphanFacts): OrphanDeed {
  if (terminatedAt !== null) return now >= terminatedAt + graceMs ? "killed" : "none";
  return endDue !== null && now >= endDue ? "terminated" : "none";
}

function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // ESRCH: it ended by itself. EPERM: it took another user's rights, so it is waited for.
    if (errorCode(error) !== "ESRCH" && errorCode(error) !== "EPERM") throw error;
  }
}
