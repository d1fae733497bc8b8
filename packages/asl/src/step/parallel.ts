import { assert, type Json } from "@landbridge/model";
import type { ParallelState } from "../definition/machine.ts";
import { threadsOf } from "./abort.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitWithResult } from "./exit.ts";
import { after, type Later } from "./steps.ts";

export function startParallel(draft: Draft, frame: Frame, state: ParallelState): Later<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const given = after(state.selectInput(scope), (selected) =>
    state.parameters === undefined ? selected : state.parameters(scope.on(selected)),
  );
  return after(given, (input) => startBranches(draft, frame, state, input));
}

function startBranches(draft: Draft, frame: Frame, state: ParallelState, input: Json): void {
  // Each branch writes its input down as it enters.
  draft.texts.bounded(input, state.name);
  const started = draft.record("ParallelStateStarted", frame.lastEvent);
  const open = state.branches.length;
  draft.update(frame.id, {
    doing: "fan-out",
    lastEvent: started,
    fanOut: { open, next: open, maxConcurrency: 0 },
  });
  for (const [index, block] of state.branches.entries()) {
    const startAt = draft.machine.blocks.get(block)?.startAt;
    assert(startAt !== undefined, `block "${block}" exists`);
    draft.create({
      parent: frame.id,
      index,
      block,
      state: startAt,
      input,
      lastEvent: started,
      item: undefined,
    });
  }
}

/** One branch has reached its end; the last one takes the Parallel on. */
export function branchEnded(draft: Draft, parent: Frame, branch: Frame): Later<void> {
  const { fanOut } = parent;
  assert(fanOut !== null, "a Parallel with branches counts them");
  const open = fanOut.open - 1;
  const updated = draft.update(parent.id, { fanOut: { ...fanOut, open } });
  if (open > 0) return;
  const state = draft.stateOf(updated);
  assert(state.type === "Parallel", "branches belong to a Parallel");
  return completeParallel(draft, updated, state, branch.lastEvent);
}

export function completeParallel(
  draft: Draft,
  parent: Frame,
  state: ParallelState,
  last: number,
): Later<void> {
  const outputs = collectOutputs(draft, parent.id);
  draft.record("ParallelStateSucceeded", last);
  // AWS's ParallelStateExited points at what the last branch did, not at ParallelStateSucceeded.
  const done = draft.update(parent.id, { lastEvent: last });
  return exitWithResult(draft, done, state, outputs);
}

/** The outputs of a frame's threads, in the order of their index. */
export function collectOutputs(draft: Draft, parent: number): Json[] {
  const threads = threadsOf(draft, parent);
  threads.sort((a, b) => a.index - b.index);
  return threads.map((thread) => {
    assert(thread.output !== undefined, "a thread that ended has an output");
    return thread.output;
  });
}
