import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { Chance } from "./fuzz/chance.ts";
import { corpus } from "./fuzz/corpus.ts";
import { hostileIntrinsics, hostileJsonata, hostilePaths } from "./fuzz/hostile.ts";
import { mutated } from "./fuzz/mutate.ts";
import { WatchedRunner } from "./fuzz/watched.ts";
import { only } from "./player.ts";

// `npm run fuzz` does the same for as long as one likes; a seed that it prints can be tried here.

/** Of one case, on a machine that does much else: only what hangs takes so long. */
const millisecondsMax = 240_000;
const seed = 20_261_122;
const cases = 1_000;

test("mutated definitions are refused or run, and harm nobody", { timeout: 1_200_000 }, async () => {
  const runner = new WatchedRunner(millisecondsMax);
  const chance = new Chance(seed);
  const all = corpus(seed, 40);
  const outcomes = new Set<string>();
  for (let index = 0; index < cases; index += 1) {
    const definition = JSON.stringify(mutated(chance.pick(all), chance.pick(all), chance));
    const verdict = await runner.run({ definition, seed: index });
    assert.ok("outcome" in verdict, `${JSON.stringify(verdict)} of ${definition.slice(0, 4_000)}`);
    outcomes.add(verdict.outcome.split(" ")[0] ?? "");
  }
  await runner.close();
  assert.ok(
    outcomes.has("refused") && outcomes.has("FAILED") && outcomes.has("SUCCEEDED"),
    [...outcomes].join(),
  );
});

const hostile: readonly (readonly [string, Json])[] = [
  ...hostileJsonata.map((text): [string, Json] => [
    text,
    { ...(only({ Type: "Pass", Output: `{% ${text} %}` }) as object), QueryLanguage: "JSONata" },
  ]),
  ...[...hostilePaths, ...hostileIntrinsics].map((text): [string, Json] => [
    text,
    only({ Type: "Pass", Parameters: { "x.$": text } }),
  ]),
  ...hostilePaths.map((text): [string, Json] => [text, only({ Type: "Pass", InputPath: text })]),
];

test("what is written to do harm is refused, fails, or is done, in bounded time", {
  timeout: 1_200_000,
}, async () => {
  const runner = new WatchedRunner(millisecondsMax);
  for (const [text, definition] of hostile) {
    const verdict = await runner.run({ definition: JSON.stringify(definition), seed: 1 });
    assert.ok("outcome" in verdict, `${JSON.stringify(verdict).slice(0, 2_000)} of ${text.slice(0, 200)}`);
    assert.match(verdict.outcome, /^(refused|FAILED States\.\w+|SUCCEEDED)$/, text.slice(0, 200));
  }
  await runner.close();
});
