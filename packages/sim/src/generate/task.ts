import type { Json, JsonObject } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";
import type { Place, StatePlan } from "./plan.ts";
import { drawRescue } from "./rescue.ts";

type Drawing = (plan: StatePlan) => JsonObject;

/** A Task of any kind that this home runs: functions, callbacks, jobs, child executions. */
export function drawTask(plan: StatePlan, { later }: Place, onward: JsonObject): JsonObject {
  const { chance } = plan;
  const call = chance.pick<Drawing>([
    functionCall,
    functionCall,
    invocation,
    callback,
    jobByFunction,
    jobCall,
    childCall,
  ]);
  return {
    Type: "Task",
    ...call(plan),
    ResultPath: "$.task",
    ...drawLimits(chance),
    ...drawRescue(chance, later),
    ...onward,
  };
}

function functionCall({ chance }: StatePlan): JsonObject {
  return { Resource: `arn:aws:lambda:us-east-1:000000000000:function:${functionName(chance)}` };
}

function invocation({ chance }: StatePlan): JsonObject {
  return {
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: functionName(chance), "Payload.$": "$" },
  };
}

/** Answered by a client, by its token. */
function callback(): JsonObject {
  return {
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Parameters: { FunctionName: "ask-somebody", Payload: { "taskToken.$": "$$.Task.Token" } },
  };
}

function jobByFunction({ chance, names }: StatePlan): JsonObject {
  const payload: Json = { job: chance.pick(names.jobs), "input.$": "$.n", "taskToken.$": "$$.Task.Token" };
  return {
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Parameters: { FunctionName: "landbridge-run-job", Payload: payload },
  };
}

function jobCall({ chance, names }: StatePlan): JsonObject {
  const pattern = chance.pick(["", ".sync"]);
  return {
    Resource: `arn:aws:states:::landbridge:runJob${pattern}`,
    Parameters: { job: chance.pick(names.jobs), "input.$": "$.n" },
  };
}

function childCall(plan: StatePlan): JsonObject {
  const { chance, names } = plan;
  const child = chance.pickIn(names.children);
  if (child === undefined) return functionCall(plan);
  const pattern = chance.pick(["", ".sync", ".sync:2", ".sync:2"]);
  return {
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Parameters: {
      StateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${child}`,
      Input: { "n.$": "$.n", items: [1, 2, 3] },
    },
  };
}

function functionName(chance: Chance): string {
  return `f${chance.whole(1, 4)}`;
}

function drawLimits(chance: Chance): JsonObject {
  if (chance.is(0.4)) return {};
  const timeout = chance.spread(2, 2_000);
  const heartbeat = Math.max(1, Math.floor(timeout / chance.whole(2, 5)));
  return {
    TimeoutSeconds: timeout,
    ...(heartbeat < timeout && chance.is(0.3) && { HeartbeatSeconds: heartbeat }),
  };
}
