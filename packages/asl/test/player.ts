import assert from "node:assert/strict";
import {
  type EpochMs,
  epochMs,
  type Failure,
  type HistoryEvent,
  type HistoryEventType,
  isTerminal,
  type Json,
  type Seed,
  taskToken,
} from "@landbridge/model";
import {
  applyDelta,
  awsLimits,
  type Command,
  type Delta,
  type ExecutionEvent,
  type ExecutionLimits,
  type ExecutionState,
  type Facts,
  initialState,
  type Machine,
  nextWake,
  parseMachine,
  step,
  type TaskRef,
  type Turn,
  wholeDelta,
} from "../src/index.ts";

type StartTask = Extract<Command, { readonly kind: "StartTask" }>;
type StartMapRun = Extract<Command, { readonly kind: "StartMapRun" }>;

/**
 * Plays an execution turn by turn, and at each turn holds `step` to its contract: it changes nothing that it
 * is given, the same arguments give the same bytes whether it lets others go first or not, a replayed delta gives the live state, and the history
 * has no gaps.
 */
export class Player {
  readonly machine: Machine;
  readonly state: ExecutionState;
  readonly history: HistoryEvent[] = [];
  /** Tasks that were started, and neither answered nor cancelled. */
  readonly tasks: StartTask[] = [];
  readonly cancelled: TaskRef[] = [];
  /** All that were ever asked for. */
  readonly mapRuns: StartMapRun[] = [];
  readonly redrivenMapRuns: Extract<Command, { readonly kind: "RedriveMapRun" }>[] = [];
  now: EpochMs;
  turns = 0;
  /** How often a turn let others go first. */
  breaths = 0;
  #last: Turn | undefined;
  readonly #replayed: ExecutionState;
  readonly #limits: ExecutionLimits;

  constructor(definition: Json | Machine, input: Json = {}, limits: Partial<ExecutionLimits> = {}) {
    this.machine = isMachine(definition) ? definition : compiled(definition);
    this.now = epochMs(1_700_000_000_000);
    this.#limits = { ...awsLimits, ...limits };
    const home = "arn:aws:states:us-east-1:000000000000";
    const facts = {
      id: `${home}:execution:m:e`,
      name: "e",
      machineArn: `${home}:stateMachine:m`,
      machineName: "m",
      roleArn: "arn:aws:iam::000000000000:role/r",
      startedAt: this.now,
      input,
    };
    this.state = initialState(facts);
    this.#replayed = initialState(facts);
  }

  get isOver(): boolean {
    return isTerminal(this.state.status);
  }

  get wakeAt(): EpochMs | null {
    return this.#last?.wakeAt ?? null;
  }

  get types(): HistoryEventType[] {
    return this.history.map((event) => event.type);
  }

  start(): Promise<this> {
    return this.post({ kind: "Start" });
  }

  async post(...events: ExecutionEvent[]): Promise<this> {
    const facts = this.#facts();
    const before = snapshot(this.state);
    for (const frame of this.state.frames.values()) deepFreeze(frame);
    const turn = await step(this.machine, this.state, events, facts);
    assert.equal(snapshot(this.state), before, "step changed the state that it was given");
    const { breathe: _, ...breathless } = facts;
    const again = await step(this.machine, this.state, events, breathless);
    assert.equal(JSON.stringify(again), JSON.stringify(turn), "the same arguments gave other bytes");
    this.#take(turn);
    return this;
  }

  /** Answers the oldest task that waits. */
  succeed(output: Json): Promise<this> {
    return this.post({ kind: "TaskSucceeded", ref: this.#oldest().ref, output });
  }

  fail(failure: Failure): Promise<this> {
    return this.post({ kind: "TaskFailed", ref: this.#oldest().ref, failure });
  }

  /** Lets time pass until the execution wants to be stepped. */
  async wake(): Promise<this> {
    assert.notEqual(this.wakeAt, null, "nothing is due");
    this.now = epochMs(Math.max(this.now, this.wakeAt ?? 0));
    return this.post();
  }

  /** The map run that waits longest for its end. */
  get openMapRun(): StartMapRun | undefined {
    return this.mapRuns.find(({ ref }) => this.state.frames.get(ref.frame)?.task?.task === ref.task);
  }

  #oldest(): StartTask {
    const [task] = this.tasks;
    assert.ok(task, "a task waits");
    return task;
  }

  #facts(): Facts {
    const seed: Seed = [1, 2, 3, this.turns + 1];
    return {
      now: this.now,
      seed,
      tokenOf: ({ frame, task }) => taskToken(`token-${frame}-${task}`),
      limits: this.#limits,
      breathe: async () => {
        this.breaths += 1;
      },
    };
  }

  #take(turn: Turn): void {
    this.turns += 1;
    this.#last = turn;
    for (const event of turn.history) {
      assert.equal(event.id, this.history.length + 1, "the history has no gaps");
      assert.ok(event.previousEventId < event.id, `event ${event.id} points back`);
      this.history.push(event);
    }
    applyDelta(this.state, turn.delta);
    applyDelta(this.#replayed, JSON.parse(JSON.stringify(turn.delta)) as Delta);
    assert.equal(snapshot(this.#replayed), snapshot(this.state), "a replayed delta gave another state");
    assert.equal(this.state.status, turn.status);
    assert.equal(nextWake(this.machine, this.state), turn.wakeAt, "what is due is known after a restart too");
    assert.equal(this.state.underWay.size > 0, turn.isTaskUnderWay);
    for (const command of turn.commands) {
      if (command.kind === "StartTask") this.tasks.push(command);
      else if (command.kind === "StartMapRun") this.mapRuns.push(command);
      else if (command.kind === "RedriveMapRun") this.redrivenMapRuns.push(command);
      else this.cancelled.push(command.ref);
    }
    this.#forgetTasks();
  }

  /** A task waits as long as its frame holds it. */
  #forgetTasks(): void {
    const open = this.tasks.filter(({ ref }) => this.state.frames.get(ref.frame)?.task?.task === ref.task);
    this.tasks.splice(0, this.tasks.length, ...open);
  }
}

function isMachine(definition: Json | Machine): definition is Machine {
  return typeof definition === "object" && definition !== null && "blocks" in definition;
}

export function compiled(definition: Json): Machine {
  const { machine, issues } = parseMachine(JSON.stringify(definition));
  assert.ok(machine, JSON.stringify(issues));
  return machine;
}

/** Order of members does not count: a replayed frame may have them in another. */
function snapshot(state: ExecutionState): string {
  const { frames = {}, ...rest } = wholeDelta(state);
  const sorted = Object.entries(frames).toSorted(([a], [b]) => Number(a) - Number(b));
  const due = [...state.due].toSorted(([a], [b]) => a - b);
  const underWay = [...state.underWay].toSorted((a, b) => a - b);
  return JSON.stringify([
    rest,
    sorted.map(([id, frame]) => [id, frame && sortMembers(frame)]),
    due,
    underWay,
  ]);
}

function sortMembers(frame: object): object {
  return Object.fromEntries(Object.entries(frame).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}

/** A definition of these states, the first of them first. */
export function machineOf(states: Record<string, Json>, more: Record<string, Json> = {}): Json {
  return { StartAt: Object.keys(states)[0] ?? "", States: states, ...more };
}

/** A definition of one state, "S", which is the last one. */
export function only(state: Record<string, Json>): Json {
  return machineOf({ S: { ...state, End: true } });
}

export const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:f";
export const activityArn = "arn:aws:states:us-east-1:000000000000:activity:a";

export function task(more: Record<string, Json> = {}): Record<string, Json> {
  return { Type: "Task", Resource: functionArn, ...more };
}
