import {
  assert,
  type EpochMs,
  type ExecutionStatus,
  type Failure,
  type HistoryEvent,
  type HistoryEventDetails,
  type HistoryEventType,
  type Json,
  type RandomStream,
  randomStream,
} from "@landbridge/model";
import { Pace } from "../data/pace.ts";
import type { Block, Machine, State } from "../definition/machine.ts";
import type { Command, Delta, ExecutionState, Facts, Frame } from "./contract.ts";
import { type NewThread, newFrame } from "./new-frame.ts";
import { PayloadTexts } from "./payload-texts.ts";
import { type Survey, surveyFrames } from "./survey.ts";
import { type OwnFrame, TouchedFrames } from "./touched-frames.ts";

/** What expressions count for in a turn's budget: so many units of work (data/pace.ts) are one state. */
const UNITS_PER_STATE = 30;

/**
 * A turn while it is being made: the state as it was, with what has changed laid over it. Nothing of
 * `base` is changed, so a turn that is thrown away leaves no trace (T2).
 */
export class Draft {
  readonly machine: Machine;
  readonly base: ExecutionState;
  readonly facts: Facts;
  readonly texts: PayloadTexts;
  readonly history: HistoryEvent[] = [];
  readonly commands: Command[] = [];
  /** Threads that can go on in this turn, in the order in which they became able to. */
  readonly runnable: number[] = [];
  /** Threads that have reached their end, and that their parents have not been told of. */
  readonly threadsOver: ThreadOver[] = [];
  /** Of the turn's budget: states entered, and more for large payloads; what expressions cost is counted apart. */
  work = 0;
  /** The thread that is being run: it goes on by itself. */
  running = 0;

  /** Those that this turn touched: copies of its own, changed in place; null once dropped. */
  readonly #frames = new TouchedFrames();
  #cancelled: Set<number> | undefined;
  #lastEventId: number;
  #lastFrameId: number;
  #lastTaskId: number;
  #status: ExecutionStatus;
  #output: Json | undefined;
  #failure: Failure | undefined;
  #redriveCount: number;
  #redrivenAt: EpochMs | null;
  #random: RandomStream | undefined;
  #pace: Pace | undefined;
  /** Those asked for last. */
  #block: Block | undefined;
  #state: State | undefined;

  constructor(machine: Machine, base: ExecutionState, facts: Facts) {
    this.machine = machine;
    this.base = base;
    this.facts = facts;
    this.texts = new PayloadTexts(base.texts, facts.limits.payloadBytesMax);
    this.#lastEventId = base.lastEventId;
    this.#lastFrameId = base.lastFrameId;
    this.#lastTaskId = base.lastTaskId;
    this.#status = base.status;
    this.#redriveCount = base.redriveCount;
    this.#redrivenAt = base.redrivenAt;
  }

  get isRunning(): boolean {
    return this.#status === "RUNNING";
  }

  get status(): ExecutionStatus {
    return this.#status;
  }

  /** Only a last event has room in it. */
  get isHistoryFull(): boolean {
    return this.#lastEventId >= this.facts.limits.historyEventsMax;
  }

  get lastEventId(): number {
    return this.#lastEventId;
  }

  get redriveCount(): number {
    return this.#redriveCount;
  }

  /** Null: it never was. */
  get redrivenAt(): EpochMs | null {
    return this.#redrivenAt;
  }

  get random(): RandomStream {
    this.#random ??= randomStream(this.facts.seed);
    return this.#random;
  }

  /** Of all expressions of the turn. */
  get pace(): Pace {
    this.#pace ??= new Pace(this.facts.breathe);
    return this.#pace;
  }

  /** What to wait for before the next state is entered, where expressions have cost much. */
  breath(): Promise<void> | undefined {
    return this.#pace?.breath();
  }

  /** No more states are entered in this turn. */
  get isBudgetUsedUp(): boolean {
    const work = this.#pace === undefined ? this.work : this.work + this.#pace.spent / UNITS_PER_STATE;
    return work >= this.facts.limits.statesPerTurnMax;
  }

  findFrame(id: number): Frame | undefined {
    const changed = this.#frames.get(id);
    if (changed !== undefined) return changed ?? undefined;
    return this.base.frames.get(id);
  }

  frame(id: number): Frame {
    const frame = this.findFrame(id);
    if (frame === undefined) assert(false, `frame ${id} exists`);
    return frame;
  }

  /** Those of the frames as they stand for which it holds, oldest first. */
  framesWhere(holds: (frame: Frame) => boolean): Frame[] {
    const found: Frame[] = [];
    for (const [id, before] of this.base.frames) {
      const changed = this.#frames.get(id);
      const frame = changed === undefined ? before : changed;
      if (frame !== null && holds(frame)) found.push(frame);
    }
    this.#frames.forEach((frame, id) => {
      if (frame !== null && !this.base.frames.has(id) && holds(frame)) found.push(frame);
    });
    return found;
  }

  /** The frame with the changes made: the same object throughout the turn, whoever holds it. */
  update(id: number, changes: Partial<Frame>): Frame {
    return Object.assign(this.own(id), changes);
  }

  /** The same, for whoever sets its members one by one: every state comes by there. */
  own(id: number): OwnFrame {
    const known = this.#frames.get(id);
    if (known !== undefined && known !== null) return known;
    const own: OwnFrame = { ...this.frame(id) };
    this.#frames.set(id, own);
    return own;
  }

  /** A thread at the threshold of `state`. */
  create(thread: NewThread): Frame {
    this.#lastFrameId += 1;
    return this.#begin(this.#lastFrameId, thread);
  }

  /** A thread that begins anew. */
  recreate(id: number, thread: NewThread): Frame {
    return this.#begin(id, thread);
  }

  #begin(id: number, thread: NewThread): Frame {
    const frame = newFrame(id, thread);
    this.#frames.set(frame.id, frame);
    this.runnable.push(frame.id);
    return frame;
  }

  drop(id: number): void {
    this.#frames.set(id, null);
  }

  /** It is broken off: nothing more comes of it in this turn. */
  forgetThread(id: number): void {
    remove(this.runnable, (thread) => thread === id);
    remove(this.threadsOver, (over) => over.frame === id);
  }

  nextTask(): number {
    this.#lastTaskId += 1;
    return this.#lastTaskId;
  }

  stateOf({ block, state }: Frame): State {
    if (this.#block?.pointer !== block) {
      this.#block = this.machine.blocks.get(block);
      this.#state = undefined;
    }
    if (this.#state?.name !== state) this.#state = this.#block?.states.get(state);
    // The words are made only where they are needed: every state comes by here several times.
    if (this.#state === undefined) assert(false, `state "${state}" is in block "${block}"`);
    return this.#state;
  }

  /** Appends a fact to the history and gives its id. */
  record(type: HistoryEventType, previousEventId: number, details?: HistoryEventDetails): number {
    this.#lastEventId += 1;
    const id = this.#lastEventId;
    const timestamp = this.facts.now;
    this.history.push(
      details === undefined
        ? { id, previousEventId, timestamp, type }
        : { id, previousEventId, timestamp, type, details },
    );
    return this.#lastEventId;
  }

  /** What came after `last` in this turn was never recorded. */
  cutHistory(last: number): void {
    const kept = Math.max(0, this.history.length - (this.#lastEventId - last));
    this.history.length = kept;
    this.#lastEventId = last;
  }

  close(status: ExecutionStatus, outcome: { readonly output?: Json; readonly failure?: Failure }): void {
    this.#status = status;
    this.#output = outcome.output;
    this.#failure = outcome.failure;
    this.runnable.length = 0;
    this.threadsOver.length = 0;
  }

  /** A closed execution runs again. */
  reopen(): void {
    this.#status = "RUNNING";
    this.#redriveCount += 1;
    this.#redrivenAt = this.facts.now;
  }

  /** Whether this turn has not yet given the task up. */
  isFirstCancel(task: number): boolean {
    this.#cancelled ??= new Set();
    if (this.#cancelled.has(task)) return false;
    this.#cancelled.add(task);
    return true;
  }

  /** What the frames come to, found in one go: each turn ends with it. */
  survey(): Survey {
    return surveyFrames(this.base, this.#frames);
  }

  toDelta({ changes }: Survey): Delta {
    const delta: { -readonly [Member in keyof Delta]: Delta[Member] } = { lastEventId: this.#lastEventId };
    if (this.#status !== this.base.status) delta.status = this.#status;
    if (this.#output !== undefined) delta.output = this.#output;
    if (this.#failure !== undefined) delta.failure = this.#failure;
    if (this.#lastFrameId !== this.base.lastFrameId) delta.lastFrameId = this.#lastFrameId;
    if (this.#lastTaskId !== this.base.lastTaskId) delta.lastTaskId = this.#lastTaskId;
    if (this.#redrivenAt !== null && this.#redriveCount !== this.base.redriveCount) {
      delta.redriveCount = this.#redriveCount;
      delta.redrivenAt = this.#redrivenAt;
    }
    if (changes !== undefined) delta.frames = changes;
    return delta;
  }
}

export type ThreadOver =
  | { readonly kind: "ended"; readonly frame: number }
  | { readonly kind: "failed"; readonly frame: number; readonly failure: Failure; readonly isFatal: boolean };

function remove<T>(list: T[], isUnwanted: (entry: T) => boolean): void {
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const entry = list[at];
    if (entry !== undefined && isUnwanted(entry)) list.splice(at, 1);
  }
}
