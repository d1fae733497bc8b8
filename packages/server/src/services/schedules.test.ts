import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type ScheduleDefinition } from "@landbridge/model";
import { createScheduler, scheduleWrites } from "@landbridge/scheduler";
import { memoryStore } from "../../test/memory-store.ts";
import { systemClock } from "../system.ts";
import { createScheduleServices } from "./schedules.ts";

const queue = "arn:aws:sqs:us-east-1:000000000000:late";

test("what a schedule could not launch is listed until it is deleted", async () => {
  const held = { ...(await memoryStore()), clock: systemClock };
  const { store, partition, epoch } = held;
  const scheduler = createScheduler({
    ...held,
    launch: async () => ({ kind: "failed", isRetryable: false, reason: "there is no such job" }),
    log: () => {},
  });
  const often: ScheduleDefinition = {
    name: "often",
    expression: "rate(1 hour)",
    timezone: "UTC",
    target: { kind: "job", job: "load" },
    input: { part: 7 },
    state: "ENABLED",
    deadLetterArn: queue,
  };
  await store.commit([{ partition, epoch: epoch(), ...scheduleWrites([often], [], epochMs(Date.now())) }]);
  await scheduler.tick();

  const services = createScheduleServices({ scheduler, ...held });
  assert.deepEqual((await services.deadLetters({ limit: 10, queue: `${queue}-2` })).items, []);
  const { items } = await services.deadLetters({ limit: 10, queue });
  const [letter] = items;
  assert.ok(letter !== undefined && items.length === 1);
  assert.deepEqual(letter.reason, { code: "LAUNCH_FAILED", message: "there is no such job", attempts: 1 });
  assert.deepEqual(letter.definition, often);
  await services.deleteDeadLetter(letter.id);
  assert.deepEqual((await services.deadLetters({ limit: 10 })).items, []);
  await assert.rejects(services.deleteDeadLetter(letter.id), { code: "DEAD_LETTER_NOT_FOUND" });
});
