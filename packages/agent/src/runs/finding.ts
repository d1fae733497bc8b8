import { type EpochMs, epochMs, type ProcessIdentity, type RunReport } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { errorCode, readIfThere } from "./durable-file.ts";
import { platform } from "./platform.ts";
import { type ExitRecord, findChangedAt, isThere, readExit, readIdentity } from "./records.ts";

/** What an attempt's folder and the host's processes say of it, together. */
export type Finding =
  | { readonly kind: "absent" }
  /** No identity, so nothing of it ever ran (S1): its order may be carried out, or its start be forbidden. */
  | { readonly kind: "prepared" }
  /** An identity without content: nothing runs unless its supervisor is just about to write it. */
  | { readonly kind: "unwritten" }
  | { readonly kind: "not-started"; readonly reason: string; readonly at: EpochMs }
  | {
      readonly kind: "running";
      readonly identity: ProcessIdentity;
      readonly at: EpochMs;
      /** The record is there, and its writer about to go. */
      readonly isEnding: boolean;
    }
  /** The supervisor is gone, with or without having left its record; processes of its session are not. */
  | {
      readonly kind: "orphaned";
      readonly identity: ProcessIdentity;
      readonly at: EpochMs;
      readonly members: readonly number[];
    }
  | {
      readonly kind: "ended";
      readonly record: ExitRecord;
      readonly identity: ProcessIdentity;
      readonly at: EpochMs;
    }
  | {
      readonly kind: "gone";
      readonly evidence: Extract<RunReport, { readonly kind: "gone" }>["evidence"];
      readonly identity: ProcessIdentity;
      readonly at: EpochMs;
    };

export async function find(paths: AttemptPaths): Promise<Finding> {
  const reason = await readIfThere(paths.notStarted);
  if (reason !== undefined)
    return { kind: "not-started", reason, at: (await findChangedAt(paths.notStarted)) ?? epochMs(0) };
  const claim = await readIdentity(paths);
  switch (claim.kind) {
    case "absent":
      return { kind: (await isThere(paths.folder)) ? "prepared" : "absent" };
    case "empty":
      return { kind: "unwritten" };
    case "claimed":
      return findStarted(paths, claim.identity, claim.at);
  }
}

/**
 * The processes are looked at before the record: one that ends in between has left its record by then.
 * A record counts once its writer is gone and nothing else is left: the supervisor's own look at the
 * session can miss a process that forks and ends under its eyes, and the kernel's answer cannot.
 */
export async function findStarted(
  paths: AttemptPaths,
  identity: ProcessIdentity,
  at: EpochMs,
): Promise<Finding> {
  const bootId = await platform.bootId();
  if (bootId !== identity.bootId) return findLeft(paths, identity, at, "other-boot");
  const startTime = await platform.startTime(identity.pid);
  if (startTime === identity.startTime)
    return { kind: "running", identity, at, isEnding: await isThere(paths.exit) };
  // Another process has the number: it is given away again only once no session and no group bears it.
  const members = startTime === undefined ? await findMembers(paths, identity.pid) : [];
  if (members.length > 0) return { kind: "orphaned", identity, at, members };
  return findLeft(paths, identity, at, "empty-process-group");
}

async function findLeft(
  paths: AttemptPaths,
  identity: ProcessIdentity,
  at: EpochMs,
  evidence: Extract<Finding, { readonly kind: "gone" }>["evidence"],
): Promise<Finding> {
  const record = await readExit(paths);
  if (record !== undefined) return { kind: "ended", record, identity, at };
  return { kind: "gone", evidence, identity, at };
}

/**
 * With a record, the supervisor has seen the session empty, and it is enough that the kernel says the same
 * of the group, in one step. Else one look at the session too; or, where zombies that nobody reaps keep the
 * group (a container without an init), two.
 */
async function findMembers(paths: AttemptPaths, leader: number): Promise<readonly number[]> {
  if (isGroupEmpty(leader) && (await isThere(paths.exit))) return [];
  const members = await platform.members(leader);
  if (members.length > 0 || isGroupEmpty(leader)) return members;
  return platform.members(leader);
}

function isGroupEmpty(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return false;
  } catch (error) {
    return errorCode(error) === "ESRCH";
  }
}
