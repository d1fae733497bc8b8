import type { JsonObject } from "@landbridge/model";
import type { Place, StatePlan } from "./plan.ts";
import { drawRescue } from "./rescue.ts";
import { drawTask } from "./task.ts";

const depthMax = 2;

/** Data is an object with a number `n` all the way; results go to a member, so that the next state finds it again. */
export function drawState(plan: StatePlan, place: Place): JsonObject {
  const { chance } = plan;
  const [next] = place.later;
  if (next === undefined && chance.is(0.1)) return { Type: "Succeed" };
  if (next === undefined && !place.isFirst && chance.is(0.05))
    return { Type: "Fail", Error: "Drawn", Cause: "it was drawn" };
  const onward: JsonObject = next === undefined ? { End: true } : { Next: next };
  const kind = chance.pick(["Pass", "Task", "Task", "Task", "Task", "Wait", "Choice", "Parallel", "Map"]);
  const isDeep = place.depth >= depthMax;
  if (kind === "Choice" && next !== undefined) return drawChoice(plan, place.later, next);
  if (kind === "Wait")
    return { Type: "Wait", Seconds: chance.is(0.2) ? 0 : chance.spread(1, 300), ...onward };
  if (kind === "Parallel" && !isDeep) return drawParallel(plan, place, onward);
  if (kind === "Map" && !isDeep) return drawMap(plan, place, onward);
  if (kind === "Pass" || place.depth > depthMax)
    return { Type: "Pass", Result: { n: chance.whole(0, 9) }, ResultPath: "$.pass", ...onward };
  return drawTask(plan, place, onward);
}

function drawChoice({ chance }: StatePlan, later: readonly string[], next: string): JsonObject {
  const rule = (): JsonObject => ({
    Variable: "$.n",
    NumericLessThan: chance.whole(0, 10),
    Next: chance.pickIn(later) ?? next,
  });
  return { Type: "Choice", Choices: [rule(), rule()], Default: next };
}

function drawParallel(plan: StatePlan, { depth, later }: Place, onward: JsonObject): JsonObject {
  const { chance } = plan;
  const branches = Array.from({ length: chance.whole(1, 3) }, () => plan.block(depth + 1));
  return {
    Type: "Parallel",
    Branches: branches,
    ResultPath: "$.parallel",
    ...drawRescue(chance, later),
    ...onward,
  };
}

function drawMap(plan: StatePlan, { depth, later }: Place, onward: JsonObject): JsonObject {
  const { chance } = plan;
  return {
    Type: "Map",
    ItemsPath: "$.items",
    MaxConcurrency: chance.whole(0, 3),
    ItemSelector: { "n.$": "$$.Map.Item.Value", items: [1, 2] },
    ItemProcessor: plan.block(depth + 1),
    ResultPath: "$.map",
    ...drawRescue(chance, later),
    ...onward,
  };
}
