import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, LandbridgeError } from "@landbridge/model";
import { at, openBench, schedule } from "../test/bench.ts";
import { createScheduler } from "./index.ts";

const START = at("2026-01-01T00:00:00Z");
const MINUTE_MS = 60_000;

test("a rate fires at once and then each period, once each", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(5 seconds)", { input: { part: 7 } })]);
  const scheduler = bench.scheduler();
  for (let i = 0; i < 10; i += 1) {
    await scheduler.tick();
    await scheduler.tick();
    bench.clock.advance(2_500);
  }
  assert.deepEqual(
    bench.launched.map(({ due }) => due - START),
    [0, 5_000, 10_000, 15_000, 20_000],
  );
  const [first] = bench.launched;
  assert.deepEqual(first?.input, { part: 7 });
  assert.equal(first?.launchKey, `often-${START}`);
  const rows = await bench.occurrences("often");
  assert.deepEqual(
    rows.map(({ status }) => status),
    Array.from({ length: 5 }, () => "FIRED"),
  );
  assert.deepEqual(rows[0]?.launch, { kind: "launched", launched: { kind: "run", id: `often-${START}` } });
});

test("a new process goes on where the old one was", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  for (let i = 0; i < 5; i += 1) {
    await bench.scheduler().tick();
    await bench.scheduler().tick();
    bench.clock.advance(MINUTE_MS);
  }
  assert.equal(bench.launched.length, 5);
});

test("after a time away the newest occurrence fires and the older ones are missed with the reason", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(5 minutes)")]);
  await bench.scheduler().tick();
  bench.clock.advance(32 * MINUTE_MS);
  const report = await bench.scheduler().tick();
  assert.deepEqual({ launched: report.launched, missed: report.missed }, { launched: 1, missed: 5 });
  const rows = await bench.occurrences("often");
  assert.deepEqual(
    rows.map(({ due, status, reason }) => [(due - START) / MINUTE_MS, status, reason?.code]),
    [
      [0, "FIRED", undefined],
      [5, "MISSED", "TOO_LATE"],
      [10, "MISSED", "TOO_LATE"],
      [15, "MISSED", "TOO_LATE"],
      [20, "MISSED", "SUPERSEDED"],
      [25, "MISSED", "SUPERSEDED"],
      [30, "FIRED", undefined],
    ],
  );
  assert.equal(rows[1]?.reason?.message, "noticed 1620 s late, when at most 900 s are caught up");
});

test("what is older than the window is missed, and nothing fires", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("nightly", "cron(0 8 * * ? *)")]);
  bench.clock.set(at("2026-01-01T08:15:01Z"));
  const report = await bench.scheduler().tick();
  assert.deepEqual({ launched: report.launched, missed: report.missed }, { launched: 0, missed: 1 });
  assert.equal(report.nextAt, at("2026-01-02T08:00:00Z"));
});

test("years away cost a bounded number of rows, one of which counts the rest", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 second)")]);
  bench.clock.set(at("2036-01-01T00:00:00Z"));
  const report = await bench.scheduler({ missedRowsMax: 10 }).tick();
  const total = (bench.clock.now() - START) / 1_000;
  assert.equal(report.missed, total);
  const rows = await bench.occurrences("often");
  assert.equal(rows.length, 11);
  assert.deepEqual(rows[0]?.summary, { from: START, count: total - 9 });
  assert.equal(rows[0]?.due, bench.clock.now() - 10_000);
});

test("many schedules that all were missed are worked off in several ticks", async () => {
  const bench = await openBench(START);
  await bench.apply(Array.from({ length: 50 }, (_, i) => schedule(`s${i}`, "rate(1 minute)")));
  bench.clock.advance(10 * MINUTE_MS);
  const scheduler = bench.scheduler({ missedRowsPerTickMax: 100 });
  const first = await scheduler.tick();
  assert.equal(first.launched, 10);
  assert.ok(first.nextAt !== null && first.nextAt <= bench.clock.now());
  for (let i = 0; i < 4; i += 1) await scheduler.tick();
  assert.equal(bench.launched.length, 50);
});

test("a thousand schedules of one instant fire in one tick, within what a commit may hold", async () => {
  const bench = await openBench(START);
  await bench.apply(Array.from({ length: 1_001 }, (_, i) => schedule(`s${i}`, "cron(0 * * * ? *)")));
  const scheduler = bench.scheduler();
  const first = await scheduler.tick();
  const second = await scheduler.tick();
  assert.deepEqual([first.launched, second.launched], [1_000, 1]);
});

test("a clock that goes back fires nothing again, also after a crash", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  const scheduler = bench.scheduler();
  bench.clock.advance(3 * MINUTE_MS);
  await scheduler.tick();
  bench.clock.set(epochMs(START + MINUTE_MS));
  for (let i = 0; i < 2; i += 1) {
    await scheduler.tick();
    await bench.scheduler().tick();
    bench.clock.advance(MINUTE_MS);
  }
  assert.equal(bench.launched.length, 1);
  assert.match(bench.log[0]?.message ?? "", /went back by 120 s/);
  bench.clock.advance(MINUTE_MS);
  await scheduler.tick();
  assert.deepEqual(
    bench.launched.map(({ due }) => (due - START) / MINUTE_MS),
    [3, 4],
  );
});

test("a refused launch is FIRED and names the run that blocked it", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  bench.fault = "refuse";
  const report = await bench.scheduler().tick();
  assert.equal(report.refused, 1);
  const [row] = await bench.occurrences("often");
  assert.equal(row?.status, "FIRED");
  assert.deepEqual(row?.launch, { kind: "refused", runId: `often-${START}`, blockingRun: "run-0" });
});

test("a launch that cannot succeed is MISSED at once, with the reason", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  bench.fault = "fail-for-good";
  const scheduler = bench.scheduler();
  await scheduler.tick();
  await scheduler.tick();
  const rows = await bench.occurrences("often");
  assert.deepEqual(
    rows.map(({ status, reason }) => [status, reason]),
    [["MISSED", { code: "LAUNCH_FAILED", message: "there is no such job", attempts: 1 }]],
  );
});

test("a launch that failed is tried again with growing waits, until it succeeds", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("once", "at(2026-01-01T00:00:00)")]);
  bench.fault = "fail-retryable";
  const scheduler = bench.scheduler();
  const waits: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    const { nextAt } = await scheduler.tick();
    assert.ok(nextAt !== null);
    waits.push((nextAt - bench.clock.now()) / 1_000);
    bench.clock.advance(nextAt - bench.clock.now());
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
  bench.fault = "none";
  const { nextAt } = await scheduler.tick();
  assert.equal(nextAt, null);
  assert.deepEqual(
    bench.launched.map(({ due }) => due),
    [START],
  );
});

test("a launch that keeps failing is missed when it is too late, or when a newer one is due", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("once", "at(2026-01-01T00:00:00)"), schedule("often", "rate(10 minutes)")]);
  bench.fault = "fail-retryable";
  const scheduler = bench.scheduler();
  while (bench.clock.now() <= START + 16 * MINUTE_MS) {
    await scheduler.tick();
    bench.clock.advance(30_000);
  }
  const [once] = await bench.occurrences("once");
  assert.equal(once?.reason?.code, "LAUNCH_FAILED");
  assert.match(
    once?.reason?.message ?? "",
    /^the launch was tried \d\d times and failed: the store is busy$/,
  );
  const [often, ...rest] = await bench.occurrences("often");
  assert.deepEqual([often?.due, often?.reason?.code, rest.length], [START, "LAUNCH_FAILED", 0]);
});

test("an answer that was lost after the commit leads to no second launch", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("once", "at(2026-01-01T00:00:00)")]);
  bench.fault = "throw-after";
  const scheduler = bench.scheduler();
  await scheduler.tick();
  bench.fault = "none";
  bench.clock.advance(1_000);
  const { nextAt } = await scheduler.tick();
  assert.equal(nextAt, null);
  assert.deepEqual([bench.calls.length, bench.launched.length], [1, 1]);
});

test("a launch whose answer was lost is not counted among the missed ones later", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  bench.fault = "throw-after";
  const scheduler = bench.scheduler({ missedRowsMax: 2 });
  await scheduler.tick();
  bench.fault = "none";
  bench.clock.advance(10 * MINUTE_MS);
  await scheduler.tick();
  const rows = await bench.occurrences("often");
  assert.deepEqual(
    rows.map(({ due, status, summary }) => [(due - START) / MINUTE_MS, status, summary?.count]),
    [
      [0, "FIRED", undefined],
      [8, "MISSED", 8],
      [9, "MISSED", undefined],
      [10, "FIRED", undefined],
    ],
  );
});

test("a shared row whose last occurrence has a row of an earlier timetable loses none of the others", async () => {
  // The clock is ahead, goes back, and only then the expression changes: the new timetable meets the old rows.
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(8 minutes)")]);
  bench.clock.advance(42 * MINUTE_MS);
  await bench.scheduler().tick();
  bench.clock.set(epochMs(START - 1));
  await bench.apply([schedule("often", "rate(2 minutes)")]);
  bench.clock.advance(42 * MINUTE_MS + 1);
  await bench.scheduler({ missedRowsMax: 5 }).tick();
  const rows = await bench.occurrences("often");
  // 0 to 32; the occurrence of minute 32 has a row of the old timetable, and so has that of minute 40.
  assert.deepEqual(
    rows.flatMap(({ summary }) => (summary === undefined ? [] : [summary])),
    [{ from: START, count: 17 }],
  );
  const single = rows
    .filter(({ summary }) => summary === undefined)
    .map(({ due }) => (due - START) / MINUTE_MS);
  assert.deepEqual(single, [0, 8, 16, 24, 32, 34, 36, 38, 40, 42]);
  assert.deepEqual(
    bench.launched.map(({ due }) => (due - START) / MINUTE_MS),
    [40, 42],
  );
});

test("two schedulers that tick at the same time launch once", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  bench.clock.advance(5 * MINUTE_MS);
  await Promise.all([bench.scheduler().tick(), bench.scheduler().tick()]);
  assert.equal(bench.launched.length, 1);
  assert.equal((await bench.occurrences("often")).length, 6);
});

test("a disabled schedule owes nothing, and is due again from when it is enabled", async () => {
  const bench = await openBench(START);
  const scheduler = bench.scheduler();
  await bench.apply([schedule("often", "rate(1 minute)", { state: "DISABLED" })]);
  await scheduler.reload();
  bench.clock.advance(10 * MINUTE_MS);
  assert.equal((await scheduler.tick()).nextAt, null);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  await scheduler.reload();
  await scheduler.tick();
  assert.equal(bench.launched.length, 0);
  bench.clock.advance(MINUTE_MS);
  await scheduler.tick();
  assert.deepEqual(
    bench.launched.map(({ due }) => (due - START) / MINUTE_MS),
    [11],
  );
});

test("what an old expression still owes when it is changed is missed, or skipped when it was disabled", async () => {
  for (const [change, status, code] of [
    [schedule("often", "rate(1 hour)"), "MISSED", "SCHEDULE_CHANGED"],
    [schedule("often", "rate(1 minute)", { state: "DISABLED" }), "SKIPPED", "SCHEDULE_DISABLED"],
  ] as const) {
    const bench = await openBench(START);
    await bench.apply([schedule("often", "rate(1 minute)")]);
    await bench.scheduler().tick();
    bench.clock.advance(2 * MINUTE_MS + 1);
    await bench.apply([change]);
    await bench.scheduler().tick();
    await bench.scheduler().tick();
    const rows = await bench.occurrences("often");
    assert.deepEqual(
      rows.map((row) => [(row.due - START) / MINUTE_MS, row.status, row.reason?.code]),
      [
        [0, "FIRED", undefined],
        [1, status, code],
        [2, status, code],
      ],
    );
  }
});

test("changing the target or the input keeps the timetable", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  await bench.scheduler().tick();
  bench.clock.advance(MINUTE_MS);
  await bench.apply([schedule("often", "rate(1 minute)", { input: { day: 2 } })]);
  await bench.scheduler().tick();
  assert.deepEqual(
    bench.launched.map(({ input }) => input),
    [{}, { day: 2 }],
  );
});

test("a schedule that was removed fires no more, and keeps its history", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  const scheduler = bench.scheduler();
  await scheduler.tick();
  await bench.apply([]);
  await scheduler.reload();
  bench.clock.advance(5 * MINUTE_MS);
  await scheduler.tick();
  assert.equal(bench.launched.length, 1);
  assert.equal((await bench.occurrences("often")).length, 1);
  await assert.rejects(scheduler.upcoming("often", 1), { code: "UNKNOWN_SCHEDULE" });
});

test("applying what is applied already writes nothing", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  const before = await bench.scheduler().scheduleRows();
  bench.clock.advance(MINUTE_MS);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  assert.deepEqual(await bench.scheduler().scheduleRows(), before);
});

test("definitions that would stop the scheduler are refused before they are stored", async () => {
  const bench = await openBench(START);
  for (const wrong of [
    schedule("a b", "rate(1 minute)"),
    schedule("x".repeat(65), "rate(1 minute)"),
    schedule("often", "rate(1 fortnight)"),
    schedule("often", "rate(1 minute)", { timezone: "Mars/Olympus" }),
  ]) {
    await assert.rejects(bench.apply([wrong]), { code: "INVALID_SCHEDULE" });
  }
});

test("views say what comes next, in the schedule's time zone and by its anchor", async () => {
  const bench = await openBench(at("2026-03-28T12:00:00Z"));
  await bench.apply([
    schedule("b", "cron(30 2 * * ? *)", { timezone: "Europe/Berlin" }),
    schedule("a", "rate(1 day)"),
  ]);
  const scheduler = bench.scheduler();
  await scheduler.tick();
  const views = await scheduler.listSchedules();
  assert.deepEqual(
    views.map(({ definition, nextDue }) => [definition.name, nextDue]),
    [
      ["a", at("2026-03-29T12:00:00Z")],
      // The 29th has no 02:30 in Berlin.
      ["b", at("2026-03-30T00:30:00Z")],
    ],
  );
  assert.deepEqual(await scheduler.upcoming("b", 2), [
    at("2026-03-30T00:30:00Z"),
    at("2026-03-31T00:30:00Z"),
  ]);
});

test("occurrences are listed page by page, newest first, by status where that is asked", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(1 minute)")]);
  bench.clock.advance(5 * MINUTE_MS);
  const scheduler = bench.scheduler();
  await scheduler.tick();
  const first = await scheduler.listOccurrences({ schedule: "often", limit: 4 });
  assert.ok(first.next !== undefined);
  const second = await scheduler.listOccurrences({ schedule: "often", limit: 4, cursor: first.next });
  const minutes = [...first.items, ...second.items].map(({ due }) => (due - START) / MINUTE_MS);
  assert.deepEqual(minutes, [5, 4, 3, 2, 1, 0]);
  const missed = await scheduler.listOccurrences({ status: "MISSED", limit: 10 });
  assert.equal(missed.items.length, 5);
});

test("run fires by one timer, hears of a reload, and ends with stop", async () => {
  const bench = await openBench(START);
  const scheduler = bench.scheduler();
  const running = scheduler.run();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  await bench.apply([schedule("often", "rate(5 seconds)")]);
  await scheduler.reload();
  for (let i = 0; i < 4; i += 1) {
    await settled();
    assert.equal(bench.clock.timers(), 1);
    bench.clock.advance(2_500);
  }
  await settled();
  assert.deepEqual(
    bench.launched.map(({ due }) => due - START),
    [0, 5_000, 10_000],
  );
  await scheduler.stop();
  await running;
  assert.equal(bench.clock.timers(), 0);
});

test("run ends with an error when the partition was taken over", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(5 seconds)")]);
  await bench.store.acquire(1);
  await assert.rejects(bench.scheduler().run(), { code: "FENCED" });
  assert.equal(bench.launched.length, 0);
});

test("run outlives a tick that failed for a passing reason", async () => {
  const bench = await openBench(START);
  await bench.apply([schedule("often", "rate(5 seconds)")]);
  let failures = 1;
  const store = {
    ...bench.store,
    list: (...args: Parameters<typeof bench.store.list>) => {
      failures -= 1;
      if (failures >= 0) throw new LandbridgeError("REJECTED", "busy", { retryable: true });
      return bench.store.list(...args);
    },
  } as typeof bench.store;
  const scheduler = createScheduler({
    store,
    partition: 1,
    epoch: () => 1,
    clock: bench.clock,
    launch: async () => ({ kind: "duplicate" }),
    log: () => {},
  });
  const running = scheduler.run();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  bench.clock.advance(1_000);
  await settled();
  assert.ok(failures < 0);
  await scheduler.stop();
  await running;
});
