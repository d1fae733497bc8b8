import {
  type Answer,
  applyDelta,
  type ExecutionEvent,
  type ExecutionState,
  type Facts,
  step,
  type Turn,
  wholeDelta,
} from "@landbridge/asl";
import { type EpochMs, type ExecutionId, epochMs, isTerminal } from "@landbridge/model";
import type { Entry, EntryPart, Guard, Outcome, Row, Write } from "@landbridge/store";
import { engineError } from "./errors.ts";
import { engineLimits } from "./limits.ts";
import type { PinnedMachine } from "./machine-cache.ts";
import {
  type ExecutionRecord,
  encodeRecord,
  executionColumns,
  machineColumn,
  nameKeyOf,
} from "./rows/execution-row.ts";
import { encodeTurn, encodeWhole } from "./rows/journal-row.ts";

// An execution in memory: its mailbox, and its turns, one at a time.
//
// R1. All events that wait go into one turn.
// R2. Commit, then act: the delta is applied, answers are given and commands act after the commit.
// R3. Whatever goes wrong with a commit, this memory is not used again: its owner reads anew.

/** What a resident needs of the partition that holds it. */
export interface ResidentOwner {
  /** Of the partition. */
  readonly number: number;
  now(): EpochMs;
  factsFor(id: ExecutionId, machine: PinnedMachine): Facts;
  commit(entry: Pick<Entry, "guards" | "writes">): Promise<Outcome>;
  /** After a commit, in order: news first, then what is to be done about it. */
  turned(resident: Resident, turn: Turn): void;
  /** Its mailbox is empty, and no turn is under way. */
  rested(resident: Resident): void;
  /** A commit failed, or its outcome is unknown. */
  lost(error: unknown): void;
  /** Our own mistake in a turn: the execution stays as it was committed. */
  broken(resident: Resident, error: unknown): void;
}

interface Posted {
  readonly event: ExecutionEvent;
  readonly taken?: (answer: Answer) => void;
  readonly failed?: (error: unknown) => void;
}

export interface ResidentParts {
  readonly id: ExecutionId;
  readonly record: ExecutionRecord;
  readonly machine: PinnedMachine;
  readonly state: ExecutionState;
  /** Of its row; 0: there is none yet. */
  readonly version: number;
  readonly wakeAt: EpochMs | null;
  /** What its row says of that: 0 while a task is under way. */
  readonly storedWakeAt: EpochMs | null;
  /** What has been written since the last whole state. */
  readonly deltaRows: number;
  readonly deltaBytes: number;
  /** What somebody else commits in the entry that makes this execution. */
  readonly also?: EntryPart;
  /** The version of the row that has its name, where that is free again. */
  readonly freedName?: number;
  /** It is closed, and `record` says that it is redriven: its next turn writes that down. */
  readonly isReopened?: true;
}

export class Resident {
  readonly id: ExecutionId;
  readonly record: ExecutionRecord;
  readonly machine: PinnedMachine;
  readonly state: ExecutionState;
  /** When it wants to be stepped though nothing happens, as of its last turn. */
  wakeAt: EpochMs | null;
  isTaskUnderWay: boolean;
  readonly #owner: ResidentOwner;
  #also: EntryPart | undefined;
  readonly #freedName: number | undefined;
  #isRecordChanged: boolean;
  #version: number;
  #storedWakeAt: EpochMs | null;
  #deltaRows: number;
  #deltaBytes: number;
  #mailbox: Posted[] = [];
  #isTurning = false;
  #isWoken = false;
  #isDead = false;

  constructor(owner: ResidentOwner, parts: ResidentParts) {
    this.#owner = owner;
    this.id = parts.id;
    this.record = parts.record;
    this.machine = parts.machine;
    this.state = parts.state;
    this.wakeAt = parts.wakeAt;
    this.isTaskUnderWay = parts.state.underWay.size > 0;
    this.#also = parts.also;
    this.#freedName = parts.freedName;
    this.#isRecordChanged = parts.isReopened ?? false;
    this.#version = parts.version;
    this.#storedWakeAt = parts.storedWakeAt;
    this.#deltaRows = parts.deltaRows;
    this.#deltaBytes = parts.deltaBytes;
  }

  get version(): number {
    return this.#version;
  }

  get isBusy(): boolean {
    return this.#isTurning || this.#mailbox.length > 0 || this.#isWoken;
  }

  get isClosed(): boolean {
    return isTerminal(this.state.status);
  }

  /** Resolves after the commit of the turn that took the event, with whether it still counted. */
  ask(event: ExecutionEvent): Promise<Answer> {
    return new Promise((taken, failed) => {
      this.#post({ event, taken, failed });
    });
  }

  /** As `ask`, for whoever needs no answer: after a failure the task is delivered again. */
  tell(event: ExecutionEvent): void {
    this.#post({ event });
  }

  /** Time has passed. */
  wake(): void {
    if (this.#isDead) return;
    this.#isWoken = true;
    this.#goOn();
  }

  /** Its partition reads anew: whoever waits is told, and nothing of it is used again (R3). */
  kill(error: unknown): void {
    if (this.#isDead) return;
    this.#isDead = true;
    for (const posted of this.#mailbox.splice(0)) posted.failed?.(error);
  }

  #post(posted: Posted): void {
    if (this.#isDead) {
      posted.failed?.(
        engineError("EngineRecovering", `execution ${this.id} is being read again; try again.`),
      );
      return;
    }
    if (this.#mailbox.length >= engineLimits.mailboxMax) {
      posted.failed?.(
        engineError("ThrottlingException", `execution ${this.id} has too many events waiting.`),
      );
      return;
    }
    this.#mailbox.push(posted);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    void this.#takeTurns();
  }

  async #takeTurns(): Promise<void> {
    while (!this.#isDead && (this.#mailbox.length > 0 || this.#isWoken)) {
      const batch = this.#mailbox;
      this.#mailbox = [];
      this.#isWoken = false;
      await this.#takeTurn(batch);
    }
    this.#isTurning = false;
    if (!this.#isDead) this.#owner.rested(this);
  }

  async #takeTurn(batch: readonly Posted[]): Promise<void> {
    let turn: Turn;
    try {
      const events = batch.map((posted) => posted.event);
      const stepped = step(this.machine, this.state, events, this.#owner.factsFor(this.id, this.machine));
      turn = stepped instanceof Promise ? await stepped : stepped;
    } catch (error) {
      this.#owner.broken(this, error);
      failAll(batch, error);
      return;
    }
    if (this.#isDead) {
      failAll(batch, engineError("EngineRecovering", `execution ${this.id} is being read again; try again.`));
      return;
    }
    if (isEmpty(turn)) {
      answerAll(batch, turn.answers);
      return;
    }
    await this.#commitTurn(batch, turn);
  }

  async #commitTurn(batch: readonly Posted[], turn: Turn): Promise<void> {
    const journal = this.#encode(turn);
    const wakeAt = this.#wakeColumn(turn);
    let outcome: Outcome;
    try {
      const entry =
        this.#version === 0
          ? this.#firstEntry(turn, journal, wakeAt)
          : this.#nextEntry(turn, journal, wakeAt);
      outcome = await this.#owner.commit(entry);
    } catch (error) {
      // One of a memory that was dropped before says nothing about the memory that there is now.
      if (!this.#isDead) this.#owner.lost(error);
      failAll(batch, error);
      return;
    }
    if (!outcome.ok) {
      this.#reject(batch, outcome);
      return;
    }
    this.#version += 1;
    this.#also = undefined;
    this.#isRecordChanged = false;
    this.#storedWakeAt = wakeAt;
    applyDelta(this.state, turn.delta);
    this.wakeAt = turn.wakeAt;
    this.isTaskUnderWay = turn.isTaskUnderWay;
    answerAll(batch, turn.answers);
    this.#owner.turned(this, turn);
  }

  /** A first entry is refused to its caller; a later one can only fail when somebody else wrote: memory is stale. */
  #reject(batch: readonly Posted[], outcome: Extract<Outcome, { readonly ok: false }>): void {
    const refusal = new Refusal(outcome.guard, outcome.holder);
    if (this.#version > 0 && !this.#isDead) this.#owner.lost(refusal);
    failAll(batch, refusal);
    this.kill(refusal);
  }

  #firstEntry(turn: Turn, journal: string, wakeAt: EpochMs | null): Pick<Entry, "guards" | "writes"> {
    const nameKey = nameKeyOf(this.record);
    const startedAt = this.state.execution.startedAt;
    const name = { table: "executionNames", key: nameKey } as const;
    const version = this.#freedName;
    const writes: Write[] = [
      version === undefined
        ? { kind: "insert", ...name, columns: {}, body: this.id }
        : { kind: "update", ...name, body: this.id },
      {
        kind: "insert",
        table: "executions",
        key: this.id,
        columns: executionColumns({
          partition: this.#owner.number,
          machine: machineColumn(this.record),
          status: turn.status,
          startedAt,
          stoppedAt: isTerminal(turn.status) ? this.#owner.now() : null,
          wakeAt,
          record: this.record,
        }),
        body: encodeRecord(this.id, this.record),
        journal,
      },
    ];
    const guards: Guard[] = [
      version === undefined ? { kind: "absent", ...name } : { kind: "version", ...name, version },
    ];
    const also = this.#also;
    return also === undefined
      ? { guards, writes }
      : { guards: [...guards, ...also.guards], writes: [...writes, ...also.writes] };
  }

  #nextEntry(turn: Turn, journal: string, wakeAt: EpochMs | null): Pick<Entry, "guards" | "writes"> {
    const columns = {
      ...(isTerminal(turn.status) && { status: turn.status, stoppedAt: this.#owner.now() }),
      ...(this.isClosed && !isTerminal(turn.status) && { status: turn.status, stoppedAt: null }),
      ...(wakeAt !== this.#storedWakeAt && { wakeAt }),
    };
    const body = this.#isRecordChanged ? { body: encodeRecord(this.id, this.record) } : {};
    return {
      guards: [{ kind: "version", table: "executions", key: this.id, version: this.#version }],
      writes: [{ kind: "update", table: "executions", key: this.id, columns, journal, ...body }],
    };
  }

  /** 0: wants attention at once after a restart. A closed child keeps that until its parent was told. */
  #wakeColumn(turn: Turn): EpochMs | null {
    const { parent, mapRun } = this.record;
    if (isTerminal(turn.status)) return parent === undefined && mapRun === undefined ? null : epochMs(0);
    return turn.isTaskUnderWay ? epochMs(0) : turn.wakeAt;
  }

  /** The delta; or, when the deltas since the last whole state outweigh it, the whole state. */
  #encode(turn: Turn): string {
    const { deltaBytesMax, deltaRowsMax } = engineLimits;
    if (this.#deltaRows >= deltaRowsMax || this.#deltaBytes >= deltaBytesMax) {
      const body = encodeWhole(turn.history, this.#wholeAfter(turn));
      if (this.#deltaRows >= deltaRowsMax || body.length < this.#deltaBytes) {
        this.#deltaRows = 0;
        this.#deltaBytes = 0;
        return body;
      }
    }
    const body = encodeTurn(turn.history, turn.delta);
    this.#deltaRows += 1;
    this.#deltaBytes += body.length;
    return body;
  }

  #wholeAfter(turn: Turn): ReturnType<typeof wholeDelta> {
    const after: ExecutionState = {
      ...this.state,
      frames: new Map(this.state.frames),
      due: new Map(this.state.due),
      underWay: new Set(this.state.underWay),
    };
    applyDelta(after, turn.delta);
    return wholeDelta(after);
  }
}

/** An entry was rejected by a guard: the row that stood in the way. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly guard: Guard;
  readonly holder: Row | undefined;

  constructor(guard: Guard, holder: Row | undefined) {
    super(`${guard.table} "${guard.key}" stood in the way`);
    this.guard = guard;
    this.holder = holder;
  }
}

/** Nothing was changed and nothing is to be done, so there is nothing to commit. */
function isEmpty(turn: Turn): boolean {
  return turn.history.length === 0 && turn.commands.length === 0 && turn.delta.frames === undefined;
}

function answerAll(batch: readonly Posted[], answers: readonly Answer[]): void {
  for (const [index, posted] of batch.entries()) posted.taken?.(answers[index] ?? "stale");
}

function failAll(batch: readonly Posted[], error: unknown): void {
  for (const posted of batch) posted.failed?.(error);
}
