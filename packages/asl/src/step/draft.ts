import {
  assert,
  type EpochMs,
  type ExecutionStatus,
  epochMs,
  type Failure,
  type HistoryEvent,
  type HistoryEventDetails,
  type HistoryEventType,
  type Json,
  type RandomStream,
  randomStream,
} from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { Pace } from "../data/pace.ts";
import type { Block, Machine, State } from "../definition/machine.ts";
import { exceedsBytes } from "../limits.ts";
import type { Command, Delta, ExecutionState, Facts, Frame, TaskRef } from "./contract.ts";
import { changesOf } from "./frame-changes.ts";
import { isUnderWay, noVariables, rootFrame } from "./state.ts";
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
  #lastValue: Json | undefined;
  #lastText = "";

  constructor(machine: Machine, base: ExecutionState, facts: Facts) {
    this.machine = machine;
    this.base = base;
    this.facts = facts;
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
    const frame: OwnFrame = {
      id,
      parent: thread.parent,
      index: thread.index,
      block: thread.block,
      state: thread.state,
      input: thread.input,
      enteredAt: epochMs(0),
      enteredEvent: 0,
      enteredFrom: 0,
      lastEvent: thread.lastEvent,
      retryCount: 0,
      retriesBy: [],
      variables: noVariables,
      item: thread.item,
      doing: "ready",
      due: null,
      task: null,
      heartbeatAt: null,
      isHandedOver: false,
      fanOut: null,
      items: null,
      output: undefined,
    };
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

  /**
   * JSON text of a value that comes from an expression or from outside.
   * @param name what the words say that it is too large for: a state's, or of what was called
   * @throws StatesFault States.DataLimitExceeded
   */
  boundedText(value: Json, name: string): string {
    const { payloadBytesMax } = this.facts.limits;
    const text = value === this.#lastValue ? this.#lastText : this.base.texts.write(value, payloadBytesMax);
    if (text === undefined || exceedsBytes(text, payloadBytesMax)) {
      throw new StatesFault("States.DataLimitExceeded", dataLimitCause(name));
    }
    return this.#remember(value, text);
  }

  /** JSON text of a value that was bounded before. */
  textOf(value: Json): string {
    return value === this.#lastValue
      ? this.#lastText
      : this.#remember(value, this.base.texts.writeAll(value));
  }

  /** Even one that is too long for the execution to keep: one state's output is the next one's input. */
  #remember(value: Json, text: string): string {
    this.#lastValue = value;
    this.#lastText = text;
    return text;
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

  /** Whatever its threads wait for is no longer wanted; they are kept, as a redrive goes on with them. */
  cancelAllTasks(): void {
    for (const frame of this.framesWhere(() => true)) this.cancelTask(frame);
  }

  cancelTask(frame: Frame): void {
    if ((frame.doing !== "task" && frame.doing !== "map-run") || frame.task === null) return;
    const state = this.stateOf(frame);
    this.#cancelled ??= new Set();
    if (this.#cancelled.has(frame.task.task)) return;
    this.#cancelled.add(frame.task.task);
    const ref: TaskRef = { frame: frame.id, task: frame.task.task };
    if (this.#withdrawStart(ref)) return;
    if (state.type === "Map") {
      this.commands.push({ kind: "CancelMapRun", ref });
      return;
    }
    assert(state.type === "Task", "a frame with a task is in a Task state");
    this.commands.push({
      kind: "CancelTask",
      ref,
      resource: state.resource,
      payload: frame.task.payload,
    });
  }

  /** A task that was scheduled in this very turn, and is given up in it, was never anybody's: nobody is told of it. */
  #withdrawStart({ task }: TaskRef): boolean {
    if (task <= this.base.lastTaskId) return false;
    const index = this.commands.findIndex((command) => command.ref.task === task);
    if (index === -1) return false;
    this.commands.splice(index, 1);
    return true;
  }

  /** What the frames come to, found in one go: each turn ends with it. */
  survey(): Survey {
    let earliestDue = Number.POSITIVE_INFINITY;
    let isTaskUnderWay = false;
    for (const [id, due] of this.base.due) if (due < earliestDue && !this.#frames.has(id)) earliestDue = due;
    for (const id of this.base.underWay) if (!this.#frames.has(id)) isTaskUnderWay = true;
    let changes: Record<string, Partial<Frame> | null> | undefined;
    this.#frames.forEach((frame, id) => {
      if (frame !== null && frame.due !== null && frame.due < earliestDue) earliestDue = frame.due;
      if (frame !== null && isUnderWay(frame)) isTaskUnderWay = true;
      const before = this.base.frames.get(id);
      const change = before === undefined ? frame : frame && changesOf(before, frame);
      if (change === undefined || (change === null && before === undefined)) return;
      // As a literal where it is the execution's own thread alone: an index that is set later costs twice as much.
      if (changes === undefined) changes = id === rootFrame ? { 1: change } : { [id]: change };
      else changes[id] = change;
    });
    return { earliestDue, isTaskUnderWay, changes };
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

/** Of all frames, as they stand. */
interface Survey {
  /** Infinity: no frame waits for an instant. */
  readonly earliestDue: number;
  readonly isTaskUnderWay: boolean;
  /** What the delta holds of them. */
  readonly changes: Delta["frames"] | undefined;
}

/** Source: recorded from AWS. `name` is the state's, or for a task's result what was called. */
export function dataLimitCause(name: string): string {
  return `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}

export type ThreadOver =
  | { readonly kind: "ended"; readonly frame: number }
  | { readonly kind: "failed"; readonly frame: number; readonly failure: Failure; readonly isFatal: boolean };

/** What is a new thread's own. */
export interface NewThread {
  readonly parent: number;
  readonly index: number;
  readonly block: string;
  readonly state: string;
  readonly input: Json;
  readonly lastEvent: number;
  readonly item: Json | undefined;
}

function remove<T>(list: T[], isUnwanted: (entry: T) => boolean): void {
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const entry = list[at];
    if (entry !== undefined && isUnwanted(entry)) list.splice(at, 1);
  }
}

export function isRoot(frame: Frame): boolean {
  return frame.id === rootFrame;
}
