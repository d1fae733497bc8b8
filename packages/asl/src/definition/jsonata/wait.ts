import type { Json } from "@landbridge/model";
import { QueryEvaluationFault } from "../../data/query-fault.ts";
import { isOffsetDateTime, parseTimestamp } from "../../data/timestamp.ts";
import { compileTransition } from "../compile/transition.ts";
import { UNTIL } from "../compile/wait.ts";
import { exactlyOneOf } from "../exclusive.ts";
import type { WaitState } from "../machine.ts";
import { readString, reject, type Source } from "../source.ts";
import { compileTypedField } from "./expressions.ts";
import { compileNumberField } from "./numbers.ts";
import type { JsonataBase } from "./state-base.ts";

const SECONDS_MAX = 99_999_999;

export function compileWait(state: Source, base: JsonataBase): WaitState | undefined {
  const transition = compileTransition(state);
  const until = compileUntil(state);
  if (transition === undefined || until === undefined) return undefined;
  return { type: "Wait", ...base, ...transition, until };
}

function compileUntil(state: Source): WaitState["until"] | undefined {
  // Those which only JSONPath has count, too: they are refused, and not missing besides.
  const field = exactlyOneOf(state, UNTIL);
  if (field === "Seconds") {
    const seconds = compileNumberField(state, "Seconds", { min: 0, max: SECONDS_MAX });
    return seconds === undefined || seconds === "wrong" ? undefined : { kind: "seconds", seconds };
  }
  const timestamp = field === "Timestamp" ? compileTimestamp(state) : undefined;
  return timestamp && { kind: "timestamp", timestamp };
}

type At = Extract<WaitState["until"], { readonly kind: "timestamp" }>["timestamp"];

function compileTimestamp(state: Source): At | undefined {
  const computed = compileTypedField({ source: state, prefix: "" }, "Timestamp", "string", checked);
  if (computed !== "literal") return computed;
  const literal = readString(state, "Timestamp");
  if (literal === undefined) return undefined;
  if (parseTimestamp(literal) !== undefined) return () => literal;
  const hint = `Found '${literal}'; write it like 2026-03-14T01:59:00Z`;
  reject(state, "Timestamp", "String does not match RFC3339 timestamp", hint);
  return undefined;
}

function checked(value: Json): string {
  if (typeof value === "string" && isOffsetDateTime(value)) return value;
  const wanted = "an ISO-8601 extended offset date-time format string";
  throw new QueryEvaluationFault(
    `The Timestamp field cannot be parsed as ${wanted}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    "Timestamp",
  );
}
