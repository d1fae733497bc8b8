import { type Answer, countItems, type MapRunChanges, StatesFault } from "@landbridge/asl";
import { type Failure, type Json, pause } from "@landbridge/model";
import { isObjectError } from "@landbridge/objects";
import { engineError, isEngineError, isTrouble } from "../errors.ts";
import { Refusal } from "../memory/refusal.ts";
import { readExecutionRow } from "../rows/execution-row.ts";
import { afterChange, checkpointPart, type MapRunChange } from "./checkpoint.ts";
import { type ClosedChild, childId } from "./child.ts";
import { type Batch, ChildStarts } from "./child-starts.ts";
import { concludeRun } from "./conclude.ts";
import { mapRunLimits } from "./limits.ts";
import { type MapRunParts, payloadBytesMax } from "./map-run-parts.ts";
import { type NextStep, nextStep } from "./next-step.ts";
import { afterEnds, afterRedrives, afterStarts } from "./progress-after.ts";
import type { Progress, RedriveProgress, StoredMapRun } from "./record.ts";
import { redriveChild } from "./redrive-child.ts";
import { resultOf } from "./results.ts";
import { stopChildren } from "./stop-children.ts";
import { changedFacts } from "./update.ts";

// A map run in memory: starts its children, counts their ends, and tells its parent. The row is the truth.
//
// M1. Every child below the row's `next` is started. One at or past it may be, if a crash came between its
//     start and the checkpoint; starting it again finds it, because its name follows from its index.
// M2. A child's end is counted in the entry that marks the child as told, under both rows' versions: once.
// M3. A child is counted only when the row's `next` is past it, so that no number runs ahead of another. A run
//     that stops starts nothing any more, and counts whatever it finds.
// M4. The parent is told after the run's own end is committed, until it has committed that. Telling twice is
//     harmless: the second time its task is over.
// M5. When a commit fails this memory is not used again; whoever holds it reads anew.
// M6. A redrive goes through the children in their order. One that is over without success and was counted is
//     redriven; one that is not counted was redriven before a crash. As none at or past the redrive's `next` is
//     counted (M3), that tells them apart.

interface Update {
  readonly changes: MapRunChanges;
  readonly taken: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

export class MapRun {
  readonly #parts: MapRunParts;
  readonly #starts: ChildStarts;
  /** Where it is known before everything has been read. */
  readonly #itemsTotal: number | undefined;
  #stored: StoredMapRun;
  /** Children that are over and not counted yet, by index. */
  readonly #closed = new Map<number, ClosedChild>();
  readonly #updates: Update[] = [];
  #isHandedOver = false;
  #isCancelled = false;
  #isDead = false;
  #output: Json | undefined;
  #over: Promise<void> | undefined;
  #wake: () => void = () => {};

  constructor(stored: StoredMapRun, parts: MapRunParts) {
    const { source } = parts.plan;
    this.#stored = stored;
    this.#parts = parts;
    this.#starts = new ChildStarts(parts, stored);
    this.#itemsTotal = source.kind === "items" ? countItems(source.items) : undefined;
  }

  get stored(): StoredMapRun {
    return this.#stored;
  }

  /** A child of this run is over. May come twice, and before its start is known here. */
  childClosed(child: ClosedChild): void {
    this.#closed.set(child.index, child);
    this.#wake();
  }

  /** Nobody waits for it any longer. */
  cancel(): void {
    this.#isCancelled = true;
    this.#wake();
  }

  /** Its numbers change while it runs. Resolves after the commit. */
  update(changes: MapRunChanges): Promise<Answer> {
    if (this.#isDead || this.#stored.status !== "RUNNING") return Promise.resolve("stale");
    return new Promise((taken, failed) => {
      this.#updates.push({ changes, taken, failed });
      this.#wake();
    });
  }

  kill(): void {
    this.#isDead = true;
    const again = engineError(
      "EngineRecovering",
      `map run ${this.#stored.id} is being read again; try again.`,
    );
    for (const { failed } of this.#updates.splice(0)) failed(again);
    this.#wake();
    this.#starts.kill();
  }

  /** Works, once somebody asks. Resolves when nothing is left to do, or when this memory is not used any more. */
  get over(): Promise<void> {
    this.#over ??= this.#run();
    return this.#over;
  }

  async #run(): Promise<void> {
    while (!this.#isDead && !this.#stored.isClosed) {
      try {
        await this.#take(this.#next());
      } catch (error) {
        if (this.#isDead) return;
        if (!isTrouble(error)) throw error;
        // Our own trouble: if the memory is dropped for it, this loop ends; else it is over in a moment.
        await pause(this.#parts.options.clock, mapRunLimits.pauseMs);
      }
    }
  }

  #next(): NextStep {
    return nextStep({
      stored: this.#stored,
      hasUpdates: this.#updates.length > 0,
      isHandedOver: this.#isHandedOver,
      isCancelled: this.#isCancelled,
      hasEnds: this.#countable().length > 0,
      itemsTotal: this.#itemsTotal,
    });
  }

  #take(step: NextStep): Promise<void> {
    switch (step.kind) {
      case "tell-parent":
        return this.#tellParent();
      case "take-updates":
        return this.#takeUpdates();
      case "take-over":
        return this.#takeOver();
      case "begin-stop":
        return this.#beginStop(step.stop);
      case "count-ends":
        return this.#countEnds(this.#countable());
      case "stop-children":
        return this.#stopChildren();
      case "redrive-more":
        return this.#redriveMore(step.redrive, step.room);
      case "start-more":
        return this.#startMore(step.room);
      case "finish":
        return this.#finish();
      case "wait":
        return this.#news();
    }
  }

  async #takeUpdates(): Promise<void> {
    const updates = this.#updates.splice(0, mapRunLimits.updatesMax);
    const facts = updates.reduce((before, { changes }) => changedFacts(before, changes), this.#stored.facts);
    try {
      await this.#commit({ facts });
      for (const { taken } of updates) taken(this.#isDead ? "stale" : "taken");
    } catch (error) {
      for (const { failed } of updates) failed(error);
      throw error;
    }
  }

  /** From now on the parent need not ask for the run again; one that does not want it calls it off by that. */
  async #takeOver(): Promise<void> {
    const { execution, ref } = this.#stored.facts.parent;
    const answer = await this.#parts.partition.ask(execution, { kind: "MapRunTaken", ref });
    if (answer !== "taken") this.#isCancelled = true;
    this.#isHandedOver = true;
  }

  async #startMore(room: number): Promise<void> {
    let batch: Batch;
    try {
      batch = await this.#starts.read(this.#stored, Math.min(room, mapRunLimits.startsAtOnceMax));
    } catch (error) {
      return this.#beginStop({ kind: "failure", failure: failureFrom(error) });
    }
    await this.#starts.start(this.#stored, batch.units);
    await this.#commit({ progress: afterStarts(this.#stored.progress, batch.units, batch.isExhausted) });
  }

  /** M6. */
  async #redriveMore(redrive: RedriveProgress, room: number): Promise<void> {
    const { options, partition, state } = this.#parts;
    const at = this.#stored.facts.redriven?.at ?? options.clock.now();
    const count = Math.min(room, mapRunLimits.startsAtOnceMax, redrive.end - redrive.next);
    const fromStart = state.distributed?.executionType === "EXPRESS";
    const ids = Array.from({ length: count }, (_, i) => childId(this.#stored, redrive.next + i));
    const redriving = Promise.all(ids.map((id) => redriveChild(options, partition, id, at, fromStart)));
    const children = await redriving.catch((error: unknown) => {
      if (!isEngineError(error, "ThrottlingException")) throw error;
      return undefined;
    });
    if (this.#isDead) return;
    // Those of the batch that were redriven are known by their rows (M6); the others have their turn in a moment.
    if (children === undefined) return pause(options.clock, mapRunLimits.pauseMs);
    await this.#commit({ progress: afterRedrives(this.#stored.progress, redrive, children) });
  }

  #countable(): ClosedChild[] {
    const { next, stop, redrive } = this.#stored.progress;
    const below = redrive === undefined ? next : redrive.next;
    const countable: ClosedChild[] = [];
    for (const child of this.#closed.values()) {
      if (child.index < below || stop !== undefined) countable.push(child);
      if (countable.length >= mapRunLimits.settlementsMax) break;
    }
    return countable;
  }

  /** M2. */
  async #countEnds(children: readonly ClosedChild[]): Promise<void> {
    const isCommitted = await this.#commit(
      { progress: afterEnds(this.#stored.progress, children) },
      children,
    );
    if (isCommitted) for (const child of children) this.#closed.delete(child.index);
    else await this.#readAgain(children);
  }

  /** Some of them were counted before: the news of their ends came twice. */
  async #readAgain(children: readonly ClosedChild[]): Promise<void> {
    for (const child of children) {
      const row = await this.#parts.options.store.get("executions", child.id);
      const stored = row && readExecutionRow(row);
      if (stored === undefined || stored.wakeAt === null) this.#closed.delete(child.index);
      else this.#closed.set(child.index, { ...child, version: stored.version });
    }
  }

  async #beginStop(stop: NonNullable<Progress["stop"]>): Promise<void> {
    await this.#starts.stopReading();
    await this.#commit({ progress: { ...this.#stored.progress, stop } });
  }

  async #stopChildren(): Promise<void> {
    const isSomeLeft = await stopChildren(this.#parts, this.#stored);
    if (!isSomeLeft && this.#countable().length === 0) await this.#finish();
  }

  async #finish(): Promise<void> {
    const { status, progress, output } = await concludeRun(this.#parts, this.#stored);
    this.#output = output;
    await this.#commit({ status, progress });
  }

  /** M4. */
  async #tellParent(): Promise<void> {
    for (const { taken } of this.#updates.splice(0)) taken("stale");
    const { status, facts, progress } = this.#stored;
    const { execution, ref } = facts.parent;
    const { partition, options, plan } = this.#parts;
    if (status === "SUCCEEDED") {
      const bytesMax = payloadBytesMax(this.#parts);
      const output = this.#output ?? (await resultOf(options.store, this.#stored, plan, bytesMax));
      await partition.ask(execution, { kind: "MapRunSucceeded", ref, output });
    } else if (status === "FAILED" && progress.stop?.kind === "failure") {
      await partition.ask(execution, { kind: "MapRunFailed", ref, failure: progress.stop.failure });
    }
    await this.#commit({ isClosed: true });
  }

  /** `false`: a child was counted before. When somebody else wrote the run's row this memory is stale (M5). */
  async #commit(change: MapRunChange, counted: readonly ClosedChild[] = []): Promise<boolean> {
    if (this.#isDead) return false;
    const { partition, options } = this.#parts;
    const after = afterChange(this.#stored, change, options.clock.now());
    const part = checkpointPart(this.#stored, after, counted);
    const outcome = await partition.commit(part).catch((error: unknown) => {
      partition.lost(error);
      throw error;
    });
    if (!outcome.ok && outcome.guard.table === "executions") return false;
    if (!outcome.ok) throw new Refusal(outcome.guard, outcome.holder);
    this.#stored = after;
    return true;
  }

  /** Resolves when there may be something to do: asked in the moment in which there was nothing, it misses nothing. */
  #news(): Promise<void> {
    return new Promise((wake) => {
      this.#wake = wake;
    });
  }
}

function failureFrom(error: unknown): Failure {
  if (error instanceof StatesFault) return { error: error.error, cause: error.cause };
  if (isObjectError(error)) return { error: "States.ItemReaderFailed", cause: error.message };
  throw error;
}
