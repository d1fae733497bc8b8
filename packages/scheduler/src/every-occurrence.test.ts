import { test } from "node:test";
import { epochMs, type ScheduleDefinition } from "@landbridge/model";
import fc from "fast-check";
import { at, type Bench, type Fault, openBench, schedule } from "../test/bench.ts";
import { Model } from "../test/model.ts";
import type { Scheduler } from "./index.ts";

// Law 4 under crashes between any two steps, lost answers, clocks that jump both ways, daylight saving and
// changes of the definitions: whatever happens, in the end every occurrence is accounted for exactly once.

type Step =
  | { readonly kind: "advance"; readonly seconds: number }
  | { readonly kind: "back"; readonly seconds: number }
  | { readonly kind: "tick"; readonly fault: Fault }
  | { readonly kind: "broken-tick"; readonly commitsBefore: number; readonly applied: number }
  | { readonly kind: "crash" }
  | { readonly kind: "apply"; readonly definition: ScheduleDefinition }
  | { readonly kind: "remove"; readonly name: string };

const names = ["a", "b", "c"];

const definition = fc
  .record({
    name: fc.constantFrom(...names),
    expression: fc.constantFrom(
      "rate(7 minutes)",
      "rate(1 hour)",
      "cron(*/20 * * * ? *)",
      "cron(30 2 * * ? *)",
      "cron(0,30 1-3 ? * SUN *)",
      "at(2026-03-29T02:30:00)",
      "at(2026-10-25T02:30:00)",
    ),
    timezone: fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "UTC"),
    state: fc.constantFrom("ENABLED" as const, "ENABLED" as const, "DISABLED" as const),
    terms: fc.constantFrom<Partial<ScheduleDefinition>>(
      {},
      {},
      { startAt: at("2026-03-29T00:10:00Z") },
      { endAt: at("2026-10-25T04:00:00Z") },
      { startAt: at("2026-03-29T00:00:00Z"), endAt: at("2026-03-29T03:00:00Z") },
      { flexibleWindowMinutes: 15 },
      { flexibleWindowMinutes: 240 },
      { retry: { maxAttempts: 1, maxAgeSeconds: 3_600 } },
      { retry: { maxAttempts: 0, maxAgeSeconds: 60 }, deadLetterArn: "arn:aws:sqs:us-east-1:000000000000:q" },
    ),
  })
  .map(({ name, expression, terms, ...more }) => schedule(name, expression, { ...more, ...terms }));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("advance" as const),
      seconds: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("advance" as const),
      seconds: fc.integer({ min: 1, max: 300_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("back" as const),
      seconds: fc.integer({ min: 1, max: 20_000 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("tick" as const),
      fault: fc.constantFrom<Fault>(
        "none",
        "none",
        "refuse",
        "fail-retryable",
        "fail-for-good",
        "throw-before",
        "throw-after",
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("broken-tick" as const),
      commitsBefore: fc.integer({ min: 0, max: 4 }),
      applied: fc.nat({ max: 15 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "crash" as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("apply" as const), definition }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("remove" as const), name: fc.constantFrom(...names) }),
  },
);

/** More changes of one schedule than are kept unsettled would be too many to check. */
const CHANGES_MAX = 8;

class World {
  readonly bench: Bench;
  readonly model = new Model();
  readonly applied = new Map<string, ScheduleDefinition>();
  scheduler: Scheduler;
  latest: number;

  constructor(bench: Bench) {
    this.bench = bench;
    this.scheduler = this.newScheduler();
    this.latest = bench.clock.now();
  }

  newScheduler(): Scheduler {
    return this.bench.scheduler({ missedRowsMax: 5, missedRowsPerTickMax: 12, launchesAtOnceMax: 2 });
  }

  async take(one: Step): Promise<void> {
    const { bench } = this;
    switch (one.kind) {
      case "advance":
        bench.clock.advance(one.seconds * 1_000);
        this.latest = Math.max(this.latest, bench.clock.now());
        return;
      case "back":
        return bench.clock.set(epochMs(bench.clock.now() - one.seconds * 1_000));
      case "tick":
        bench.fault = one.fault;
        await this.scheduler.tick();
        bench.fault = "none";
        return;
      case "broken-tick":
        bench.storeFault = {
          commitsBefore: one.commitsBefore,
          isApplied: (entry) => ((one.applied >> (entry % 4)) & 1) === 1,
        };
        // Whether the process dies of it, or reads again by itself, is drawn by the steps that follow.
        await this.scheduler.tick().catch(() => {});
        bench.storeFault = null;
        return;
      case "crash":
        this.scheduler = this.newScheduler();
        return;
      case "apply":
        if (this.model.changes(one.definition.name) >= CHANGES_MAX) return;
        this.applied.set(one.definition.name, one.definition);
        this.model.apply(one.definition, bench.clock.now());
        return this.reapply();
      case "remove":
        if (!this.applied.delete(one.name)) return;
        this.model.remove(one.name);
        return this.reapply();
    }
  }

  async reapply(): Promise<void> {
    await this.bench.apply([...this.applied.values()]);
    await this.scheduler.reload();
  }

  /** The world heals: the clock is past all that was, and a new process works off what is due. */
  async heal(): Promise<void> {
    this.bench.clock.set(epochMs(this.latest + 1));
    this.scheduler = this.newScheduler();
    for (let ticks = 0; ticks < 100; ticks += 1) {
      const { nextAt } = await this.scheduler.tick();
      if (nextAt === null || nextAt > this.bench.clock.now()) return;
    }
    throw new Error("what is due is worked off in a bounded number of ticks");
  }

  async check(): Promise<void> {
    for (const name of names) {
      const rows = await this.bench.occurrences(name);
      const launchKeys = await this.bench.storedLaunchKeys(name);
      this.model.check(name, rows, launchKeys, this.bench.clock.now());
    }
  }
}

for (const start of ["2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"]) {
  test(`from ${start} every occurrence is accounted for exactly once, whatever happens`, async () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 40, size: "max" });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = new World(await openBench(at(start)));
        for (const one of all) await world.take(one);
        await world.heal();
        await world.check();
        await world.bench.store.close();
      }),
      { numRuns: Number(process.env["LANDBRIDGE_RUNS"] ?? 100) },
    );
  });
}
