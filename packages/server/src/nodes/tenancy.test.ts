import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turnEnds } from "node:timers/promises";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import type { Beat, SharedStore } from "@landbridge/store";
import { createTenancy } from "./tenancy.ts";

const leaseMs = 10_000;

/** A node alone on two partitions, whose beats are answered when the test says so. */
function alone() {
  const clock = createVirtualClock();
  const told: string[] = [];
  let answer: (() => void) | undefined;
  const holding = [0, 1].map((partition) => ({ partition, epoch: 7 }));
  const beat: Beat = {
    era: 1,
    held: holding,
    free: [],
    nodes: [{ id: "a", name: "a", isDraining: false, heldCount: 2 }],
  };
  const shared: SharedStore = {
    partitionCount: 2,
    beat: () =>
      new Promise((resolve) => {
        answer = () => resolve(beat);
      }),
    take: () => Promise.resolve([]),
    release: () => Promise.resolve(),
    leave: () => Promise.resolve(),
    view: () => Promise.reject(new Error("nobody looks")),
    drain: () => Promise.resolve(0),
    hint: () => {},
    onHint: () => () => {},
  };
  const tenancy = createTenancy({
    shared,
    id: "a",
    name: "a",
    leaseMs,
    clock,
    monotonicMs: () => clock.now(),
    facts: () => "{}",
    // Whoever is told must find it held at that very moment.
    taken: (partition) => told.push(`takes ${partition} at ${tenancy.holdings.epochOf(partition)}`),
    left: (partition) => told.push(`leaves ${partition}`),
    moved: () => {},
    log: { info: () => {}, warn: () => {} },
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await turnEnds();
  };
  return {
    clock,
    tenancy,
    told,
    answered: async () => {
      await settle();
      answer?.();
      await settle();
    },
    pass: async (ms: number) => {
      const end = clock.now() + ms;
      while (clock.earliest !== undefined && clock.earliest <= end) {
        clock.fireNext();
        await settle();
      }
      clock.jump(end - clock.now());
    },
  };
}

test("a node that cannot renew puts its work down by itself, and takes it up when it is answered again", async () => {
  const { tenancy, told, answered, pass } = alone();
  const begun = tenancy.begin();
  await answered();
  await begun;
  assert.deepEqual(told.splice(0), ["takes 0 at 7", "takes 1 at 7"]);
  await pass(leaseMs);
  assert.equal(tenancy.isCurrent, false);
  assert.deepEqual([told.splice(0), tenancy.held()], [["leaves 0", "leaves 1"], []]);
  // The beat that hung all the while: what it says is of a lease that is over.
  await answered();
  assert.deepEqual(told, []);
  await pass(leaseMs / 10);
  await answered();
  assert.deepEqual(told, ["takes 0 at 7", "takes 1 at 7"]);
  assert.equal(tenancy.isCurrent, true);
  await tenancy.leave();
});
