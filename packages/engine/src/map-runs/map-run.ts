import {
  type Answer,
  countItems,
  type MapRunChanges,
  type MapRunPlan,
  type MapState,
  StatesFault,
} from "@landbridge/asl";
import {
  assert,
  type ExecutionStatus,
  epochMs,
  type Failure,
  type Json,
  LandbridgeError,
} from "@landbridge/model";
import { isObjectError, type ObjectStore } from "@landbridge/objects";
import type { Guard, Write } from "@landbridge/store";
import { engineError, isTrouble } from "../errors.ts";
import type { PinnedMachine } from "../machine-cache.ts";
import type { EngineOptions } from "../options.ts";
import type { Partition } from "../partition.ts";
import { Refusal } from "../resident.ts";
import { readExecutionRow } from "../rows/execution-row.ts";
import { type ClosedChild, childId, childParts } from "./child.ts";
import { mapRunLimits } from "./limits.ts";
import { NeverStarted } from "./never-started.ts";
import {
  encodeMapRun,
  endedIn,
  type MapRunFacts,
  type Progress,
  type RedriveProgress,
  type StoredMapRun,
  type Tally,
} from "./record.ts";
import { itemsIn, redriveChild } from "./redrive-child.ts";
import { resultOf, writeResults } from "./results.ts";
import { failureOf } from "./tolerance.ts";
import { type Unit, unitsOf } from "./units.ts";
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

export interface MapRunParts {
  readonly options: EngineOptions;
  readonly partition: Partition;
  readonly objects: ObjectStore | undefined;
  readonly plan: MapRunPlan;
  readonly state: MapState;
  /** The item processor as a machine of its own, and the revision that leads to it. */
  readonly machine: PinnedMachine;
  readonly revision: string;
  /** What was started before a crash may be there past the row's `next`. */
  readonly isRecovered: boolean;
}

interface Update {
  readonly changes: MapRunChanges;
  readonly taken: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

interface Written {
  readonly children?: readonly ClosedChild[];
  readonly status?: StoredMapRun["status"];
  readonly isClosed?: boolean;
  readonly facts?: MapRunFacts;
}

export class MapRun {
  readonly #parts: MapRunParts;
  #stored: StoredMapRun;
  #units: AsyncGenerator<Unit> | undefined;
  /** Children that are over and not counted yet, by index. */
  readonly #closed = new Map<number, ClosedChild>();
  /** Children below this index may be started already. */
  #doubtfulBelow: number;
  readonly #updates: Update[] = [];
  #isCancelled = false;
  #isDead = false;
  #wake: () => void = () => {};

  constructor(stored: StoredMapRun, parts: MapRunParts) {
    this.#stored = stored;
    this.#parts = parts;
    this.#doubtfulBelow = parts.isRecovered ? stored.progress.next + mapRunLimits.startsAtOnceMax : 0;
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
    // Closes what it reads from; a generator that is at work does so when it comes back.
    this.#units?.return(undefined).catch(() => {});
  }

  /** Works, once somebody asks. Resolves when nothing is left to do, or when this memory is not used any more. */
  get over(): Promise<void> {
    this.#over ??= this.#run();
    return this.#over;
  }

  #over: Promise<void> | undefined;

  async #run(): Promise<void> {
    while (!this.#isDead && !this.#stored.isClosed) {
      try {
        await this.#step();
      } catch (error) {
        if (this.#isDead) return;
        if (!isTrouble(error)) throw error;
        // Our own trouble: if the memory is dropped for it, this loop ends; else it is over in a moment.
        await this.#pause();
      }
    }
  }

  /** One thing that is to be done, or the wait for something to do. */
  async #step(): Promise<void> {
    if (this.#stored.status !== "RUNNING") {
      for (const { taken } of this.#updates.splice(0)) taken("stale");
      return this.#tellParent();
    }
    if (this.#updates.length > 0) return this.#takeUpdates();
    if (!this.#isHandedOver) return this.#takeOver();
    const { progress } = this.#stored;
    if (this.#isCancelled && progress.stop === undefined) return this.#beginStop({ kind: "cancelled" });
    const countable = this.#countable();
    if (countable.length > 0) return this.#count(countable);
    if (progress.stop !== undefined) {
      if (!(await this.#stopChildren()) && this.#countable().length === 0) await this.#finish();
      return;
    }
    const failure = failureOf(this.#stored.facts, progress, this.#itemsTotal());
    if (failure !== undefined) return this.#beginStop({ kind: "failure", failure });
    const { redrive } = progress;
    const pending = redrive?.pendingExecutions ?? 0;
    const running = progress.started - endedIn(progress.executions) - pending;
    if (redrive !== undefined) {
      if (running < this.#atOnce()) return this.#redriveMore(redrive, this.#atOnce() - running);
      return this.#news();
    }
    if (!progress.isExhausted && running < this.#atOnce()) return this.#startMore(this.#atOnce() - running);
    if (progress.isExhausted && running === 0) return this.#finish();
    await this.#news();
  }

  async #takeUpdates(): Promise<void> {
    const updates = this.#updates.splice(0, mapRunLimits.updatesMax);
    const facts = updates.reduce((before, { changes }) => changedFacts(before, changes), this.#stored.facts);
    try {
      await this.#commit(this.#stored.progress, { facts });
      for (const { taken } of updates) taken(this.#isDead ? "stale" : "taken");
    } catch (error) {
      for (const { failed } of updates) failed(error);
      throw error;
    }
  }

  #isHandedOver = false;

  /** From now on the parent need not ask for the run again; one that does not want it calls it off by that. */
  async #takeOver(): Promise<void> {
    const { execution, ref } = this.#stored.facts.parent;
    const answer = await this.#parts.partition.ask(execution, { kind: "MapRunTaken", ref });
    if (answer !== "taken") this.#isCancelled = true;
    this.#isHandedOver = true;
  }

  #itemsTotal(): number | undefined {
    const { source } = this.#parts.plan;
    return source.kind === "items" ? countItems(source.items) : undefined;
  }

  /** Of a child's input and of all results together: they are as any state's. */
  get #bytesMax(): number {
    const { options, machine } = this.#parts;
    return (options.limits ?? machine.limits).payloadBytesMax;
  }

  #atOnce(): number {
    const { maxConcurrency } = this.#stored.facts;
    const most = mapRunLimits.childrenAtOnceMax;
    return maxConcurrency === 0 ? most : Math.min(maxConcurrency, most);
  }

  async #startMore(room: number): Promise<void> {
    const wanted = Math.min(room, mapRunLimits.startsAtOnceMax);
    const { plan, state, objects } = this.#parts;
    this.#units ??= unitsOf(
      this.#stored,
      plan,
      state,
      { objects, bytesMax: this.#bytesMax },
      this.#stored.progress,
    );
    const units: Unit[] = [];
    let isExhausted = false;
    try {
      while (units.length < wanted && !this.#isDead) {
        const next = await this.#units.next();
        isExhausted = next.done === true;
        if (next.done === true) break;
        units.push(next.value);
      }
    } catch (error) {
      return this.#beginStop({ kind: "failure", failure: failureFrom(error) });
    }
    try {
      await Promise.all(units.map((unit) => this.#start(unit)));
    } catch (error) {
      await this.#beginAgain();
      throw error;
    }
    if (this.#isDead) return;
    const { progress } = this.#stored;
    const last = units.at(-1);
    await this.#commit({
      ...progress,
      isExhausted,
      next: progress.next + units.length,
      started: progress.started + units.length,
      startedItems: progress.startedItems + units.reduce((sum, unit) => sum + unit.items, 0),
      ...(last !== undefined && { itemsRead: last.itemsRead, position: last.position }),
    });
  }

  /** M6. */
  async #redriveMore(redrive: RedriveProgress, room: number): Promise<void> {
    const { options, partition, state } = this.#parts;
    const { facts, progress } = this.#stored;
    const at = facts.redriven?.at ?? options.clock.now();
    const count = Math.min(room, mapRunLimits.startsAtOnceMax, redrive.end - redrive.next);
    const fromStart = state.distributed?.executionType === "EXPRESS";
    const ids = Array.from({ length: count }, (_, i) => childId(this.#stored, redrive.next + i));
    const redriving = Promise.all(ids.map((id) => redriveChild(options, partition, id, at, fromStart)));
    const children = await redriving.catch((error: unknown) => {
      if (!isThrottled(error)) throw error;
      return undefined;
    });
    if (this.#isDead) return;
    // Those of the batch that were redriven are known by their rows (M6); the others have their turn in a moment.
    if (children === undefined) return this.#pause();
    const again = children.filter((child) => child.kind !== "succeeded");
    const lost = children.filter((child) => child.kind === "lost");
    const next = redrive.next + count;
    const { redrive: _, ...rest } = progress;
    const failed = { executions: lost.length, items: itemsIn(lost) };
    await this.#commit({
      ...rest,
      executions: counted(progress.executions, "FAILED", failed.executions),
      items: counted(progress.items, "FAILED", failed.items),
      ...(failed.executions > 0 && {
        notRedrivable: {
          executions: (progress.notRedrivable?.executions ?? 0) + failed.executions,
          items: (progress.notRedrivable?.items ?? 0) + failed.items,
        },
      }),
      ...(next < redrive.end && {
        redrive: {
          next,
          end: redrive.end,
          pendingExecutions: redrive.pendingExecutions - again.length,
          pendingItems: redrive.pendingItems - itemsIn(again),
        },
      }),
    });
  }

  /** Some of a batch may be started: from the checkpoint on all of it is read again, and looked up first (M1). */
  async #beginAgain(): Promise<void> {
    await this.#units?.return(undefined);
    this.#units = undefined;
    this.#doubtfulBelow = this.#stored.progress.next + mapRunLimits.startsAtOnceMax;
  }

  /** Resolves when the child is there, by this start or an earlier one (M1). */
  async #start(unit: Unit): Promise<void> {
    const { options, partition, machine, revision, state } = this.#parts;
    const isDoubtful = unit.index < this.#doubtfulBelow;
    if (
      isDoubtful &&
      (await options.store.get("executions", childId(this.#stored, unit.index))) !== undefined
    )
      return;
    while (!this.#isDead) {
      const kind = state.distributed?.executionType ?? "STANDARD";
      const now = options.clock.now();
      const parts = childParts(this.#stored, options.home, kind, revision, machine, unit, now);
      try {
        const resident = partition.admit(parts);
        await resident.ask({ kind: "Start" });
        return;
      } catch (error) {
        if (error instanceof Refusal)
          throw new LandbridgeError("MapRunBroken", error.message, { cause: error });
        if (!isThrottled(error)) throw error;
        await this.#pause();
      }
    }
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
  async #count(children: readonly ClosedChild[]): Promise<void> {
    const { progress } = this.#stored;
    let { executions, items, started, startedItems } = progress;
    for (const child of children) {
      executions = counted(executions, child.status, 1);
      items = counted(items, child.status, child.items);
      // Found only now: started before a crash, past the checkpoint (M3).
      if (child.index >= progress.next) {
        started += 1;
        startedItems += child.items;
      }
    }
    const isCommitted = await this.#commit(
      { ...progress, executions, items, started, startedItems },
      { children },
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
    // Nothing more is read; a file that nobody closes would be a fault of the process.
    await this.#units?.return(undefined);
    await this.#commit({ ...this.#stored.progress, stop });
  }

  /** `false`: none is left that runs. */
  async #stopChildren(): Promise<boolean> {
    const { store } = this.#parts.options;
    const { rows } = await store.list("executions", {
      where: { machine: machineColumnOf(this.#stored), status: "RUNNING" },
      orderBy: "startedAt",
      direction: "ascending",
      limit: mapRunLimits.stopsAtOnceMax,
    });
    await Promise.all(
      rows.map((row) => this.#parts.partition.ask(readExecutionRow(row).id, { kind: "Stop", failure: {} })),
    );
    return rows.length > 0;
  }

  async #finish(): Promise<void> {
    const { stop, executions } = this.#stored.progress;
    const { options, objects, plan } = this.#parts;
    let failure = stop?.kind === "failure" ? stop.failure : undefined;
    let resultsWritten = 0;
    const never = new NeverStarted(failure === undefined ? undefined : this.#unitsLeft());
    if (stop?.kind !== "cancelled") {
      try {
        await writeResults(options.store, objects, this.#stored, plan, never.units);
        await never.countRest();
        if (failure === undefined)
          this.#output = await resultOf(options.store, this.#stored, plan, this.#bytesMax);
        resultsWritten = plan.writer?.place === undefined ? executions.succeeded : endedIn(executions);
      } catch (error) {
        if (!(error instanceof StatesFault)) throw error;
        failure ??= { error: error.error, cause: error.cause };
      }
    }
    const status = stop?.kind === "cancelled" ? "ABORTED" : failure === undefined ? "SUCCEEDED" : "FAILED";
    const ended = failure === undefined ? stop : { kind: "failure" as const, failure };
    const progress = {
      ...this.#stored.progress,
      resultsWritten,
      ...(never.counts.executions > 0 && { pending: never.counts }),
      ...(ended !== undefined && { stop: ended }),
    };
    await this.#commit(progress, { status });
  }

  /** What the run would have gone on with; undefined where nobody asks for it, or it cannot be read. */
  #unitsLeft(): AsyncGenerator<Unit> | undefined {
    const { plan, state, objects } = this.#parts;
    const { progress } = this.#stored;
    const isAsked = plan.writer?.place !== undefined || plan.source.kind === "items";
    if (progress.isExhausted || !isAsked) return undefined;
    return unitsOf(this.#stored, plan, state, { objects, bytesMax: this.#bytesMax }, progress);
  }

  #output: Json | undefined;

  /** M4. */
  async #tellParent(): Promise<void> {
    const { status, facts, progress } = this.#stored;
    const { execution, ref } = facts.parent;
    const { partition, options, plan } = this.#parts;
    if (status === "SUCCEEDED") {
      const output = this.#output ?? (await resultOf(options.store, this.#stored, plan, this.#bytesMax));
      await partition.ask(execution, { kind: "MapRunSucceeded", ref, output });
    } else if (status === "FAILED" && progress.stop?.kind === "failure") {
      await partition.ask(execution, { kind: "MapRunFailed", ref, failure: progress.stop.failure });
    }
    await this.#commit(progress, { status, isClosed: true });
  }

  /** `false`: a child was counted before. When somebody else wrote the run's row this memory is stale (M5). */
  async #commit(progress: Progress, written: Written = {}): Promise<boolean> {
    if (this.#isDead) return false;
    const { id, version, startedAt } = this.#stored;
    const { children = [], status = this.#stored.status, isClosed = false } = written;
    const { facts = this.#stored.facts } = written;
    const stoppedAt =
      this.#stored.stoppedAt ?? (status === "RUNNING" ? null : this.#parts.options.clock.now());
    const guards: Guard[] = [{ kind: "version", table: "mapRuns", key: id, version }];
    const columns = { status, stoppedAt, openSince: isClosed ? null : startedAt };
    const writes: Write[] = [
      { kind: "update", table: "mapRuns", key: id, columns, body: encodeMapRun(facts, progress) },
    ];
    for (const child of children) {
      guards.push({ kind: "version", table: "executions", key: child.id, version: child.version });
      writes.push({ kind: "update", table: "executions", key: child.id, columns: { wakeAt: null } });
    }
    const outcome = await this.#parts.partition.commit({ guards, writes }).catch((error: unknown) => {
      this.#parts.partition.lost(error);
      throw error;
    });
    if (!outcome.ok && outcome.guard.table === "executions") return false;
    if (!outcome.ok) throw new Refusal(outcome.guard, outcome.holder);
    this.#stored = { ...this.#stored, version: version + 1, facts, progress, status, stoppedAt, isClosed };
    return true;
  }

  #news(): Promise<void> {
    if (
      this.#isDead ||
      this.#updates.length > 0 ||
      this.#isCancelled !== (this.#stored.progress.stop !== undefined) ||
      this.#countable().length > 0
    ) {
      return Promise.resolve();
    }
    return new Promise((wake) => {
      this.#wake = wake;
    });
  }

  #pause(): Promise<void> {
    const { clock } = this.#parts.options;
    return new Promise((wake) => {
      clock.setTimer(epochMs(clock.now() + mapRunLimits.pauseMs), wake);
    });
  }
}

/** What the children's rows have in the column `machine`: the run's own name, so that they can be listed. */
function machineColumnOf({ facts }: Pick<StoredMapRun, "facts">): string {
  return facts.arn.slice(facts.arn.indexOf(":mapRun:") + ":mapRun:".length);
}

function counted(tally: Tally, status: ExecutionStatus, by: number): Tally {
  switch (status) {
    case "SUCCEEDED":
      return { ...tally, succeeded: tally.succeeded + by };
    case "FAILED":
      return { ...tally, failed: tally.failed + by };
    case "TIMED_OUT":
      return { ...tally, timedOut: tally.timedOut + by };
    case "ABORTED":
      return { ...tally, aborted: tally.aborted + by };
    case "RUNNING":
      assert(false, "a child that is over does not run");
  }
}

function failureFrom(error: unknown): Failure {
  if (error instanceof StatesFault) return { error: error.error, cause: error.cause };
  if (isObjectError(error)) return { error: "States.ItemReaderFailed", cause: error.message };
  throw error;
}

function isThrottled(error: unknown): boolean {
  return error instanceof LandbridgeError && error.code === "ThrottlingException";
}
