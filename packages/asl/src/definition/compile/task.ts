import { checkExpress } from "../check/express.ts";
import type { Resource, TaskState } from "../machine.ts";
import { parseResource, resourceHint } from "../resource.ts";
import type { MachineType } from "../session.ts";
import { readString, reject, type Source } from "../source.ts";
import { compileRecovery } from "./recovery.ts";
import { compileOptionalTemplate, compileResult } from "./result.ts";
import type { StateBase } from "./state-base.ts";
import { compileTimeouts } from "./timeouts.ts";
import { compileTransition } from "./transition.ts";

export function compileTask(state: Source, base: StateBase, machineType: MachineType): TaskState | undefined {
  const transition = compileTransition(state);
  const resource = readResource(state, machineType);
  const result = compileResult(state);
  const timeouts = compileTimeouts(state);
  const recovery = compileRecovery(state);
  const credentials = compileOptionalTemplate(state, "Credentials");
  if (transition === undefined || resource === undefined || result === undefined) return undefined;
  if (timeouts === undefined || recovery === undefined || credentials === "wrong") return undefined;
  const call = { resource, credentials, ...timeouts };
  return { type: "Task", ...base, ...transition, ...result, ...recovery, ...call };
}

export function readResource(state: Source, machineType: MachineType): Resource | undefined {
  const arn = readString(state, "Resource");
  if (arn === undefined) return undefined;
  const resource = parseResource(arn);
  if (resource === undefined) {
    reject(state, "Resource", refusalOf(arn), resourceHint(arn));
    return undefined;
  }
  return machineType === "STANDARD" || checkExpress(state, resource) ? resource : undefined;
}

function refusalOf(arn: string): string {
  if (!arn.startsWith("arn:")) return "Value is not a valid resource ARN";
  const why = "The value is not a valid resource ARN, or the resource is not available in this region.";
  return `The resource provided ${arn} is not recognized. ${why}`;
}
