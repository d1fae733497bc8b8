import { epochMs } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { Scope } from "../data/scope.ts";
import type { WaitState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { after, type Later } from "./steps.ts";

/** Source: AWS Step Functions Developer Guide, "Wait state". */
const waitSecondsMax = 99_999_999;

/** Waiting is an instant in the frame, not a sleep: the shell steps the execution again when it comes. */
export function startWait(draft: Draft, frame: Frame, state: WaitState): Later<void> {
  const raw = new StateScope(draft, frame, frame.input);
  return after(state.selectInput(raw), (input) =>
    after(instantWaitedFor(draft.facts.now, state, raw.on(input)), (until) => {
      if (until <= draft.facts.now) return exitState(draft, frame.id, input);
      // The effective input is the output, so the raw one is not needed any longer.
      draft.update(frame.id, { doing: "wait", due: epochMs(until), input });
    }),
  );
}

/** In milliseconds; may be over already. */
export function instantWaitedFor(now: number, { until }: WaitState, scope: Scope): Later<number> {
  if (until.kind === "timestamp") return after(until.timestamp(scope), instantOf);
  return after(until.seconds(scope), (seconds) => now + checkedSeconds(seconds) * 1000);
}

function checkedSeconds(seconds: unknown): number {
  if (typeof seconds === "number" && Number.isInteger(seconds) && seconds >= 0 && seconds <= waitSecondsMax) {
    return seconds;
  }
  throw new StatesFault(
    "States.Runtime",
    `The value '${JSON.stringify(seconds)}' is not a whole number of seconds from 0 to ${waitSecondsMax}.`,
  );
}

function instantOf(timestamp: unknown): number {
  try {
    if (typeof timestamp === "string") return Temporal.Instant.from(timestamp).epochMilliseconds;
  } catch {
    // Reported below, with what was found.
  }
  throw new StatesFault("States.Runtime", `The value '${String(timestamp)}' is not an RFC 3339 timestamp.`);
}
