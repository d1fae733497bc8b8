import type { Json } from "@landbridge/model";
import type { EvaluateNow } from "../../data/evaluate-now.ts";
import { StatesFault } from "../../data/fault.ts";
import { missingForParameter } from "../../data/missing.ts";
import { isOffsetDateTime } from "../../data/timestamp.ts";
import { read, type Source } from "../source.ts";
import { compileExpressionField, compilePathField } from "./expressions.ts";

// Fields such as SecondsPath: what the path finds must be a number, a timestamp or a text, which is
// known only when it is followed. The words are AWS's, as recorded from it.

/** Of a Wait state. */
export function compileSecondsPath(state: Source): EvaluateNow<number> | undefined {
  const find = compilePathField(state, "SecondsPath", missingForParameter("SecondsPath"));
  return convert(state, "SecondsPath", find, (value, path) => {
    const shown = `${path} == ${show(value)}`;
    const seconds = numberOf(value);
    if (seconds === undefined || !Number.isInteger(seconds)) {
      throw fault(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
    }
    if (seconds < 0) throw fault(`The SecondsPath parameter references a negative value: ${shown}`);
    return seconds;
  });
}

/** Of a Wait state. */
export function compileTimestampPath(state: Source): EvaluateNow<string> | undefined {
  const find = compilePathField(state, "TimestampPath", missingForParameter("TimestampPath"));
  return convert(state, "TimestampPath", find, (value, path) => {
    if (typeof value === "string" && isOffsetDateTime(value)) return value;
    const wanted = "a valid ISO-8601 extended offset date-time format string";
    throw fault(`The TimestampPath parameter does not reference ${wanted}: ${path} == ${show(value)}`);
  });
}

/** TimeoutSecondsPath, HeartbeatSecondsPath. The words of what is out of range are those that AWS has for JSONata. */
export function compileTimeoutPath(
  state: Source,
  field: "TimeoutSeconds" | "HeartbeatSeconds",
  max: number,
): EvaluateNow<number> | undefined {
  const find = compileIntegerPath(state, `${field}Path`, Number.NEGATIVE_INFINITY);
  return (
    find &&
    ((scope) => {
      const seconds = find(scope);
      if (seconds >= 0 && seconds <= max) return seconds;
      throw fault(`${field} must be between 0 and ${max} but was: ${seconds}`);
    })
  );
}

/** MaxConcurrencyPath, and the counts of a distributed Map. */
export function compileIntegerPath(
  state: Source,
  field: string,
  min: number,
): EvaluateNow<number> | undefined {
  return convert(state, field, compilePathField(state, field), (value, path) => {
    const number = numberOf(value);
    if (number !== undefined && Number.isInteger(number) && number >= min) return number;
    throw notValid(field, value, "integer", path);
  });
}

/** ToleratedFailureCountPath. */
export function compileCountPath(state: Source): EvaluateNow<number> | undefined {
  const field = "ToleratedFailureCountPath";
  return convert(state, field, compilePathField(state, field), (value, path) => {
    const count = numberOf(value);
    if (count === undefined || !Number.isInteger(count)) throw notValid(field, value, "integer", path);
    if (count < 0) throw fault("ToleratedFailureCount cannot be negative.");
    return count;
  });
}

/** ToleratedFailurePercentagePath. */
export function compilePercentagePath(state: Source): EvaluateNow<number> | undefined {
  const field = "ToleratedFailurePercentagePath";
  return convert(state, field, compilePathField(state, field), (value, path) => {
    const percentage = numberOf(value);
    if (percentage === undefined) throw notValid(field, value, "float", path);
    if (percentage < 0 || percentage > 100) {
      throw fault("ToleratedFailurePercentage must be between 0 and 100.");
    }
    return percentage;
  });
}

/** Source: recorded from AWS: a text that reads like a number is taken for it. */
function numberOf(value: Json): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function notValid(field: string, value: Json, kind: "integer" | "float", path: string): StatesFault {
  return fault(`The ${field} field refers to value "${show(value)}" which is not a valid ${kind}: ${path}`);
}

/** ErrorPath, CausePath: a path or an intrinsic function that gives a text. */
export function compileTextPath(state: Source, field: string): EvaluateNow<string> | undefined {
  return convert(state, field, compileExpressionField(state, field), (value, path) => {
    if (typeof value === "string") return value;
    throw fault(`The ${field} field refers to value "${show(value)}" which is not a string: ${path}`);
  });
}

function convert<T extends Json>(
  state: Source,
  field: string,
  find: EvaluateNow | undefined,
  check: (value: Json, path: string) => T,
): EvaluateNow<T> | undefined {
  const text = read(state, field);
  const path = typeof text === "string" ? text : field;
  return find && ((scope) => check(find(scope), path));
}

/** A text as it stands, so that it reads like the value in the input. */
function show(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fault(cause: string): StatesFault {
  return new StatesFault("States.Runtime", cause);
}
