import { onlyOneOf } from "../exclusive.ts";
import type { Evaluate } from "../machine.ts";
import { has, readInteger, type Source } from "../source.ts";
import { compileTimeoutPath } from "./path-values.ts";

const SECONDS_MAX = 99_999_999;

export interface Timeouts {
  readonly timeoutSeconds: Evaluate<number> | undefined;
  readonly heartbeatSeconds: Evaluate<number> | undefined;
}

/** TimeoutSeconds and HeartbeatSeconds of a Task, each as a literal or as a path. */
export function compileTimeouts(task: Source): Timeouts | undefined {
  const timeoutSeconds = compileSeconds(task, "TimeoutSeconds");
  const heartbeatSeconds = compileSeconds(task, "HeartbeatSeconds");
  if (timeoutSeconds === "wrong" || heartbeatSeconds === "wrong") return undefined;
  return { timeoutSeconds, heartbeatSeconds };
}

function compileSeconds(
  task: Source,
  field: "TimeoutSeconds" | "HeartbeatSeconds",
): Evaluate<number> | undefined | "wrong" {
  const pathField = `${field}Path`;
  if (onlyOneOf(task, [field, pathField]) === "several") return "wrong";
  if (has(task, pathField)) return compileTimeoutPath(task, field, SECONDS_MAX) ?? "wrong";
  if (!has(task, field)) return undefined;
  const seconds = readInteger(task, field, { min: 1, max: SECONDS_MAX });
  return seconds === undefined ? "wrong" : () => seconds;
}
