import type { RunId } from "@landbridge/model";
import type { EntryPart, Guard } from "@landbridge/store";
import { jobsError } from "./errors.ts";
import { act } from "./orders.ts";
import { placeFacts } from "./placement.ts";
import type { Step } from "./run-life.ts";
import { isOver, type RunRecord, type StoredRun } from "./run-record.ts";
import { decodeRun, runAtVersion, updateRun } from "./run-row.ts";
import { settle } from "./settle.ts";
import { commitPart, learn, learnCommitted, type Shell } from "./shell.ts";

/** From a record to the next; undefined: nothing to do. Called again when something moved meanwhile. */
export type Decide = (record: RunRecord) => Step | undefined;

/** The run before the change and after it; the same twice: nothing had to be committed. */
export interface Change {
  readonly before: RunRecord;
  readonly after: RunRecord;
}

/** Read, decide, commit, act: the one way in which a run changes after its launch. Undefined: no such run. */
export async function changeRun(
  shell: Shell,
  run: RunId,
  decide: Decide,
  guards: readonly Guard[] = [],
): Promise<Change | undefined> {
  await shell.ready();
  const lane = await laneOf(shell, run);
  return lane === undefined
    ? undefined
    : shell.lanes.inLane(lane, () => changeInLane(shell, run, decide, guards));
}

/** For whoever is in the run's lane already. */
export async function changeInLane(
  shell: Shell,
  run: RunId,
  decide: Decide,
  guards: readonly Guard[] = [],
): Promise<Change | undefined> {
  let first: RunRecord | undefined;
  for (let tries = 0; tries < shell.limits.triesMax; tries += 1) {
    const stored = await findRun(shell, run);
    if (stored === undefined) return undefined;
    first ??= stored.record;
    const step = decide(stored.record);
    if (step === undefined || step.record === stored.record) {
      learn(shell, stored);
      act(shell, stored.record, step?.act);
      return { before: first, after: stored.record };
    }
    if (await commitStep(shell, stored, step, guards)) return { before: first, after: step.record };
  }
  throw jobsError("CONTENDED", `run ${run} changed ${shell.limits.triesMax} times meanwhile; try again`);
}

export async function findRun(shell: Shell, run: RunId): Promise<StoredRun | undefined> {
  const row = await shell.options.store.get("runs", run);
  return row === undefined ? undefined : decodeRun(row);
}

/** All changes around one slot go through one lane; runs without a slot have nothing in common. */
export function laneOfJob(job: string): string {
  return `job:${job}`;
}

async function laneOf(shell: Shell, run: RunId): Promise<string | undefined> {
  const known = shell.open.get(run) ?? (await findRun(shell, run))?.record;
  if (known === undefined) return undefined;
  const job = "run" in known ? known.run.job : known.job;
  return known.isSlotted ? laneOfJob(job) : `run:${run}`;
}

async function commitStep(
  shell: Shell,
  before: StoredRun,
  step: Step,
  more: readonly Guard[],
): Promise<boolean> {
  const after = step.record;
  const isEnd = isOver(after) && !isOver(before.record);
  const settlement = isEnd ? await settle(shell.options.store, before, after, placeFacts(shell)) : undefined;
  const part: EntryPart = settlement ?? { guards: [runAtVersion(before)], writes: [updateRun(after, null)] };
  const next = settlement?.next;
  try {
    const fate = await commitPart(shell, { guards: [...part.guards, ...more], writes: part.writes });
    if (fate.ok !== true) return false;
    learnCommitted(shell, { record: after, version: before.version + 1 });
    act(shell, after, step.act);
    if (next !== undefined) {
      learnCommitted(shell, next);
      if (next.record.phase.kind === "ordered") act(shell, next.record, "order");
    }
    return true;
  } finally {
    shell.open.endSettingAside(after.run.id);
    if (next !== undefined) shell.open.endSettingAside(next.record.run.id);
  }
}
