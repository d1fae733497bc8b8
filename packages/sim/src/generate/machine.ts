import { parseMachine } from "@landbridge/asl";
import { assert, type JsonObject, type StateMachineDefinition } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";
import type { MachineNames, StatePlan } from "./plan.ts";
import { drawState } from "./state.ts";

const roleArn = "arn:aws:iam::000000000000:role/simulated";

/** A state machine that is valid by construction: parsing it finds no mistake. */
export function drawMachine(chance: Chance, name: string, names: MachineNames): StateMachineDefinition {
  let states = 0;
  const plan: StatePlan = {
    chance,
    names,
    freshName: () => `S${(states += 1)}`,
    block: (depth) => drawBlock(plan, depth),
  };
  const definition = JSON.stringify({
    ...drawBlock(plan, 0),
    ...(chance.is(0.3) && { TimeoutSeconds: chance.spread(5, 3_000) }),
  });
  const { machine, issues } = parseMachine(definition);
  assert(machine !== undefined, `a drawn machine is valid: ${JSON.stringify(issues)} in ${definition}`);
  return { name, type: "STANDARD", roleArn, definition };
}

/** States in a row, each going to the next; choices and catchers may skip some, so nothing goes round in circles. */
function drawBlock(plan: StatePlan, depth: number): JsonObject {
  const names = Array.from({ length: plan.chance.whole(1, depth === 0 ? 5 : 3) }, () => plan.freshName());
  const [first = "S"] = names;
  const states: Record<string, JsonObject> = {};
  for (const [index, name] of names.entries())
    states[name] = drawState(plan, { depth, later: names.slice(index + 1), isFirst: index === 0 });
  return { StartAt: first, States: states };
}
