import {
  type Answer,
  applyDelta,
  type ExecutionEvent,
  type ExecutionState,
  type Facts,
  step,
  type Turn,
} from "@landbridge/asl";
import { type EpochMs, type ExecutionId, isTerminal } from "@landbridge/model";
import type { EntryPart, Outcome } from "@landbridge/store";
import type { PinnedMachine } from "../definitions/machine-cache.ts";
import { engineError } from "../errors.ts";
import { engineLimits } from "../limits.ts";
import type { ExecutionRecord } from "../rows/execution-row.ts";
import { JournalWriter } from "./journal-writer.ts";
import { Refusal } from "./refusal.ts";
import type { ResidentParts } from "./resident-parts.ts";
import { firstEntry, nextEntry, wakeColumn } from "./turn-entry.ts";

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
  commit(entry: EntryPart): Promise<Outcome>;
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
  readonly #journal: JournalWriter;
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
    this.#version = parts.written.version;
    this.#storedWakeAt = parts.written.wakeAt;
    this.#journal = new JournalWriter(parts.written.sinceWhole);
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
    const wakeAt = wakeColumn(this.record, turn);
    let outcome: Outcome;
    try {
      outcome = await this.#owner.commit(this.#entryOf(turn, wakeAt));
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

  #entryOf(turn: Turn, wakeAt: EpochMs | null): EntryPart {
    const { id, record, state } = this;
    const now = this.#owner.now();
    const journal = this.#journal.encode(state, turn);
    if (this.#version === 0) {
      const { startedAt } = state.execution;
      const [partition, freedName, also] = [this.#owner.number, this.#freedName, this.#also];
      return firstEntry({ id, record, turn, journal, wakeAt, now, partition, startedAt, freedName, also });
    }
    return nextEntry({
      id,
      record,
      turn,
      journal,
      wakeAt,
      now,
      version: this.#version,
      storedWakeAt: this.#storedWakeAt,
      isClosed: this.isClosed,
      isRecordChanged: this.#isRecordChanged,
    });
  }

  /** A first entry is refused to its caller; a later one can only fail when somebody else wrote: memory is stale. */
  #reject(batch: readonly Posted[], outcome: Extract<Outcome, { readonly ok: false }>): void {
    const refusal = new Refusal(outcome.guard, outcome.holder);
    if (this.#version > 0 && !this.#isDead) this.#owner.lost(refusal);
    failAll(batch, refusal);
    this.kill(refusal);
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
