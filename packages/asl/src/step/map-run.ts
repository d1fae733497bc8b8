import { assert, type Failure, type Json, uuidV4 } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { countItems } from "../data/map-items.ts";
import type { Scope } from "../data/scope.ts";
import type { DistributedMap, Evaluate, MapState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Answer, ExecutionEvent, Frame, TaskInHand } from "./contract.ts";
import { cutFailure } from "./cut-failure.ts";
import type { Draft } from "./draft.ts";
import { exitWithResult } from "./exit.ts";
import { failFrame } from "./failure.ts";
import type { MapRunPlan, MapRunSource } from "./map-run-plan.ts";
import { checkedConcurrency } from "./map-values.ts";
import { type KnownMapRun, knownMapRun } from "./state.ts";
import { after, type Later, type Steps, settle } from "./steps.ts";

/** Source: AWS Step Functions Developer Guide, "Redriving Map Runs", its hard limit. */
const mapRunRedrivesMax = 1_000;

// A Map in distributed mode: one command to the shell, which runs the items as executions of their own, and
// one event back. This execution's history has only that its map run started and how it ended.

export function* startMapRun(draft: Draft, frame: Frame, state: MapState, how: DistributedMap): Steps<void> {
  const raw = new StateScope(draft, frame, frame.input);
  const scope = raw.on(yield* settle(state.selectInput(raw)));
  // Source: recorded from AWS: items that are read have no number yet, and ItemsPath is not looked at.
  const items = how.reader === undefined ? yield* settle(state.items(scope)) : [];
  const maxConcurrency = checkedConcurrency(yield* settle(state.maxConcurrency(scope)));
  const entered = draft.record("MapStateStarted", frame.lastEvent, { length: countItems(items) });
  draft.update(frame.id, { lastEvent: entered });
  const tolerated = yield* toleratedFailures(how, scope);
  const source = how.reader === undefined ? { kind: "items" as const, items } : yield* readerOf(how, scope);
  const batch = yield* batchOf(how, scope);
  const writer = yield* writerOf(how, scope);
  const arn = mapRunArn(draft, how);
  const started = draft.record("MapRunStarted", entered, { mapRunArn: arn });
  const { input, context, variables } = scope;
  const plan: MapRunPlan = {
    arn,
    block: frame.block,
    state: frame.state,
    source,
    maxConcurrency,
    ...tolerated,
    ...batch,
    ...writer,
    ...(state.selectItem !== undefined && { scope: { input, context, variables } }),
  };
  const ref = { frame: frame.id, task: draft.nextTask() };
  // The plan is JSON through and through, as a task's payload is.
  const payload = { ...plan } as unknown as Json;
  draft.update(frame.id, {
    doing: "map-run",
    lastEvent: started,
    task: {
      task: ref.task,
      payload,
      timeoutAt: null,
      timeoutSeconds: undefined,
      heartbeatSeconds: undefined,
    },
    ...(frame.isHandedOver && { isHandedOver: false }),
  });
  draft.commands.push({ kind: "StartMapRun", ref, plan });
}

/** Source: DescribeMapRun, `mapRunArn`: the state machine, the Map's label, and an id of the run. */
function mapRunArn(draft: Draft, { label }: DistributedMap): string {
  const { machineArn, machineName } = draft.base.execution;
  const home = machineArn.split(":").slice(0, 5).join(":");
  return `${home}:mapRun:${machineName}/${label ?? uuidV4(draft.random)}:${uuidV4(draft.random)}`;
}

function* toleratedFailures(how: DistributedMap, scope: Scope): Steps<Partial<MapRunPlan>> {
  const toleratedCount = yield* evaluated(how.toleratedCount, scope);
  const toleratedPercentage = yield* evaluated(how.toleratedPercentage, scope);
  return {
    ...(toleratedCount !== undefined && { toleratedCount }),
    ...(toleratedPercentage !== undefined && { toleratedPercentage }),
  };
}

function* readerOf({ reader }: DistributedMap, scope: Scope): Steps<MapRunSource> {
  assert(reader !== undefined, "a Map that reads has a reader");
  const { parameters: evaluate, maxItems: most, ...rest } = reader;
  const parameters = yield* settle(evaluate(scope));
  const maxItems = yield* evaluated(most, scope);
  return { kind: "reader", parameters, ...(maxItems !== undefined && { maxItems }), ...rest };
}

function* batchOf({ batcher }: DistributedMap, scope: Scope): Steps<Pick<MapRunPlan, "batch">> {
  if (batcher === undefined) return {};
  const maxItems = yield* evaluated(batcher.maxItems, scope);
  const maxBytes = yield* evaluated(batcher.maxBytes, scope);
  const input = yield* evaluated(batcher.input, scope);
  return {
    batch: {
      ...(maxItems !== undefined && { maxItems }),
      ...(maxBytes !== undefined && { maxBytes }),
      ...(input !== undefined && { input }),
    },
  };
}

function* writerOf({ writer }: DistributedMap, scope: Scope): Steps<Pick<MapRunPlan, "writer">> {
  if (writer === undefined) return {};
  const place = yield* evaluated(writer.place, scope);
  const { transformation, outputType } = writer;
  return { writer: { transformation, outputType, ...(place !== undefined && { place }) } };
}

function* evaluated<T extends Json>(field: Evaluate<T> | undefined, scope: Scope): Steps<T | undefined> {
  return field === undefined ? undefined : yield* settle(field(scope));
}

type MapRunEvent = Extract<
  ExecutionEvent,
  { readonly kind: "MapRunTaken" | "MapRunSucceeded" | "MapRunFailed" }
>;

export function takeMapRunEvent(draft: Draft, event: MapRunEvent): Later<Answer> {
  const frame = draft.findFrame(event.ref.frame);
  if (frame === undefined || frame.doing !== "map-run" || frame.task?.task !== event.ref.task) return "stale";
  const state = draft.stateOf(frame);
  assert(state.type === "Map", "a frame with a map run is in a Map state");
  switch (event.kind) {
    case "MapRunTaken":
      // The plan is the map run's from now on.
      if (!frame.isHandedOver) {
        draft.update(frame.id, { isHandedOver: true, task: { ...frame.task, payload: known(frame.task) } });
      }
      return "taken";
    case "MapRunSucceeded":
      return after(succeed(draft, frame, state, event.output), () => "taken");
    case "MapRunFailed":
      return after(fail(draft, frame, event.failure), () => "taken");
  }
}

function known({ payload }: TaskInHand): Json {
  const run = knownMapRun(payload) ?? {
    arn: (payload as unknown as MapRunPlan).arn,
    redriveCount: 0,
  };
  return { ...run };
}

/** The Map's children that did not succeed run once more, and what was never started starts. */
export function redriveMapRun(draft: Draft, frame: Frame, { arn, redriveCount }: KnownMapRun): void {
  if (redriveCount >= mapRunRedrivesMax) {
    const cause = `The map run was redriven ${mapRunRedrivesMax} times, which is as often as it may be.`;
    throw new StatesFault("States.Runtime", cause);
  }
  const run = { arn, redriveCount: redriveCount + 1 };
  const lastEvent = draft.record("MapRunRedriven", frame.lastEvent, {
    mapRunArn: arn,
    redriveCount: run.redriveCount,
  });
  const ref = { frame: frame.id, task: draft.nextTask() };
  const task = {
    task: ref.task,
    payload: run,
    timeoutAt: null,
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
  };
  draft.update(frame.id, { doing: "map-run", lastEvent, task, isHandedOver: false });
  draft.commands.push({ kind: "RedriveMapRun", ref, arn });
}

function succeed(draft: Draft, frame: Frame, state: MapState, output: Json): Later<void> {
  const { lastEvent } = frame;
  draft.record("MapStateSucceeded", draft.record("MapRunSucceeded", lastEvent));
  // AWS's MapStateExited points at MapRunStarted, not at MapStateSucceeded.
  return exitWithResult(draft, draft.update(frame.id, { doing: "fan-out", task: null }), state, output);
}

function fail(draft: Draft, frame: Frame, given: Failure): Later<void> {
  const failure = cutFailure(given);
  const lastEvent = draft.record("MapRunFailed", frame.lastEvent, { ...failure });
  // The task stays: by it a redrive finds the map run.
  draft.update(frame.id, { doing: "fan-out", lastEvent });
  return failFrame(draft, frame.id, failure, failure.error === "States.Runtime" ? "branch-fatal" : "branch");
}
