import { parseTimestamp } from "../../data/timestamp.ts";
import { exactlyOneOf } from "../exclusive.ts";
import type { WaitState } from "../machine.ts";
import { readInteger, readString, reject, type Source } from "../source.ts";
import { compileSecondsPath, compileTimestampPath } from "./path-values.ts";
import type { StateBase } from "./state-base.ts";
import { compileTransition } from "./transition.ts";

const SECONDS_MAX = 99_999_999;
/** In AWS's order. */
export const UNTIL = ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"] as const;

export function compileWait(state: Source, base: StateBase): WaitState | undefined {
  const transition = compileTransition(state);
  const until = compileUntil(state);
  if (transition === undefined || until === undefined) return undefined;
  return { type: "Wait", ...base, ...transition, until };
}

function compileUntil(state: Source): WaitState["until"] | undefined {
  const field = exactlyOneOf(state, UNTIL);
  switch (field) {
    case undefined:
      return undefined;
    case "Seconds":
      return inSeconds(readSeconds(state));
    case "SecondsPath":
      return inSeconds(compileSecondsPath(state));
    case "Timestamp":
      return at(readTimestamp(state));
    case "TimestampPath":
      return at(compileTimestampPath(state));
  }
}

type Until<K> = Extract<WaitState["until"], { readonly kind: K }>;

function inSeconds(seconds: Until<"seconds">["seconds"] | undefined): Until<"seconds"> | undefined {
  return seconds && { kind: "seconds", seconds };
}

function at(timestamp: Until<"timestamp">["timestamp"] | undefined): Until<"timestamp"> | undefined {
  return timestamp && { kind: "timestamp", timestamp };
}

function readSeconds(state: Source): (() => number) | undefined {
  const seconds = readInteger(state, "Seconds", { min: 0, max: SECONDS_MAX });
  return seconds === undefined ? undefined : () => seconds;
}

function readTimestamp(state: Source): (() => string) | undefined {
  const timestamp = readString(state, "Timestamp");
  if (timestamp === undefined) return undefined;
  if (parseTimestamp(timestamp) !== undefined) return () => timestamp;
  const hint = `Found '${timestamp}'; write it like 2026-03-14T01:59:00Z`;
  reject(state, "Timestamp", "String does not match RFC3339 timestamp", hint);
  return undefined;
}
