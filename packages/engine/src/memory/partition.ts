import {
  type Answer,
  type ExecutionEvent,
  type Facts,
  type TaskRef,
  type Turn,
  tasksUnderWay,
} from "@landbridge/asl";
import { DueQueue, type EpochMs, type ExecutionId, epochMs, isTerminal, pause } from "@landbridge/model";
import { type EntryPart, isStoreError, type Outcome } from "@landbridge/store";
import { breathe } from "../breathe.ts";
import type { MachineCache, PinnedMachine } from "../definitions/machine-cache.ts";
import { engineError, isEngineError } from "../errors.ts";
import { isRedriven, nextRedrive } from "../executions/redriven.ts";
import { engineLimits, recoveryBackoffMs } from "../limits.ts";
import { type EngineLog, type EngineOptions, silentLog } from "../options.ts";
import { readExecutionRow, type StoredExecution } from "../rows/execution-row.ts";
import type { TokenMaker } from "../tasks/tokens.ts";
import { Alarm } from "./alarm.ts";
import { Readiness } from "./readiness.ts";
import { executionsWantedBy, recoverExecution } from "./recover-execution.ts";
import { Resident, type ResidentOwner } from "./resident.ts";
import type { ResidentParts } from "./resident-parts.ts";
import type { TurnActions } from "./turn-actions.ts";

// The memory of a partition: the executions that want something soon. The store is the truth.
//
// P1. At most one resident per execution, in at most one generation of memory.
// P2. When a commit fails in any way, the whole memory is dropped and read again (protocol 1).
// P3. An execution whose row says `wakeAt` within the horizon is resident; others stay in the store.

type RedriveEvent = Extract<ExecutionEvent, { readonly kind: "Redrive" }>;

export class Partition implements ResidentOwner {
  readonly #options: EngineOptions;
  readonly #machines: MachineCache;
  readonly #tokens: TokenMaker;
  readonly #actions: TurnActions;
  readonly #log: EngineLog;
  #residents = new Map<ExecutionId, Resident>();
  /** While a scan is under way: a page that was read before shows them as they were, so they are read again. */
  readonly #leftMeanwhile = new Set<ExecutionId>();
  #scansUnderWay = 0;
  #loading = new Map<ExecutionId, Promise<Resident | undefined>>();
  readonly #wakes = new DueQueue<ExecutionId>();
  readonly #alarm: Alarm;
  readonly #readiness = new Readiness();
  #scanDue: EpochMs = epochMs(0);
  #generation = 0;
  #waitingTurns = 0;

  constructor(options: EngineOptions, machines: MachineCache, tokens: TokenMaker, actions: TurnActions) {
    this.#options = options;
    this.#machines = machines;
    this.#tokens = tokens;
    this.#actions = actions;
    this.#log = options.log ?? silentLog;
    this.#alarm = new Alarm(options.clock, () => this.#tickByItself());
  }

  get number(): number {
    return this.#options.partition;
  }

  get residentCount(): number {
    return this.#residents.size;
  }

  get waitingTurns(): number {
    return this.#waitingTurns;
  }

  /** Whether it can take work: not stopped, not fenced, and its memory is whole. */
  get isReady(): boolean {
    return this.#readiness.isReady;
  }

  /** Resolves when another node has taken it over, or the store closed itself. */
  get fenced(): Promise<unknown> {
    return this.#readiness.fenced;
  }

  /** A new execution, in memory only until its first turn is committed. */
  admit(parts: ResidentParts): Resident {
    this.assertReady();
    this.#assertRoom();
    const resident = new Resident(this, parts);
    this.#residents.set(resident.id, resident);
    return resident;
  }

  /** An admitted execution was refused by the store. */
  withdraw(resident: Resident): void {
    if (this.#residents.get(resident.id) === resident) this.#leave(resident.id);
  }

  /** `stale` too where the execution is closed; `undefined` where there is none. */
  async ask(id: ExecutionId, event: ExecutionEvent): Promise<Answer | undefined> {
    this.assertReady();
    if (event.kind === "Redrive") return this.#redrive(id, event);
    if (event.kind === "UpdateMapRun") return this.#actions.updateMapRun(event.mapRun, event.changes);
    const resident = await this.#resident(id);
    if (resident === undefined) return (await this.#options.store.get("executions", id)) && "stale";
    return resident.ask(event);
  }

  /** A closed execution comes into memory again. `stale`: it is open, or somebody redrives it just now. */
  async #redrive(id: ExecutionId, event: RedriveEvent): Promise<Answer | undefined> {
    this.#assertRoom();
    await this.#loading.get(id);
    const row = await this.#options.store.get("executions", id);
    if (row === undefined) return undefined;
    const stored = readExecutionRow(row);
    if (isRedriven(stored.record, event.token, this.now())) return "taken";
    if (!isTerminal(stored.status) || this.#residents.has(id) || this.#loading.has(id)) return "stale";
    const record = { ...stored.record, redriven: nextRedrive(stored.record, this.now(), event.token) };
    const generation = this.#generation;
    const resident = await this.#remember(id, this.#replay({ ...stored, record }));
    if (resident === undefined || generation !== this.#generation) {
      throw engineError("EngineRecovering", "the store failed a moment ago; try again.");
    }
    // It wants nothing yet, so a scan may have left it to the store meanwhile.
    this.#residents.set(id, resident);
    try {
      return await resident.ask(event);
    } catch (error) {
      this.withdraw(resident);
      throw error;
    }
  }

  /** Whether the execution is in memory, and this task of it still wants its first answer. */
  isUnderWay(id: ExecutionId, { frame, task }: TaskRef): boolean {
    const state = this.#residents.get(id)?.state;
    return state?.underWay.has(frame) === true && state.frames.get(frame)?.task?.task === task;
  }

  tell(id: ExecutionId, event: ExecutionEvent): void {
    const resident = this.#residents.get(id);
    if (resident !== undefined) {
      resident.tell(event);
      return;
    }
    if (this.#readiness.isOver) return;
    // After a failure to load, the memory is read again and the task delivered again.
    this.#resident(id).then(
      (loaded) => loaded?.tell(event),
      (error: unknown) => this.lost(error),
    );
  }

  #assertRoom(): void {
    if (
      this.#residents.size >= engineLimits.residentExecutionsMax ||
      this.#waitingTurns >= engineLimits.waitingTurnsMax
    ) {
      throw engineError("ThrottlingException", "too many executions are under way; try again later.");
    }
  }

  assertReady(): void {
    this.#readiness.assertReady();
  }

  /** Reads what is open and wants something soon, and goes on with it. */
  async recover(): Promise<void> {
    this.#dropMemory(engineError("EngineRecovering", "the memory is read again; try again."));
    const generation = this.#generation;
    await this.#scan(generation);
    await this.#actions.recovered();
  }

  /** One step of the loop: whatever is due by now goes on; now and then, what comes due soon is read. */
  async tick(): Promise<void> {
    // Whoever was taken over reads nothing any more: it would deliver tasks that are another's, and spin on them.
    if (this.#readiness.isOver) return;
    const now = this.now();
    for (let due = this.#wakes.takeDue(now); due !== undefined; due = this.#wakes.takeDue(now)) {
      const resident = this.#residents.get(due.item);
      if (resident?.wakeAt != null && resident.wakeAt <= now) resident.wake();
    }
    // Due, or further ahead than it is ever set: the clock was set back, and the scan would wait until it is there again.
    const isScanDue = now >= this.#scanDue || this.#scanDue - now > engineLimits.residentHorizonMs;
    if (!this.#readiness.isRecovering && isScanDue) await this.#scan(this.#generation);
  }

  /** Ticks by itself, whenever something is due. */
  run(): void {
    this.#arm();
  }

  /** Takes no more work; turns under way are committed or not, as in a crash. */
  stop(): void {
    this.#readiness.stop();
    this.#alarm.stop();
    this.#dropMemory(engineError("EngineStopped", "it takes no more work."));
  }

  now(): EpochMs {
    return this.#options.clock.now();
  }

  factsFor(id: ExecutionId, machine: PinnedMachine): Facts {
    return {
      now: this.now(),
      seed: this.#options.random.seed(),
      tokenOf: (ref: TaskRef) => this.#tokens.make(id, ref),
      limits: this.#options.limits ?? machine.limits,
      breathe,
    };
  }

  async commit(entry: EntryPart): Promise<Outcome> {
    const { store, partition, epoch } = this.#options;
    this.#waitingTurns += 1;
    try {
      const [outcome] = await store.commit([{ partition, epoch: epoch(), ...entry }]);
      if (outcome === undefined) throw engineError("JournalUnreadable", "the store gave no outcome.");
      return outcome;
    } finally {
      this.#waitingTurns -= 1;
    }
  }

  turned(resident: Resident, turn: Turn): void {
    // A commit that was under way when the memory was dropped is in the store; recovery acts on it.
    if (this.#residents.get(resident.id) !== resident) return;
    const { id, record } = resident;
    this.#actions.news({
      id,
      arn: record.arn,
      machineName: record.machineName,
      name: record.name,
      history: turn.history,
    });
    for (const command of turn.commands) this.#actions.act(resident, command);
    if (isTerminal(turn.status)) {
      this.#leave(id);
      this.#actions.closed(resident);
      return;
    }
  }

  rested(resident: Resident): void {
    if (this.#residents.get(resident.id) === resident) this.#keepOrLeave(resident);
  }

  /**
   * Drops the memory and reads it again, with growing pauses, until the store answers (P2); once more from the
   * beginning when it is being read already, as what was read before this failure may be stale too.
   */
  lost(error: unknown): void {
    if (this.#readiness.isOver) return;
    // Somebody who was told to come again: no failure of the store. What they brought comes with the next scan,
    // and a memory that was just read must not be dropped for it, or it would be read for ever.
    if (isEngineError(error, "EngineRecovering")) return;
    this.#log.error("a commit failed; the partition's memory is read again", { error });
    if (isStoreError(error, "FENCED") || isStoreError(error, "STORE_CLOSED")) {
      this.#readiness.fence(error);
      this.#dropMemory(engineError("EngineStopped", "another node holds this partition now."));
      return;
    }
    this.#dropMemory(engineError("EngineRecovering", "the store failed a moment ago; try again."));
    this.#recoverAfter(recoveryBackoffMs.first);
  }

  broken(resident: Resident, error: unknown): void {
    const { id, record } = resident;
    this.#log.error("an execution is left as it was committed: our own mistake in a turn", {
      execution: id,
      machine: record.machineName,
      error,
    });
    if (this.#residents.get(id) === resident) this.#leave(id);
    resident.kill(error);
  }

  #recoverAfter(pauseMs: number): void {
    this.#readiness.recovering();
    void this.#recoverUntilDone(this.#generation, pauseMs);
  }

  async #recoverUntilDone(generation: number, pauseMs: number): Promise<void> {
    await pause(this.#options.clock, pauseMs);
    if (this.#readiness.isStopped || generation !== this.#generation) return;
    try {
      await this.#scan(generation);
      if (generation !== this.#generation) return;
      this.#readiness.recovered();
      await this.#actions.recovered();
      this.#arm();
    } catch (error) {
      if (this.#readiness.isStopped || generation !== this.#generation) return;
      this.#log.warn("the store still fails; trying again", { error, pauseMs });
      this.#dropMemory(engineError("EngineRecovering", "the store failed a moment ago; try again."));
      this.#recoverAfter(Math.min(pauseMs * 2, recoveryBackoffMs.most));
    }
  }

  #dropMemory(reason: Error): void {
    this.#generation += 1;
    const dropped = this.#residents;
    this.#residents = new Map();
    this.#loading = new Map();
    this.#wakes.clear();
    for (const resident of dropped.values()) resident.kill(reason);
    this.#actions.dropped();
  }

  /** Makes every execution resident that wants something within the horizon (P3). */
  async #scan(generation: number): Promise<void> {
    const now = this.now();
    const atMost = now + engineLimits.residentHorizonMs;
    this.#scanDue = epochMs(now + engineLimits.residentHorizonMs / 2);
    const { store, partition } = this.#options;
    this.#scansUnderWay += 1;
    try {
      for await (const page of executionsWantedBy(store, partition, atMost)) {
        for (const stored of page) {
          if (generation !== this.#generation) return;
          await this.#comeAcross(stored);
        }
      }
    } finally {
      this.#scansUnderWay -= 1;
      if (this.#scansUnderWay === 0) this.#leftMeanwhile.clear();
    }
    this.#arm();
  }

  #leave(id: ExecutionId): void {
    this.#residents.delete(id);
    if (this.#scansUnderWay > 0) this.#leftMeanwhile.add(id);
  }

  async #comeAcross(stored: StoredExecution): Promise<void> {
    const known = this.#residents.get(stored.id);
    // One that stayed for its task's sake alone may by now want something soon: a timeout, say.
    if (known !== undefined) return this.#keepOrLeave(known);
    if (isTerminal(stored.status)) return this.#actions.closedBefore(stored);
    const isOld = this.#leftMeanwhile.has(stored.id);
    const resident = await (isOld ? this.#load(stored.id) : this.#loadStored(stored));
    if (resident !== undefined) this.rested(resident);
  }

  /** The one resident of an open execution (P1); what was read may have been left again before it is used. */
  async #resident(id: ExecutionId): Promise<Resident | undefined> {
    for (;;) {
      const generation = this.#generation;
      const resident = this.#residents.get(id) ?? (await this.#load(id));
      if (resident === undefined && generation !== this.#generation) {
        // What was read for a memory that was dropped meanwhile says nothing: the execution may well be open.
        throw engineError("EngineRecovering", "the store failed a moment ago; try again.");
      }
      if (resident === undefined || this.#residents.get(id) === resident) return resident;
      this.assertReady();
    }
  }

  /** `undefined`: there is no such execution, or it is closed. */
  #load(id: ExecutionId): Promise<Resident | undefined> {
    const known = this.#loading.get(id);
    if (known !== undefined) return known;
    const generation = this.#generation;
    const loading = this.#options.store.get("executions", id).then(async (row) => {
      if (row === undefined || generation !== this.#generation) return undefined;
      const stored = readExecutionRow(row);
      return isTerminal(stored.status) ? undefined : this.#replay(stored);
    });
    return this.#remember(id, loading);
  }

  #loadStored(stored: StoredExecution): Promise<Resident | undefined> {
    return this.#loading.get(stored.id) ?? this.#remember(stored.id, this.#replay(stored));
  }

  #remember(id: ExecutionId, loading: Promise<Resident | undefined>): Promise<Resident | undefined> {
    const owner = this.#loading;
    const done = loading.finally(() => owner.delete(id));
    owner.set(id, done);
    return done;
  }

  async #replay(stored: StoredExecution): Promise<Resident | undefined> {
    const generation = this.#generation;
    const parts = await recoverExecution(this.#options.store, this.#machines, stored);
    if (generation !== this.#generation) return undefined;
    const resident = new Resident(this, parts);
    this.#residents.set(resident.id, resident);
    for (const command of tasksUnderWay(parts.machine, parts.state)) this.#actions.act(resident, command);
    return resident;
  }

  /** What waits for nothing soon is left to the store. */
  #keepOrLeave(resident: Resident): void {
    const { wakeAt } = resident;
    const isSoon = wakeAt !== null && wakeAt <= this.now() + engineLimits.residentHorizonMs;
    if (isSoon) {
      this.#wakes.add(wakeAt, resident.id);
      this.#arm();
      return;
    }
    if (resident.isTaskUnderWay || resident.isBusy) return;
    this.#leave(resident.id);
  }

  #arm(): void {
    if (this.#readiness.isOver) return;
    // A tick does not scan while recovery reads by itself, so a scan that is due then would be due for ever.
    const scanDue = !this.#readiness.isRecovering ? this.#scanDue : Number.POSITIVE_INFINITY;
    this.#alarm.set(Math.min(this.#wakes.earliest?.at ?? Number.POSITIVE_INFINITY, scanDue));
  }

  #tickByItself(): void {
    this.tick().then(
      () => this.#arm(),
      (error: unknown) => this.lost(error),
    );
  }
}
