import type { Home } from "@landbridge/engine";
import { type AwsScheduleTarget, isJsonObject, type Json, parseJson } from "@landbridge/model";
import type { Launch } from "@landbridge/scheduler";
import { runJobFunction } from "../tasks/run-job.ts";
import { defaultEvent, withContextAttributes } from "./context-attributes.ts";
import { scheduleArnOf } from "./schedule-arn.ts";

/** What on this ground a schedule's launch is. */
export type ResolvedTarget =
  | { readonly kind: "job"; readonly job: string; readonly input: Json }
  | {
      readonly kind: "state-machine";
      /** A name, or an ARN with a version or an alias. */
      readonly stateMachine: string;
      readonly input: Json;
      /** Default: made from the occurrence. */
      readonly name?: string;
    }
  | { readonly kind: "function"; readonly function: string; readonly input: Json }
  /** Nothing here does this; trying again will not help. */
  | { readonly kind: "impossible"; readonly reason: string };

export function resolveTarget(launch: Launch, home: Home): ResolvedTarget {
  const { target } = launch;
  const arn = scheduleArnOf(home, launch.schedule);
  if (target.kind === "aws") return resolveAws(target, launch, arn);
  const text = JSON.stringify(launch.input);
  const input = parseJson(withContextAttributes(text, launch, arn)) ?? launch.input;
  return { ...target, input };
}

function resolveAws(target: AwsScheduleTarget, launch: Launch, scheduleArn: string): ResolvedTarget {
  const [, , service, region = "", account = "", ...rest] = target.arn.split(":");
  const [, , , ownRegion = region, ownAccount = account] = scheduleArn.split(":");
  const text = target.input && withContextAttributes(target.input, launch, scheduleArn);
  const input =
    text === undefined
      ? defaultEvent(launch, { arn: scheduleArn, region: ownRegion, account: ownAccount })
      : parseJson(text);
  if (input === undefined) return impossible("its input is not JSON");
  const [kind, name] = rest;
  if (service === "states" && kind === "stateMachine") {
    return { kind: "state-machine", stateMachine: target.arn, input };
  }
  if (service === "lambda" && kind === "function" && name !== undefined) return functionOrJob(name, input);
  if (service === "scheduler" && kind === "aws-sdk") return universal(rest.slice(1).join(":"), input);
  return impossible(`"${target.arn}" is not a service of this installation`);
}

/** Source: EventBridge Scheduler User Guide, "Using universal targets": the input is the request of the API. */
function universal(action: string, input: Json): ResolvedTarget {
  const request = isJsonObject(input) ? input : {};
  const member = (name: string): Json | undefined =>
    request[name] ?? request[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
  switch (action) {
    case "sfn:startExecution": {
      const [stateMachine, name] = [member("StateMachineArn"), member("Name")];
      if (typeof stateMachine !== "string") return impossible("its input names no StateMachineArn");
      const given = textOrJson(member("Input"));
      if (given === undefined) return impossible("the Input of its execution is not JSON");
      return {
        kind: "state-machine",
        stateMachine,
        input: given,
        ...(typeof name === "string" && { name }),
      };
    }
    case "lambda:invoke": {
      const called = member("FunctionName");
      if (typeof called !== "string") return impossible("its input names no FunctionName");
      const payload = textOrJson(member("Payload"));
      if (payload === undefined) return impossible("the Payload of its function is not JSON");
      return functionOrJob(called.split(":function:").at(-1)?.split(":")[0] ?? called, payload);
    }
    default:
      return impossible(`"${action}" is not an action of this installation`);
  }
}

/** The portable form of a job is a call of the built-in function. */
function functionOrJob(name: string, input: Json): ResolvedTarget {
  if (name !== runJobFunction) return { kind: "function", function: name, input };
  const { job, input: jobInput = {} } = isJsonObject(input) ? input : {};
  if (typeof job !== "string") return impossible("its input needs `job`, the name of a job");
  return { kind: "job", job, input: jobInput };
}

function textOrJson(value: Json | undefined): Json | undefined {
  if (value === undefined) return {};
  return typeof value === "string" ? parseJson(value) : value;
}

function impossible(reason: string): ResolvedTarget {
  return { kind: "impossible", reason };
}
