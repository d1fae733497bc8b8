import { test } from "node:test";
import { hostName, type JobDefinition, type RunId, randomStream } from "@landbridge/model";
import type { CommitFault } from "@landbridge/store/faults";
import fc from "fast-check";
import { checkAllSettled, checkNoOverlap } from "../test/check-ground.ts";
import { aJob, createGround, type Ground } from "../test/ground.ts";
import { noHostFaults, type ProcessScript } from "./simulated-host.ts";

// Anything may go wrong in any order, and nothing wrong may happen (safety); then everything is healed, and
// all must come to its end in bounded time (liveness).

const slotted = ["forbid", "queue", "replace"] as const;
const names = [...slotted, "allow"] as const;
const local = hostName("local");

type Move =
  | {
      readonly kind: "launch";
      readonly job: (typeof names)[number];
      readonly key: number;
      readonly count: number;
    }
  | { readonly kind: "stop"; readonly pick: number }
  | { readonly kind: "advance"; readonly ms: number }
  | { readonly kind: "network"; readonly lose: number; readonly double: number; readonly delayMs: number }
  | { readonly kind: "store"; readonly likelihood: number }
  | {
      readonly kind: "policy";
      readonly job: (typeof slotted)[number];
      readonly policy: (typeof slotted)[number];
    }
  | { readonly kind: "restart" | "crash" | "crash-agent" | "start-agent" | "reboot" | "unplug" | "plug" }
  | { readonly kind: "kill"; readonly pick: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: launchMove() },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("stop" as const), pick: fc.nat(20) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("advance" as const), ms: fc.nat(40_000) }) },
  { weight: 2, arbitrary: networkMove() },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("store" as const), likelihood: fc.constantFrom(0, 0.1, 0.5) }),
  },
  { weight: 1, arbitrary: policyMove() },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("kill" as const), pick: fc.nat(20) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("restart", "crash", "crash-agent", "start-agent", "reboot", "unplug", "plug"),
    }),
  },
);

function launchMove() {
  return fc.record({
    kind: fc.constant("launch" as const),
    job: fc.constantFrom(...names),
    key: fc.nat(5),
    count: fc.integer({ min: 1, max: 5 }),
  });
}

function networkMove() {
  const likelihood = fc.constantFrom(0, 0.2, 0.6);
  return fc.record({
    kind: fc.constant("network" as const),
    lose: likelihood,
    double: likelihood,
    delayMs: fc.constantFrom(0, 100, 20_000),
  });
}

function policyMove() {
  const job = fc.constantFrom(...slotted);
  return fc.record({ kind: fc.constant("policy" as const), job, policy: job });
}

test("no interleaving of launches, stops, crashes and faults makes two processes of a job overlap", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(move, { minLength: 5, maxLength: 40 }), async (seed, moves) => {
      const world = await createWorld(seed);
      for (const each of moves) {
        await world.make(each);
        checkNoOverlap(world.ground, slotted);
      }
      await world.heal();
      await checkAllSettled(world.ground, slotted);
    }),
    { numRuns: Number(process.env["JOBS_INTERLEAVINGS"] ?? 60) },
  );
});

interface World {
  readonly ground: Ground;
  make(move: Move): Promise<void>;
  heal(): Promise<void>;
}

async function createWorld(seed: number): Promise<World> {
  const random = randomStream([seed, 5, 6, 7]);
  let storeFaults = 0;
  let isPlugged = true;
  const ground = await createGround({
    seed,
    isConnected: () => isPlugged,
    script: () => scriptOf(random.next(), random.next()),
    settled: () => {
      if (storeFaults > 0 && random.next() < 0.3) throw new Error("not now");
    },
    faults: { commit: () => (random.next() < storeFaults ? faultOf(random.next()) : undefined) },
    limits: { waitingRunsMax: 3 },
  });
  await ground.apply(...names.map((policy) => definitionOf(policy, policy)));
  const make = async (it: Move): Promise<void> => {
    switch (it.kind) {
      case "network":
        ground.host.setFaults({ loseMessage: it.lose, doubleMessage: it.double, delayMsMax: it.delayMs });
        return;
      case "store":
        storeFaults = it.likelihood;
        return;
      case "crash-agent":
        return ground.host.crashAgent();
      case "start-agent":
        return ground.host.startAgent();
      case "reboot":
        return ground.host.reboot();
      case "crash":
        return ground.crash();
      case "unplug":
        isPlugged = false;
        return ask(ground, () => ground.jobs().hostLost(local));
      case "plug":
        isPlugged = true;
        return ask(ground, () => ground.jobs().hostBack(local));
      case "restart":
        return ask(ground, () => ground.restart());
      case "advance":
        return await ground.clock.advance(it.ms);
      case "kill": {
        const live = ground.host.intervals().filter(({ to }) => to === null);
        const victim = live[it.pick % Math.max(1, live.length)];
        if (victim !== undefined) ground.host.killWithoutRecord(victim.run, victim.attempt);
        return;
      }
      case "stop":
        return ask(ground, () => stopSome(ground, it.pick));
      case "policy":
        return ask(ground, () => ground.apply(definitionOf(it.job, it.policy)));
      case "launch":
        for (let n = 0; n < it.count; n += 1) ask(ground, () => launch(ground, it.job, it.key + n));
    }
  };
  const heal = async (): Promise<void> => {
    storeFaults = 0;
    isPlugged = true;
    ground.host.setFaults(noHostFaults);
    ground.host.startAgent();
    if (!ground.isUp()) await ground.restart();
    await ground.jobs().hostBack(local);
    await ground.clock.advance(20 * 60_000);
  };
  return { ground, make, heal };
}

/** Begun now, done whenever time moves; errors are the caller's to see, and here nobody's. */
function ask(ground: Ground, what: () => Promise<unknown>): void {
  if (!ground.isUp()) return;
  what().catch(() => undefined);
}

async function launch(ground: Ground, job: string, key: number): Promise<void> {
  // Few keys: many launches are replays, some of them of launches whose answer was lost.
  const idempotency = { principal: "test", key: `${job} ${key % 4}`, bodyHash: "h" };
  await ground.launch(job, key % 2 === 0 ? { idempotency } : {});
}

async function stopSome(ground: Ground, pick: number): Promise<void> {
  const { items } = await ground.jobs().listRuns({ limit: 20 });
  const run: RunId | undefined = items[pick % Math.max(1, items.length)]?.id;
  if (run !== undefined) await ground.jobs().stop(run, { principal: "ann" });
}

function definitionOf(name: string, concurrency: JobDefinition["concurrency"]): JobDefinition {
  const retry = { maxAttempts: 2, intervalSeconds: 5, backoffRate: 2 };
  return aJob(name, { concurrency, retry, timeoutSeconds: 30, killGraceSeconds: 3 });
}

function scriptOf(kind: number, length: number): ProcessScript {
  const runMs = Math.floor(length * 40_000);
  const exit = { kind: "code", code: kind < 0.6 ? 0 : 1 } as const;
  if (kind > 0.95) return { runMs, exit, cannotStart: "no such file" };
  if (kind > 0.9) return { runMs, exit, leavesNoRecord: true };
  return { runMs, exit, termMs: Math.floor(kind * 5_000) };
}

function faultOf(kind: number): CommitFault {
  return kind < 0.4 ? "rejected" : kind < 0.7 ? "lost-before" : "lost-after";
}
