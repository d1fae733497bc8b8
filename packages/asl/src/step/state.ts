import {
  assert,
  type EpochMs,
  epochMs,
  isJsonObject,
  isTerminal,
  type Json,
  type JsonObject,
} from "@landbridge/model";
import { Texts } from "../data/texts.ts";
import type { Machine, Resource, TaskState } from "../definition/machine.ts";
import type { Command, Delta, ExecutionFacts, ExecutionState, Frame, TaskRef } from "./contract.ts";
import { changed } from "./frame-changes.ts";
import type { MapRunPlan } from "./map-run-plan.ts";

/** The thread that is the execution itself. */
export const rootFrame = 1;

export function isRoot(frame: Frame): boolean {
  return frame.id === rootFrame;
}

/** An execution before its first turn. */
export function initialState(execution: ExecutionFacts): ExecutionState {
  return {
    execution,
    status: "RUNNING",
    output: undefined,
    failure: undefined,
    redriveCount: 0,
    redrivenAt: null,
    lastEventId: 0,
    lastFrameId: 0,
    lastTaskId: 0,
    frames: new Map(),
    due: new Map(),
    texts: new Texts(),
    underWay: new Set(),
  };
}

/** Makes `state` the state after a turn, in place: after its commit, and again at each recovery (T2). */
export function applyDelta(state: ExecutionState, delta: Delta): void {
  if (delta.status !== undefined) state.status = delta.status;
  if (delta.redriveCount !== undefined) {
    state.redriveCount = delta.redriveCount;
    state.redrivenAt = delta.redrivenAt ?? null;
    state.output = undefined;
    state.failure = undefined;
  }
  if (delta.output !== undefined) state.output = delta.output;
  if (delta.failure !== undefined) state.failure = delta.failure;
  state.lastEventId = delta.lastEventId;
  if (delta.lastFrameId !== undefined) state.lastFrameId = delta.lastFrameId;
  if (delta.lastTaskId !== undefined) state.lastTaskId = delta.lastTaskId;
  if (delta.frames !== undefined) applyFrames(state, delta.frames);
  if (!isTerminal(state.status)) return;
  // What is left of it waits for nothing.
  state.due.clear();
  state.underWay.clear();
}

function applyFrames(state: ExecutionState, frames: NonNullable<Delta["frames"]>): void {
  // No other thread was ever there: to list numbers as keys takes longer than all the rest of a small delta.
  const only = state.lastFrameId === rootFrame ? frames[rootFrame] : undefined;
  if (only !== undefined) applyFrame(state, rootFrame, only);
  else for (const key of Object.keys(frames)) applyFrame(state, Number(key), frames[key] ?? null);
}

function applyFrame(state: ExecutionState, id: number, change: Partial<Frame> | null): void {
  if (change === null) {
    state.frames.delete(id);
    state.due.delete(id);
    state.underWay.delete(id);
    return;
  }
  const before = state.frames.get(id);
  const frame = before === undefined ? wholeFrame(id, change) : changed(before, change);
  state.frames.set(id, frame);
  if (frame.due !== null) state.due.set(id, frame.due);
  else if (before !== undefined && before.due !== null) state.due.delete(id);
  if (isUnderWay(frame)) state.underWay.add(id);
  else if (before !== undefined && isUnderWay(before)) state.underWay.delete(id);
}

/** A copy: the delta's own is its turn's. */
function wholeFrame(id: number, frame: Partial<Frame>): Frame {
  assert(frame.id === id, `a delta's frame ${id} is known or whole`);
  return { ...frame } as Frame;
}

/** The whole state as one delta on `initialState`: what a journal row holds when recovery may start there. */
export function wholeDelta(state: ExecutionState): Delta {
  const frames: Record<string, Frame> = {};
  for (const frame of state.frames.values()) frames[String(frame.id)] = frame;
  return {
    status: state.status,
    ...(state.output !== undefined && { output: state.output }),
    ...(state.failure !== undefined && { failure: state.failure }),
    ...(state.redrivenAt !== null && { redriveCount: state.redriveCount, redrivenAt: state.redrivenAt }),
    lastEventId: state.lastEventId,
    lastFrameId: state.lastFrameId,
    lastTaskId: state.lastTaskId,
    frames,
  };
}

/** When the execution wants to be stepped though nothing happens; null: never. */
export function nextWake(machine: Machine, state: ExecutionState): EpochMs | null {
  if (state.status !== "RUNNING") return null;
  let earliest = deadlineOf(machine, state) ?? Number.POSITIVE_INFINITY;
  for (const due of state.due.values()) if (due < earliest) earliest = due;
  return earliest === Number.POSITIVE_INFINITY ? null : epochMs(earliest);
}

/**
 * The end of the time that the definition's TimeoutSeconds gives the whole execution.
 * Source: AWS Step Functions Developer Guide, "Redriving executions": a redrive resets it.
 */
export function deadlineOf(
  machine: Machine,
  { execution, redrivenAt }: Pick<ExecutionState, "execution" | "redrivenAt">,
): EpochMs | undefined {
  if (machine.timeoutSeconds === undefined) return undefined;
  return epochMs((redrivenAt ?? execution.startedAt) + machine.timeoutSeconds * 1000);
}

/**
 * The tasks that are under way as far as the journal knows: after a restart they are dispatched again,
 * under the tokens they had (law 2). One whose service has answered already waits for its callback
 * and is left alone.
 */
export function tasksUnderWay(machine: Machine, state: ExecutionState): Command[] {
  const commands: Command[] = [];
  for (const id of state.underWay) {
    const frame = state.frames.get(id);
    if (frame === undefined || frame.task === null) continue;
    const ref = { frame: frame.id, task: frame.task.task };
    if (frame.doing === "map-run") {
      commands.push(mapRunCommand(ref, frame.task.payload));
      continue;
    }
    commands.push({
      kind: "StartTask",
      ref,
      resource: resourceOf(machine, frame),
      payload: frame.task.payload,
      timeoutSeconds: frame.task.timeoutSeconds,
      heartbeatSeconds: frame.task.heartbeatSeconds,
    });
  }
  return commands;
}

/** Whether the frame's task has to be delivered again after a restart. */
export function isUnderWay(frame: Frame): boolean {
  return (frame.doing === "task" || frame.doing === "map-run") && !frame.isHandedOver;
}

/** A map run as its Map's frame keeps it: the plan until somebody has taken it, then what it is known by. */
export interface KnownMapRun {
  readonly arn: string;
  readonly redriveCount: number;
}

export function knownMapRun(payload: Json): KnownMapRun | undefined {
  assert(isJsonObject(payload), "a frame with a map run has its plan, or knows it");
  return "redriveCount" in payload ? (payload as unknown as KnownMapRun) : undefined;
}

function mapRunCommand(ref: TaskRef, payload: Json): Command {
  const known = knownMapRun(payload);
  if (known !== undefined) return { kind: "RedriveMapRun", ref, arn: known.arn };
  return { kind: "StartMapRun", ref, plan: payload as unknown as MapRunPlan };
}

function taskStateOf(machine: Machine, frame: Frame): TaskState {
  const state = machine.blocks.get(frame.block)?.states.get(frame.state);
  assert(state?.type === "Task", `frame ${frame.id} with a task is in a Task state`);
  return state;
}

function resourceOf(machine: Machine, frame: Frame): Resource {
  return taskStateOf(machine, frame).resource;
}

export const noVariables: JsonObject = Object.freeze({});
