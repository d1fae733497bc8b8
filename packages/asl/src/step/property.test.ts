import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import fc from "fast-check";
import { definitions, inputs } from "../../test/generate.ts";
import { Player } from "../../test/player.ts";
import { parseMachine } from "../definition/parse.ts";
import { awsLimits } from "../limits.ts";
import type { ExecutionEvent, TaskRef } from "./contract.ts";

// The player holds every turn to step's contract: nothing given is changed, same arguments same bytes, a
// replayed delta gives the live state, history without gaps. Here the definitions come from a generator.

const limits = { ...awsLimits, historyEventsMax: 400, statesPerTurnMax: 40 };
const turnsMax = 2_000;

/** What the world answers a task, in the order in which tasks come. */
const answers = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("succeed" as const), output: inputs }) },
    { weight: 2, arbitrary: fc.constant({ kind: "fail" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "silence" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "started" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "submitted" as const }) },
  ),
  { minLength: 1, maxLength: 8 },
);
type Answers = typeof answers extends fc.Arbitrary<infer T> ? T : never;

async function play(player: Player, script: Answers): Promise<void> {
  await player.start();
  for (let turn = 0; turn < turnsMax && !player.isOver; turn += 1) {
    const answer = script[turn % script.length];
    const [task] = player.tasks;
    const mapRun = player.openMapRun;
    if (mapRun !== undefined) await player.post(...endOf(mapRun.ref, answer?.kind === "fail"));
    else if (task === undefined || answer === undefined || answer.kind === "silence") {
      if (player.wakeAt === null) return;
      await player.wake();
    } else if (answer.kind === "succeed") await player.succeed(answer.output);
    else if (answer.kind === "fail") await player.fail({ error: "E", cause: "told to" });
    else {
      const kind = answer.kind === "started" ? "TaskStarted" : "TaskSubmitted";
      await player.post({ kind, ref: task.ref, output: {} });
      if (player.wakeAt !== null) await player.wake();
      else await player.succeed({});
    }
  }
  assert.ok(player.isOver, `still running after ${turnsMax} turns`);
}

function endOf(ref: TaskRef, isFailure: boolean): ExecutionEvent[] {
  const taken = { kind: "MapRunTaken", ref } as const;
  if (isFailure) return [taken, { kind: "MapRunFailed", ref, failure: { error: "States.ItemReaderFailed" } }];
  return [taken, { kind: "MapRunSucceeded", ref, output: [] }];
}

test("any valid definition ends, or waits for a named thing, in bounded steps", async () => {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(definitions, inputs, answers, async (definition, input, script) => {
      const { machine } = parseMachine(JSON.stringify(definition));
      if (machine === undefined) return;
      played += 1;
      const player = new Player(machine, input, limits);
      await play(player, script);
      const { status, frames } = player.state;
      if (status === "SUCCEEDED") assert.equal(frames.size, 0, "nothing is left of it");
      else if (player.isOver) assert.ok(frames.size > 0, "a redrive has something to go on with");
      else assert.ok(player.tasks.length > 0, "it waits, but not for anything named");
    }),
    { numRuns: 300 },
  );
  assert.ok(played > 200, `only ${played} of 300 definitions were valid`);
});

/** Another value in some place of a definition, or none. */
const mutations = fc.array(
  fc.record({ place: fc.nat(), value: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined)) }),
  { minLength: 1, maxLength: 3 },
);

test("a mutated definition is refused, or runs; step never throws", async () => {
  await fc.assert(
    fc.asyncProperty(definitions, mutations, inputs, answers, async (definition, changes, input, script) => {
      const mutated: Json = JSON.parse(JSON.stringify(definition)) as Json;
      for (const { place, value } of changes) mutate(mutated, place, value);
      const { machine } = parseMachine(JSON.stringify(mutated));
      if (machine !== undefined) await play(new Player(machine, input, limits), script);
    }),
    { numRuns: 300 },
  );
});

function mutate(root: Json, place: number, value: unknown): void {
  const places: { readonly holder: Record<string, unknown>; readonly name: string }[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const name of Object.keys(holder)) {
      places.push({ holder, name });
      walk(holder[name]);
    }
  };
  walk(root);
  const chosen = places[place % places.length];
  if (chosen === undefined) return;
  if (value === undefined) delete chosen.holder[chosen.name];
  else chosen.holder[chosen.name] = value;
}
