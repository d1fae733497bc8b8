import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type HistoryEvent } from "@landbridge/model";
import { activityArn, machineOf, only, Player, task } from "../test/player.ts";
import { HeadroomTracker } from "./headroom.ts";

function measured(history: readonly HistoryEvent[], type: "STANDARD" | "EXPRESS" = "STANDARD") {
  const tracker = new HeadroomTracker(type);
  for (const event of history) tracker.add(event);
  return tracker;
}

async function played(definition: Parameters<typeof only>[0], seconds: number): Promise<Player> {
  const player = await new Player(only(definition)).start();
  player.now = epochMs(player.now + seconds * 1000);
  return player;
}

test("events are counted against AWS's quota", async () => {
  const player = await new Player(
    machineOf({ A: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } }),
  ).start();
  const { events } = measured(player.history).headroom(player.now);
  assert.deepEqual(events, { used: 6, limit: 25_000, share: 6 / 25_000 });
});

test("the largest payload counts in bytes, not in characters", async () => {
  const player = await new Player(only({ Type: "Pass", Result: "é".repeat(1_000) })).start();
  const { payloadBytes } = measured(player.history).headroom(player.now);
  assert.deepEqual(payloadBytes, { used: 2_002, limit: 262_144, share: 2_002 / 262_144 });
});

test("a function's time counts against Lambda's fifteen minutes", async () => {
  const player = await (await played(task(), 90)).succeed({});
  const { longestTaskSeconds } = measured(player.history).headroom(player.now);
  assert.deepEqual(longestTaskSeconds, { used: 90, limit: 900, share: 0.1 });
});

test("any other task counts against a year, and in an Express execution against five minutes", async () => {
  const player = await (await played(task({ Resource: activityArn }), 30)).succeed({});
  const year = measured(player.history).headroom(player.now).longestTaskSeconds;
  assert.deepEqual([year?.used, year?.limit], [30, 31_536_000]);
  const express = measured(player.history, "EXPRESS").headroom(player.now).longestTaskSeconds;
  assert.deepEqual(express, { used: 30, limit: 300, share: 0.1 });
});

test("a task that is open counts until now, and one that was given up until the end", async () => {
  const player = await played(task(), 9);
  const open = measured(player.history);
  assert.equal(open.headroom(player.now).longestTaskSeconds?.used, 9);
  await player.post({ kind: "Stop", failure: {} });
  player.now = epochMs(player.now + 1_000_000);
  assert.equal(measured(player.history).headroom(player.now).longestTaskSeconds?.used, 9);
});

test("without a task there is no longest one", async () => {
  const player = await new Player(only({ Type: "Pass" })).start();
  assert.equal(measured(player.history).headroom(player.now).longestTaskSeconds, undefined);
});
