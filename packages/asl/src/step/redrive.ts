import { assert } from "@landbridge/model";
import { closeThreads, threadsOf } from "./abort.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { enterState, runState } from "./enter.ts";
import { failing } from "./failure.ts";
import { completeMap, startNext } from "./map.ts";
import { redriveMapRun } from "./map-run.ts";
import { completeParallel } from "./parallel.ts";
import { knownMapRun } from "./state.ts";
import { after, drain, type Later } from "./steps.ts";
import { settleThreads } from "./threads.ts";

// A closed execution goes on from the steps that did not succeed.
//
// D1. What succeeded is not run again: exited states, branches and iterations that ended, children of a map run.
// D2. An unsuccessful step is run from its entry, which is not recorded again; its attempts count from 0.
// D3. A Fail state is entered once more. A Map or Parallel whose result was too large is run as a whole.
// Source: AWS Step Functions Developer Guide, "Restarting state machine executions with redrive".

/** Whether it is closed without success, and what it was busy with is still known. */
export function isRedrivable({ status, base }: Draft): boolean {
  return status !== "RUNNING" && status !== "SUCCEEDED" && base.frames.size > 0;
}

/** The execution runs again; gives the event that says so. */
export function reopen(draft: Draft): number {
  draft.reopen();
  return draft.record("ExecutionRedriven", draft.lastEventId, { redriveCount: draft.redriveCount });
}

/** Of one that is redrivable. */
export function redriveExecution(draft: Draft): Later<void> {
  const wasTooLarge = draft.base.failure?.error === "States.DataLimitExceeded";
  reopen(draft);
  const steps = draft
    .framesWhere(() => true)
    .map((frame) => unsuccessfulStep(draft, frame, wasTooLarge))
    .filter((step) => step !== undefined);
  return drain(
    () => steps.shift(),
    (step) => after(redriveStep(draft, step), () => settleThreads(draft)),
  );
}

function redriveStep(draft: Draft, step: Step): Later<void> {
  const frame = draft.findFrame(step.frame);
  // One that was redriven before it may have failed, and taken this one with it.
  if (frame === undefined || !draft.isRunning) return;
  return failing(draft, frame, take, step, undefined);
}

interface Step {
  readonly frame: number;
  readonly how: "go-on" | "run" | "enter" | "redrive-map-run" | "complete";
}

/** What is to be done about a thread; undefined: nothing. All of them are made ready before the first one runs. */
function unsuccessfulStep(draft: Draft, frame: Frame, wasTooLarge: boolean): Step | undefined {
  if (frame.doing === "ended" || draft.findFrame(frame.id) === undefined) return undefined;
  if (frame.doing === "ready") {
    draft.update(frame.id, { due: null });
    return { frame: frame.id, how: "go-on" };
  }
  const { type } = draft.stateOf(frame);
  const fromEntry = { retryCount: 0, retriesBy: [], due: null, heartbeatAt: null, isHandedOver: false };
  if (frame.fanOut !== null && !(wasTooLarge && frame.fanOut.open === 0)) {
    draft.update(frame.id, { ...fromEntry, doing: "fan-out", lastEvent: frame.enteredEvent });
    return { frame: frame.id, how: "complete" };
  }
  closeThreads(draft, frame);
  const run = type === "Map" && frame.task !== null ? knownMapRun(frame.task.payload) : undefined;
  if (run !== undefined && !wasTooLarge) {
    draft.update(frame.id, { ...fromEntry, lastEvent: frame.enteredEvent });
    return { frame: frame.id, how: "redrive-map-run" };
  }
  const isReentered = type === "Fail";
  const lastEvent = isReentered ? frame.enteredFrom : frame.enteredEvent;
  // As if it waited for another attempt: a sibling that fails first breaks it off as it would that.
  const cleared = { doing: "retry" as const, task: null, fanOut: null, items: null };
  draft.update(frame.id, { ...fromEntry, ...cleared, lastEvent });
  return { frame: frame.id, how: isReentered ? "enter" : "run" };
}

function take(draft: Draft, frame: Frame, { how }: Step): Later<void> {
  switch (how) {
    case "go-on":
      draft.runnable.push(frame.id);
      return;
    case "run":
      return runState(draft, frame, draft.stateOf(frame));
    case "enter":
      return enterState(draft, frame);
    case "redrive-map-run": {
      const run = frame.task && knownMapRun(frame.task.payload);
      assert(run != null, "a Map whose map run is redriven knows it");
      return redriveMapRun(draft, frame, run);
    }
    case "complete":
      return goOnWithThreads(draft, frame);
  }
}

/** Its threads are redriven by themselves; where none is left to run, what comes after them is what failed. */
function goOnWithThreads(draft: Draft, frame: Frame): Later<void> {
  const state = draft.stateOf(frame);
  assert(frame.fanOut !== null, "a frame with threads counts them");
  if (frame.fanOut.open === 0) {
    if (state.type === "Map") return completeMap(draft, frame, state, frame.lastEvent);
    assert(state.type === "Parallel", "only a Map or a Parallel has threads");
    return completeParallel(draft, frame, state, frame.lastEvent);
  }
  if (state.type !== "Map") return;
  // Where the next iteration could not be started, none may be left to make room for it.
  if (threadsOf(draft, frame.id).some((thread) => thread.doing !== "ended")) return;
  return startNext(draft, frame, state, frame.lastEvent);
}
