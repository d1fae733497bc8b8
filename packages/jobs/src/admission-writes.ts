import type { EpochMs, JobDefinition, Run, RunId } from "@landbridge/model";
import type { Guard, Row, Store, Write } from "@landbridge/store";
import type { Admission } from "./admission.ts";
import { resolveEnvironment } from "./environment.ts";
import type { LaunchAnswer } from "./jobs.ts";
import { type Act, askToStop, orderFirst, over, type Place } from "./run-life.ts";
import { isOver, type RunPlan, type RunRecord, type StoredRun, toPlan } from "./run-record.ts";
import { decodeRun, insertRun, runAtVersion, updateRun } from "./run-row.ts";
import { insertSlot, type Slot, slotUnchanged, updateSlot } from "./slot-row.ts";

/** A launch, decided: what to commit, what to answer then, and what to do. */
export interface Draft {
  readonly guards: readonly Guard[];
  readonly writes: readonly Write[];
  readonly answer: LaunchAnswer;
  readonly record: RunRecord;
  readonly act?: Act;
  /** Other runs that the entry changes, and what to do towards their hosts. */
  readonly others: readonly { readonly stored: StoredRun; readonly act?: Act }[];
}

export interface DraftFacts {
  readonly store: Store;
  readonly now: EpochMs;
  readonly place: Place;
  readonly definition: JobDefinition;
  /** QUEUED, attempt 0, as nobody has decided on it yet. */
  readonly run: Run;
  readonly slotRow: Row<"slots"> | undefined;
}

/** `stop-first`: the holder has no process, so it can be ended before the launch is decided. */
export type Drafting =
  | Draft
  | { readonly kind: "stop-first"; readonly run: RunId }
  | { readonly kind: "moved" };

export async function draftLaunch(admission: Admission, facts: DraftFacts): Promise<Drafting> {
  const { run, definition, slotRow, now } = facts;
  if (admission.kind === "refuse") return draftRefusal(admission, facts);
  const resolved = resolveEnvironment(definition, run.input);
  if (resolved.kind === "unresolved") return draftFailure(resolved.reason, facts);
  const plan = toPlan(definition, resolved);
  const waiting = toWaiting(run, plan, admission.kind !== "start-beside");
  const slotGuard = slotUnchanged(run.job, slotRow);
  switch (admission.kind) {
    case "start-beside":
      return draftStart(facts, waiting, [], []);
    case "start-in-slot":
      return draftStart(facts, waiting, [slotGuard], [insertSlot(run.job, { holder: run.id, waiting: [] })]);
    case "wait":
      return draftWait(waiting, slotGuard, admission.slot);
    case "replace":
      return await draftReplace(waiting, slotGuard, admission, facts.store, now);
  }
}

function toWaiting(run: Run, plan: RunPlan, isSlotted: boolean): RunRecord {
  return { run, plan, phase: { kind: "waiting" }, isSlotted };
}

function draftRefusal(admission: Extract<Admission, { kind: "refuse" }>, facts: DraftFacts): Draft {
  const { blockingRun, reason } = admission;
  const run: Run = { ...facts.run, status: "REFUSED", blockingRun, endedAt: facts.now, reason };
  const record: RunRecord = { run, phase: { kind: "over" }, isSlotted: false };
  // Where the slot's holder is in the way, it must hold the slot still when the refusal is recorded.
  const guards = facts.slotRow === undefined ? [] : [slotUnchanged(run.job, facts.slotRow)];
  const answer = { kind: "refused", run, blockingRun } as const;
  return { guards, writes: [insertRun(record, null)], answer, record, others: [] };
}

/** Accepted and over: nothing is to be learnt from a process that cannot be given its environment. */
function draftFailure(reason: string, { run, now }: DraftFacts): Draft {
  const waiting: RunRecord = { run, phase: { kind: "waiting" }, isSlotted: false };
  const record = over(waiting, "FAILED", now, reason);
  const answer = { kind: "accepted", run: record.run } as const;
  return { guards: [], writes: [insertRun(record, now)], answer, record, others: [] };
}

function draftStart(
  facts: DraftFacts,
  waiting: RunRecord,
  guards: readonly Guard[],
  writes: readonly Write[],
): Draft {
  const record = orderFirst(waiting, facts);
  const isPlaced = record.phase.kind === "ordered";
  if (!isPlaced && waiting.plan?.waitForHostSeconds === 0)
    return draftFailure(record.run.reason ?? "no host fits", facts);
  const answer = { kind: "accepted", run: record.run } as const;
  const draft = { guards, writes: [...writes, insertRun(record, null)], answer, record, others: [] };
  return isPlaced ? { ...draft, act: "order" } : draft;
}

function draftWait(record: RunRecord, slotGuard: Guard, slot: Slot): Draft {
  const { id, job } = record.run;
  return {
    guards: [slotGuard],
    writes: [insertRun(record, null), updateSlot(job, { ...slot, waiting: [...slot.waiting, id] })],
    answer: { kind: "accepted", run: record.run },
    record,
    others: [],
  };
}

async function draftReplace(
  record: RunRecord,
  slotGuard: Guard,
  admission: Extract<Admission, { kind: "replace" }>,
  store: Store,
  now: EpochMs,
): Promise<Drafting> {
  const { id, job } = record.run;
  const stop = { principal: "concurrency: replace", reason: `run ${id} replaces it`, at: now };
  const changes: { readonly before: StoredRun; readonly after: RunRecord; readonly act?: Act }[] = [];
  for (const open of [admission.slot.holder, ...admission.superseded]) {
    const row = await store.get("runs", open);
    const before = row === undefined ? undefined : decodeRun(row);
    const step = before === undefined ? undefined : askToStop(before.record, stop);
    if (before === undefined || step === undefined) return { kind: "moved" };
    if (open === admission.slot.holder && isOver(step.record)) return { kind: "stop-first", run: open };
    changes.push({ before, after: step.record, ...(step.act === undefined ? {} : { act: step.act }) });
  }
  const moved = changes.filter(({ before, after }) => before.record !== after);
  return {
    guards: [slotGuard, ...moved.map(({ before }) => runAtVersion(before))],
    writes: [
      insertRun(record, null),
      updateSlot(job, { holder: admission.slot.holder, waiting: [id] }),
      ...moved.map(({ after }) => updateRun(after, isOver(after) ? now : null)),
    ],
    answer: { kind: "accepted", run: record.run },
    record,
    others: changes.map(({ before, after, act }) => ({
      stored: { record: after, version: before.version + (after === before.record ? 0 : 1) },
      ...(act === undefined ? {} : { act }),
    })),
  };
}
