import { readResource } from "../compile/task.ts";
import { compileTransition } from "../compile/transition.ts";
import type { Evaluate, ParallelState, TaskState } from "../machine.ts";
import type { MachineType } from "../session.ts";
import { has, type Source } from "../source.ts";
import { compileValueField } from "./expressions.ts";
import { compileNumberField } from "./numbers.ts";
import { compileJsonataRecovery } from "./recovery.ts";
import { replaceInput } from "./result.ts";
import type { JsonataBase } from "./state-base.ts";

// What has Arguments: a Task and a Parallel.

const SECONDS = { min: 1, computedMin: 0, max: 99_999_999 };

export function compileTask(
  state: Source,
  base: JsonataBase,
  machineType: MachineType,
): TaskState | undefined {
  const transition = compileTransition(state);
  const resource = readResource(state, machineType);
  const parameters = compileOptional(state, "Arguments");
  const credentials = compileOptional(state, "Credentials");
  const timeoutSeconds = compileNumberField(state, "TimeoutSeconds", SECONDS);
  const heartbeatSeconds = compileNumberField(state, "HeartbeatSeconds", SECONDS);
  const recovery = compileJsonataRecovery(state);
  if (transition === undefined || resource === undefined || recovery === undefined) return undefined;
  if (parameters === "wrong" || credentials === "wrong") return undefined;
  if (timeoutSeconds === "wrong" || heartbeatSeconds === "wrong") return undefined;
  const call = { resource, credentials, timeoutSeconds, heartbeatSeconds };
  return { type: "Task", ...base, ...transition, ...replaceInput, ...recovery, ...call, parameters };
}

export function compileParallel(
  state: Source,
  base: JsonataBase,
  branches: readonly string[] | undefined,
): ParallelState | undefined {
  const transition = compileTransition(state);
  const parameters = compileOptional(state, "Arguments");
  const recovery = compileJsonataRecovery(state);
  if (transition === undefined || recovery === undefined || branches === undefined) return undefined;
  if (parameters === "wrong") return undefined;
  return { type: "Parallel", ...base, ...transition, ...replaceInput, ...recovery, parameters, branches };
}

function compileOptional(state: Source, field: "Arguments" | "Credentials"): Evaluate | undefined | "wrong" {
  if (!has(state, field)) return undefined;
  const evaluate = compileValueField({ source: state, prefix: "" }, field);
  return evaluate === undefined ? "wrong" : (scope) => evaluate(scope);
}
