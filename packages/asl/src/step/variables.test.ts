import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { Player } from "../../test/player.ts";
import { limitsNamed } from "../limits.ts";

async function play(definition: Json, input: Json = {}): Promise<Player> {
  return new Player(definition, input).start();
}

function assignedIn(player: Player): readonly unknown[] {
  return player.history.flatMap(({ details }) => details?.["assignedVariables"] ?? []);
}

const both: readonly (readonly [string, Json, (text: string) => readonly [string, Json]])[] = [
  ["JSONPath", { StartAt: "A" }, (name) => [`${name}.$`, `$${name}`]],
  ["JSONata", { StartAt: "A", QueryLanguage: "JSONata" }, (name) => [name, `{% $${name} %}`]],
];

for (const [language, top, read] of both) {
  const [, value] = read("x");

  test(`${language}: all values of an Assign are there before the first is set`, async () => {
    const swap = Object.fromEntries([
      [read("a")[0], read("b")[1]],
      [read("b")[0], read("a")[1]],
    ]);
    const player = await play({
      ...(top as object),
      States: {
        A: { Type: "Pass", Assign: { a: 1, b: 2 }, Next: "B" },
        B: { Type: "Pass", Assign: swap, End: true },
      },
    });
    assert.deepEqual(assignedIn(player), [
      { a: "1", b: "2" },
      { a: "2", b: "1" },
    ]);
  });

  test(`${language}: branches read outer variables, and what they assign is theirs`, async () => {
    const branch = (name: string): Json => ({
      StartAt: `${name}1`,
      States: {
        [`${name}1`]: {
          Type: "Pass",
          Assign: { [`own${name.length > 1 ? ".$" : ""}`]: name },
          Next: `${name}2`,
        },
        [`${name}2`]: { Type: "Pass", Assign: { [`seen${read("x")[0].slice(1)}`]: value }, End: true },
      },
    });
    const player = await play({
      ...(top as object),
      States: {
        A: { Type: "Pass", Assign: { x: [1] }, Next: "P" },
        P: { Type: "Parallel", Branches: [branch("p"), branch("q")], End: true },
      },
    });
    assert.equal(player.state.status, "SUCCEEDED");
    assert.deepEqual(assignedIn(player).slice(-1), [{ seen: "[1]" }]);
  });
}

test("a Choice rule assigns its own, and Default the state's", async () => {
  const definition: Json = {
    StartAt: "C",
    States: {
      C: {
        Type: "Choice",
        Choices: [{ Variable: "$.n", NumericEquals: 1, Assign: { "v.$": "$.n" }, Next: "D" }],
        Assign: { v: "default" },
        Default: "D",
      },
      D: { Type: "Pass", Parameters: { "v.$": "$v" }, End: true },
    },
  };
  assert.deepEqual((await play(definition, { n: 1 })).state.output, { v: 1 });
  assert.deepEqual((await play(definition, { n: 2 })).state.output, { v: "default" });
});

test("iterations of a Map do not see each other's variables", async () => {
  const player = await play(
    {
      QueryLanguage: "JSONata",
      StartAt: "M",
      States: {
        M: {
          Type: "Map",
          MaxConcurrency: 1,
          ItemProcessor: {
            StartAt: "I",
            States: {
              I: { Type: "Pass", Output: "{% $exists($mine) %}", Assign: { mine: 1 }, End: true },
            },
          },
          End: true,
        },
      },
    },
    [1, 2],
  );
  assert.deepEqual(player.state.output, [false, false]);
});

test("variables that are too large fail their state", async () => {
  const grow = (text: string): Json => ({
    QueryLanguage: "JSONata",
    StartAt: "A",
    States: { A: { Type: "Pass", Assign: { v: text }, Output: 1, End: true } },
  });
  assert.equal((await play(grow("{% $pad('a', 262142) %}"))).state.status, "SUCCEEDED");
  const failed = await play(grow("{% $pad('a', 262143) %}"));
  assert.equal(failed.state.failure?.error, "States.DataLimitExceeded");
  const ground = new Player(grow("{% $pad('a', 262143) %}"), {}, limitsNamed("ground"));
  assert.equal((await ground.start()).state.status, "SUCCEEDED", "unless the limits are the ground's");
});
