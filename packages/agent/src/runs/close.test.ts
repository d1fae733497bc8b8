import assert from "node:assert/strict";
import { test } from "node:test";
import { type Clock, runId } from "@landbridge/model";
import { openBench, systemClock } from "../../test/runs.ts";
import { createRunAgent } from "./agent.ts";

const bounds = { timeout: 120_000 };

/** Tells how many timers are set and neither cancelled nor due yet. */
function counting(): Clock & { readonly pending: () => number } {
  const pending = new Set<object>();
  return {
    now: () => systemClock.now(),
    setTimer(due, fire) {
      const timer = {};
      pending.add(timer);
      const cancel = systemClock.setTimer(due, () => {
        pending.delete(timer);
        fire();
      });
      return () => {
        pending.delete(timer);
        cancel();
      };
    },
    pending: () => pending.size,
  };
}

test("an agent that is closed at any moment leaves nothing that goes on", bounds, async (t) => {
  const bench = openBench(t);
  // An end that nobody took: whoever starts on this folder looks after it first of all.
  await new Promise<void>((resolve) => {
    bench.acknowledge = ({ kind }) => {
      if (kind !== "ended") return;
      resolve();
      throw new Error("nobody is there");
    };
    bench.agent.start(bench.order());
  });
  bench.agent.close();
  for (let turns = 0; turns < 60; turns += 1) {
    const clock = counting();
    const report = (): Promise<void> => Promise.reject(new Error("nobody is there"));
    const agent = createRunAgent({ folder: bench.folder, clock, report });
    agent.reconcile([{ run: runId("unheard-of"), attempt: 1 }]);
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    agent.close();
    await agent.recover().catch(() => {});
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(clock.pending(), 0, `closed after ${turns} turns`);
  }
});
