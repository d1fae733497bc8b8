import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommitFault } from "@landbridge/store/faults";
import { checkAllSettled } from "../test/check-ground.ts";
import { aJob, createGround, exitsWith, type Ground } from "../test/ground.ts";
import type { LaunchOutcome } from "./jobs.ts";

// One story that goes through every kind of commit, told once for each commit and each way it can go wrong.

const policies = ["forbid", "queue", "replace", "allow"] as const;
const slotted = ["forbid", "queue", "replace"];
const ways = ["crash-before", "crash-after", "rejected", "lost-before", "lost-after"] as const;

for (const way of ways)
  test(`whichever commit goes wrong (${way}), nothing is lost, doubled or left held`, async () => {
    let commits = 0;
    for (let at = 0; at <= commits; at += 1) commits = await tellStory(way, at);
    assert.ok(commits > 30, "the story is long enough to be worth it");
  });

/** How many commits the story took. */
async function tellStory(way: (typeof ways)[number], at: number): Promise<number> {
  let commits = 0;
  let ground: Ground | undefined;
  ground = await createGround({
    script: ({ attempt }) => ({ ...exitsWith(attempt === 1 ? 1 : 0), termMs: 500 }),
    faults: {
      commit: () => {
        if (!hasBegun) return undefined;
        commits += 1;
        return commits - 1 === at ? goWrong(way, ground) : undefined;
      },
    },
  });
  let hasBegun = false;
  const retry = { maxAttempts: 1, intervalSeconds: 2, backoffRate: 1 };
  await ground.apply(...policies.map((concurrency) => aJob(concurrency, { concurrency, retry })));
  hasBegun = true;
  for (const policy of policies)
    for (const key of ["first", "second", "third"]) await launchUntilAnswered(ground, policy, key);
  await ground.clock.advance(700);
  const { items } = await answered(ground, (it) => it.jobs().listRuns({ limit: 100, job: "allow" }));
  const stopped = items[0];
  assert.ok(stopped !== undefined);
  await answered(ground, (it) => it.jobs().stop(stopped.id, { principal: "ann" }));
  for (let minutes = 0; minutes < 3; minutes += 1) {
    await ground.clock.advance(60_000);
    await answered(ground, async () => undefined);
  }
  const runs = await checkAllSettled(ground, slotted);
  assert.equal(runs.length, 12, "each launch is one run, refused or not");
  return commits;
}

function goWrong(way: (typeof ways)[number], ground: Ground | undefined): CommitFault {
  if (way === "crash-before" || way === "crash-after") ground?.crash();
  if (way === "crash-before") return "lost-before";
  return way === "crash-after" ? "lost-after" : way;
}

async function launchUntilAnswered(ground: Ground, job: string, key: string): Promise<LaunchOutcome> {
  const idempotency = { principal: "test", key: `${job} ${key}`, bodyHash: "h" };
  return await answered(ground, (it) => it.launch(job, { idempotency }));
}

/** What a client does: asks again when it gets an error, or no answer as the server was killed. */
async function answered<T>(ground: Ground, ask: (ground: Ground) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (!ground.isUp()) await ground.restart();
    let answer: { readonly value: T } | undefined;
    ask(ground).then(
      (value) => {
        answer = { value };
      },
      () => undefined,
    );
    await ground.clock.advance(0);
    if (answer !== undefined) return answer.value;
  }
  throw new Error("no answer after ten tries");
}
