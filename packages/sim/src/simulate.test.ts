import assert from "node:assert/strict";
import { test } from "node:test";
import { type SimulationResult, simulate } from "./simulate.ts";

const fixedSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** In CI only worlds that were tried before: what chance finds belongs where somebody can look into it. */
const freshSeedCount = process.env["CI"] === "true" ? 0 : 3;
const steps = 150;

for (const seed of fixedSeeds)
  test(`no law is broken in world ${seed}, and everything finishes once it is healed`, async () => {
    assertWhole(await simulate({ seed, steps }));
  });

/** Where it took a whole world to see it. What a seed draws changes with what is drawn, so each is worth least when it is old. */
const foundSeeds = [
  {
    seed: 5304,
    steps: 400,
    cause: "who was told to come again just as recovery ended had it begin anew, for ever",
  },
] as const;

for (const { cause, ...found } of foundSeeds)
  test(`world ${found.seed} stays whole: ${cause}`, async () => {
    assertWhole(await simulate(found));
  });

for (let count = 0; count < freshSeedCount; count += 1) {
  const seed = Math.floor(Math.random() * 1_000_000_000);
  test(`no law is broken in a fresh world, ${seed}`, async () => {
    assertWhole(await simulate({ seed, steps }));
  });
}

for (const seed of [1, 2, 3, 4, 5, 6])
  test(`no law is broken in world ${seed}, where three processes share the work`, async () => {
    assertWhole(await simulate({ seed, steps, nodes: 3 }), 3);
  });

test("the same seed gives the same world of three processes, line by line", async () => {
  const once = await simulate({ seed: 42, steps: 60, nodes: 3 });
  assert.deepEqual(await simulate({ seed: 42, steps: 60, nodes: 3 }), once);
});

test("the same seed gives the same world, line by line", async () => {
  const once = await simulate({ seed: 42, steps });
  const again = await simulate({ seed: 42, steps });
  assert.ok(once.lines > 500, "enough happens to tell");
  assert.deepEqual(again, once);
  assert.notEqual((await simulate({ seed: 43, steps })).digest, once.digest);
});

test("worlds are worth their name: things start, run, are answered, and processes die", async () => {
  const results = await Promise.all([1, 2, 3, 4].map((seed) => simulate({ seed, steps })));
  for (const name of Object.keys(results[0]?.counts ?? {})) {
    const sum = results.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
    assert.ok(sum > 2, `${sum} ${name}`);
  }
});

function assertWhole({ seed, failure }: SimulationResult, nodes = 1): void {
  const repeat = `npm run sim -- --seed ${seed} --steps ${steps} --nodes ${nodes} --trace`;
  assert.equal(failure, undefined, `${JSON.stringify(failure)}; repeat it: ${repeat}`);
}
