import assert from "node:assert/strict";
import { test } from "node:test";
import { type HostName, hostName, isOpenRun, type RunId } from "@landbridge/model";
import fc from "fast-check";
import { aJob, createGround, exitsWith, type Ground } from "../test/ground.ts";
import type { HostFacts } from "./choose-host.ts";
import type { Hosts } from "./jobs.ts";
import { noHostFaults } from "./simulated-host.ts";

// Law 3 over hosts that come and go: `restart: elsewhere` in virtual time, with hosts that are cut off, back, rebooted,
// whose messages are lost, doubled and delayed, and a server that crashes. What the supervisors would do by themselves
// (H6) is done here: a host that is cut off ends its processes after kill-after and grace, and not a moment before.

const names = ["one", "two", "three"].map(hostName);
const killAfterMs = 100_000;
const graceMs = 5_000;

type Move =
  | { readonly kind: "launch" | "crash" }
  | { readonly kind: "cut" | "restore" | "reboot" | "crash-agent"; readonly host: number }
  | { readonly kind: "wait"; readonly ms: number };

const host = fc.nat(names.length - 1);
const moves = fc.array(
  fc.oneof(
    fc.constantFrom<Move>({ kind: "launch" }, { kind: "launch" }, { kind: "crash" }),
    fc.record({
      kind: fc.constantFrom("cut", "restore", "reboot", "crash-agent"),
      host,
    }) as fc.Arbitrary<Move>,
    fc.record({ kind: fc.constant("wait"), ms: fc.integer({ min: 1, max: 200_000 }) }) as fc.Arbitrary<Move>,
  ),
  { minLength: 10, maxLength: 60 },
);

function nameOf(host: number): HostName {
  return names[host] ?? hostName("one");
}

class World {
  readonly ground: Ground;
  readonly #cancels = new Map<HostName, () => void>();

  constructor(ground: Ground) {
    this.ground = ground;
  }

  async make(move: Move): Promise<void> {
    const { ground } = this;
    switch (move.kind) {
      case "launch":
        await ground.launch("load");
        return;
      case "crash":
        ground.crash();
        await ground.restart();
        for (const name of names) if (this.#isAway(name)) await ground.jobs().hostLost(name);
        return;
      case "wait":
        return ground.clock.advance(move.ms);
      case "cut":
        return this.#cut(nameOf(move.host));
      case "restore":
        return this.restore(nameOf(move.host));
      case "reboot":
        return ground.remote.get(nameOf(move.host))?.host.reboot();
      case "crash-agent": {
        const remote = ground.remote.get(nameOf(move.host));
        remote?.host.crashAgent();
        remote?.host.startAgent();
      }
    }
  }

  /** The host's last word is at this moment; that it is silent is noticed later. */
  async #cut(name: HostName): Promise<void> {
    if (this.#isAway(name)) return;
    this.#setFacts(name, "away");
    this.#cancels.set(name, this.#endLater(name));
    await this.ground.clock.advance(20_000);
    if (this.#isAway(name)) await this.ground.jobs().hostLost(name);
  }

  async restore(name: HostName): Promise<void> {
    if (!this.#isAway(name)) return;
    this.#cancels.get(name)?.();
    this.ground.jobs().hostHeard(name);
    this.#setFacts(name, "yes");
    await this.ground.jobs().hostBack(name);
  }

  #endLater(name: HostName): () => void {
    const { clock, remote } = this.ground;
    const simulated = remote.get(name)?.host;
    const due = clock.now() + killAfterMs + graceMs;
    return clock.setTimer(due as ReturnType<typeof clock.now>, () => {
      for (const { run, attempt, to } of simulated?.intervals() ?? [])
        if (to === null) simulated?.killWithoutRecord(run, attempt);
    });
  }

  #isAway(name: HostName): boolean {
    return this.ground.remote.get(name)?.facts.takesRuns === "away";
  }

  #setFacts(name: HostName, takesRuns: HostFacts["takesRuns"]): void {
    const remote = this.ground.remote.get(name);
    if (remote !== undefined) remote.facts = { ...remote.facts, takesRuns };
  }

  check(): void {
    const all = [...this.ground.remote.values()]
      .flatMap((remote) => remote.host.intervals())
      .toSorted((a, b) => a.from - b.from);
    let gone = 0;
    for (const { from, to, run, attempt } of all) {
      assert.ok(from >= gone, `attempt ${attempt} of run ${run} began while another process lived`);
      gone = to ?? Number.POSITIVE_INFINITY;
    }
  }
}

test("no run is launched elsewhere while its process lives, and all of them end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), moves, async (seed, all) => {
      const ground = await createGround({
        seed,
        script: () => exitsWith(0, 150_000),
        remote: names.map((name) => ({ name, labels: {}, capacity: { slots: 2 }, takesRuns: "yes" })),
      });
      const target = { kind: "hosts", expression: "name != local", choice: "least-loaded" } as const;
      const restart = { kind: "elsewhere", killAfterSeconds: killAfterMs / 1_000 } as const;
      await ground.apply(
        aJob("load", { target, restart, killGraceSeconds: graceMs / 1_000, concurrency: "queue" }),
      );
      const faults = { loseMessage: 0.1, doubleMessage: 0.1, delayMsMax: 2_000 };
      for (const remote of ground.remote.values()) remote.host.setFaults(faults);
      const world = new World(ground);
      for (const move of all) {
        await world.make(move);
        world.check();
      }
      for (const remote of ground.remote.values()) remote.host.setFaults(noHostFaults);
      for (const name of names) await world.restore(name);
      for (let round = 0; ground.jobs().openRuns() > 0 && round < 200; round += 1) {
        await ground.clock.advance(100_000);
        world.check();
      }
      const { items } = await ground.jobs().listRuns({ limit: 1_000 });
      const open = items.filter(({ status }) => isOpenRun(status)).map(({ id }): RunId => id);
      assert.deepEqual(open, []);
      assert.equal(await ground.store.get("slots", "load"), undefined);
      for (const name of names) assert.equal(ground.jobs().loadOf(name).runs, 0);
    }),
    { numRuns: Number(process.env["JOBS_INTERLEAVINGS"] ?? 60) },
  );
});

/** A run on one of two hosts whose silence has lasted for as long as it takes; `silence` is what other nodes say. */
async function afterTheWait(silence: NonNullable<Hosts["silence"]>) {
  const ground = await createGround({
    script: () => exitsWith(0, 1_000_000),
    remote: names.map((name) => ({ name, labels: {}, capacity: {}, takesRuns: "yes" })),
    silence,
  });
  const target = { kind: "hosts", expression: "name != local", choice: "least-loaded" } as const;
  const restart = { kind: "elsewhere", killAfterSeconds: killAfterMs / 1_000 } as const;
  await ground.apply(aJob("load", { target, restart, killGraceSeconds: graceMs / 1_000 }));
  const id = await ground.start("load");
  await ground.clock.advance(1_000);
  const { host: first } = await ground.run(id);
  assert.ok(first !== undefined);
  const remote = ground.remote.get(first);
  if (remote !== undefined) remote.facts = { ...remote.facts, takesRuns: "away" };
  await ground.jobs().hostLost(first);
  await ground.clock.advance(2 * (killAfterMs + graceMs));
  return ground.run(id);
}

test("a silent host's run is launched elsewhere when no node has heard of the host", async () => {
  assert.equal((await afterTheWait(() => async () => [])).attempt, 2);
});

test("a silent host's run stays where it is while another node holds the host", async () => {
  assert.equal((await afterTheWait(() => undefined)).attempt, 1);
});

test("a silent host's run stays where it is when another node has heard the host since", async () => {
  assert.equal((await afterTheWait(() => async () => undefined)).attempt, 1);
});

test("a silent host's run stays where it is when the host comes back in the moment in which it is taken", async () => {
  let asked = 0;
  const overtaken = { kind: "version", table: "hosts", key: "one", version: 1 } as const;
  const run = await afterTheWait(() => async () => {
    asked += 1;
    return asked === 1 ? [overtaken] : undefined;
  });
  assert.deepEqual([run.attempt, run.status, asked], [1, "UNREACHABLE", 2]);
});
