import assert from "node:assert/strict";
import type { Json } from "@landbridge/model";
import { parseMachine } from "../../src/index.ts";
import { Player } from "../player.ts";
import type { Chance } from "./chance.ts";

/** Few enough that a case is over soon, though each expression uses up all that it may. */
const limits = { historyEventsMax: 150, statesPerTurnMax: 20 };
const turnsMax = 60;

const results: readonly Json[] = [
  {},
  null,
  "text",
  3,
  [1, 2, 3],
  { items: [{ n: 1 }, { n: 2 }], n: 5 },
  { Payload: { ok: true }, StatusCode: 200 },
  JSON.parse('{"__proto__":{"polluted":true}}') as Json,
  "x".repeat(300_000),
];

/** What became of it: "refused", "waiting", or the execution's status, with the error. Whatever `step` throws is thrown. */
export async function playCase(definition: string, chance: Chance): Promise<string> {
  const { machine } = parseMachine(definition);
  if (machine === undefined) return "refused";
  const player = new Player(machine, chance.pick(results.slice(0, -1)), limits);
  await player.start();
  for (let turn = 0; turn < turnsMax && !player.isOver; turn += 1) {
    if (player.tasks.length > 0 && chance.below(4) > 0) {
      if (chance.below(3) > 0) await player.succeed(chance.pick(results));
      else
        await player.fail({
          error: chance.pick(["E", "States.Timeout", "States.ALL", ""]),
          cause: "told to",
        });
    } else if (player.wakeAt !== null) await player.wake();
    else if (player.tasks.length === 0) break;
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined, "a prototype was polluted");
  if (!player.isOver) return "waiting";
  const { status, failure } = player.state;
  return failure?.error === undefined ? status : `${status} ${failure.error}`;
}
