import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { at, type Bench, openBench, schedule } from "../test/bench.ts";
import { putSchedule, scheduleWrites, toDeadLetter } from "./index.ts";

// What EventBridge Scheduler's schedules have beside an expression: start and end, a flexible window, a retry
// policy, a dead-letter queue, an end of their own.

const START = at("2026-01-01T00:00:00Z");
const HOUR_MS = 3_600_000;
const queue = "arn:aws:sqs:us-east-1:000000000000:late";

async function tickUntil(bench: Bench, end: number, stepMs: number): Promise<void> {
  const scheduler = bench.scheduler();
  for (; bench.clock.now() <= end; bench.clock.advance(stepMs)) await scheduler.tick();
}

async function deadLetters(bench: Bench) {
  const query = { orderBy: "sentAt", direction: "ascending", limit: 100 } as const;
  return (await bench.store.list("deadLetters", query)).rows.map(toDeadLetter);
}

test("a rate counts from its start, and ends with its end", async () => {
  const bench = await openBench(START);
  const startAt = START + 90 * 60_000;
  const endAt = START + 5 * HOUR_MS;
  await bench.apply([schedule("often", "rate(1 hour)", { startAt, endAt })]);
  await tickUntil(bench, START + 10 * HOUR_MS, 30 * 60_000);
  assert.deepEqual(
    bench.launched.map(({ due }) => (due - START) / HOUR_MS),
    [1.5, 2.5, 3.5, 4.5],
  );
});

test("with a flexible window each occurrence launches within it, and is the occurrence of its due time", async () => {
  const bench = await openBench(START);
  const flexibleWindowMinutes = 30;
  await bench.apply([schedule("often", "cron(0 * * * ? *)", { flexibleWindowMinutes })]);
  const lateMs: number[] = [];
  const scheduler = bench.scheduler();
  for (; bench.clock.now() < START + 6 * HOUR_MS; bench.clock.advance(60_000)) {
    const before = bench.launched.length;
    await scheduler.tick();
    for (const { due } of bench.launched.slice(before)) lateMs.push(bench.clock.now() - due);
  }
  assert.deepEqual(
    bench.launched.map(({ due }) => (due - START) / HOUR_MS),
    [0, 1, 2, 3, 4, 5],
  );
  assert.ok(
    lateMs.every((late) => late >= 0 && late <= flexibleWindowMinutes * 60_000 + 60_000),
    lateMs.join(),
  );
});

test("flexible windows spread schedules that are due together", async () => {
  const bench = await openBench(START);
  const names = Array.from({ length: 20 }, (_, index) => `job-${index}`);
  const flexibleWindowMinutes = 60;
  await bench.apply(names.map((name) => schedule(name, "cron(0 * * * ? *)", { flexibleWindowMinutes })));
  const scheduler = bench.scheduler();
  const instants = new Set<number>();
  for (; bench.clock.now() < START + HOUR_MS; bench.clock.advance(60_000)) {
    if ((await scheduler.tick()).launched > 0) instants.add(bench.clock.now());
  }
  assert.ok(instants.size > 10, `${instants.size} instants`);
});

test("a launch is tried as often as its policy says, then missed, and goes to the dead-letter queue", async () => {
  const bench = await openBench(START);
  const retry = { maxAttempts: 2, maxAgeSeconds: 86_400 };
  await bench.apply([schedule("once", "at(2026-01-01T00:10:00)", { retry, deadLetterArn: queue })]);
  bench.fault = "fail-retryable";
  await tickUntil(bench, START + HOUR_MS, 60_000);
  assert.deepEqual(
    bench.calls.map(({ attempt }) => attempt),
    [1, 2, 3],
  );
  const [letter, ...others] = await deadLetters(bench);
  assert.equal(others.length, 0);
  assert.equal(letter?.queue, queue);
  assert.equal(letter?.schedule, "once");
  assert.deepEqual(letter?.reason, { code: "LAUNCH_FAILED", message: "the store is busy", attempts: 3 });
});

test("a policy's age bounds how late a launch may be, in place of the usual window", async () => {
  const bench = await openBench(START);
  const terms = { retry: { maxAttempts: 185, maxAgeSeconds: 7_200 }, deadLetterArn: queue };
  await bench.apply([
    schedule("patient", "at(2026-01-01T00:10:00)", terms),
    schedule("usual", "at(2026-01-01T00:10:00)", { deadLetterArn: queue }),
  ]);
  bench.clock.set(at("2026-01-01T02:00:00Z"));
  await bench.scheduler().tick();
  assert.deepEqual(
    bench.launched.map(({ schedule: name }) => name),
    ["patient"],
  );
  const letters = await deadLetters(bench);
  assert.deepEqual(
    letters.map(({ schedule: name, reason }) => [name, reason.code]),
    [["usual", "TOO_LATE"]],
  );
});

test("a schedule that is to go once it has completed goes with its last launch, and not before", async () => {
  const bench = await openBench(START);
  const afterCompletion = "DELETE" as const;
  const endAt = START + 2 * HOUR_MS;
  await bench.apply([
    schedule("once", "at(2026-01-01T01:00:00)", { afterCompletion }),
    schedule("some", "rate(1 hour)", { afterCompletion, endAt }),
    schedule("stays", "at(2026-01-01T01:00:00)"),
    schedule("never", "at(2025-01-01T01:00:00)", { afterCompletion }),
    schedule("off", "at(2026-01-01T01:00:00)", { afterCompletion, state: "DISABLED" }),
  ]);
  const names = async () =>
    (await bench.scheduler().listSchedules()).map(({ definition }) => definition.name);
  await tickUntil(bench, START + HOUR_MS - 1, 60_000);
  assert.deepEqual(await names(), ["never", "off", "once", "some", "stays"]);
  await tickUntil(bench, START + 3 * HOUR_MS, 60_000);
  assert.deepEqual(await names(), ["never", "off", "stays"]);
  assert.equal(bench.launched.filter(({ schedule: name }) => name === "some").length, 3);
});

test("one that failed is tried again before it goes, and comes anew under its name", async () => {
  const bench = await openBench(START);
  const once = schedule("once", "at(2026-01-01T00:10:00)", { afterCompletion: "DELETE" });
  await bench.apply([once]);
  bench.fault = "fail-retryable";
  await tickUntil(bench, START + 12 * 60_000, 60_000);
  assert.equal((await bench.scheduler().listSchedules()).length, 1);
  bench.fault = "none";
  await tickUntil(bench, START + 20 * 60_000, 60_000);
  assert.equal((await bench.scheduler().listSchedules()).length, 0);
  assert.equal(
    await bench.store.get("settings", "scheduler/cursor/once"),
    undefined,
    "no cursor is left behind",
  );
  await bench.apply([{ ...once, expression: "at(2026-01-01T01:00:00)" }]);
  await tickUntil(bench, START + 2 * HOUR_MS, 60_000);
  assert.equal(bench.launched.length, 2);
});

test("a project folder leaves alone what was made through the API, and does not take its name", async () => {
  const bench = await openBench(START);
  const { store } = bench;
  const byApi = { row: undefined, owner: "api", now: START } as const;
  const { epoch } = await store.acquire(2);
  const put = (part: ReturnType<typeof putSchedule>) => store.commit([{ partition: 2, epoch, ...part }]);
  await put(putSchedule(schedule("made-by-api", "rate(1 hour)"), byApi));
  await put(putSchedule(schedule("mine", "rate(1 hour)", { group: "team" }), byApi));
  await bench.apply([schedule("mine", "rate(1 hour)")]);
  await bench.apply([]);
  const left = await bench.scheduler().listSchedules();
  assert.deepEqual(
    left.map(({ definition, owner }) => [definition.group, definition.name, owner]),
    [
      [undefined, "made-by-api", "api"],
      ["team", "mine", "api"],
    ],
  );
  const rows = await bench.scheduler().scheduleRows();
  assert.throws(
    () => scheduleWrites([schedule("made-by-api", "rate(1 day)")], rows, START),
    (error) => error instanceof LandbridgeError && error.code === "SCHEDULE_OWNED",
  );
});

test("schedules of the same name in two groups fire each for itself", async () => {
  const bench = await openBench(START);
  await bench.apply([
    schedule("nightly", "cron(0 1 * * ? *)"),
    schedule("nightly", "cron(0 1 * * ? *)", { group: "team" }),
  ]);
  await tickUntil(bench, START + 2 * HOUR_MS, 10 * 60_000);
  assert.deepEqual(bench.launched.map(({ schedule: key }) => key).toSorted(), ["nightly", "team/nightly"]);
  const keys = bench.launched.map(({ launchKey }) => launchKey);
  assert.equal(new Set(keys).size, 2);
  for (const key of keys) assert.match(key, /^[0-9A-Za-z_-]{1,80}$/);
});
