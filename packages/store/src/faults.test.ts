import assert from "node:assert/strict";
import { test } from "node:test";
import { isStoreError } from "./errors.ts";
import { type CommitFault, withFaults } from "./faults.ts";
import type { Entry, Store } from "./port.ts";

const entry: Entry = { partition: 0, epoch: 1, guards: [], writes: [] };

test("a plan decides by the number of the call which commits fail, and how", async () => {
  const plan: readonly (CommitFault | undefined)[] = [
    undefined,
    "rejected",
    "lost-before",
    "lost-after",
    undefined,
  ];
  const { store, commits } = recorder();
  const faulty = withFaults(store, { commit: ({ index }) => plan[index] });
  const applied: number[] = [];
  const codes: string[] = [];
  for (const _ of plan) {
    const before = commits();
    const code = await faulty.commit([entry]).then(
      () => "resolved",
      (error: unknown) =>
        isStoreError(error, "REJECTED")
          ? "REJECTED"
          : isStoreError(error, "UNKNOWN_OUTCOME")
            ? "UNKNOWN_OUTCOME"
            : "other",
    );
    codes.push(code);
    applied.push(commits() - before);
  }
  assert.deepEqual(codes, ["resolved", "REJECTED", "UNKNOWN_OUTCOME", "UNKNOWN_OUTCOME", "resolved"]);
  assert.deepEqual(applied, [1, 0, 0, 1, 1]);
});

test("a plan sees the entries of each call", async () => {
  const seen: (readonly Entry[])[] = [];
  const { store } = recorder();
  const faulty = withFaults(store, { commit: ({ entries }) => void seen.push(entries) });
  await faulty.commit([entry, entry]);
  assert.deepEqual(seen, [[entry, entry]]);
});

function recorder(): { store: Store; commits: () => number } {
  let commits = 0;
  const store: Store = {
    acquire: async () => ({ epoch: 1 }),
    commit: async (entries) => {
      commits += 1;
      return entries.map(() => ({ ok: true as const }));
    },
    get: async () => undefined,
    list: async () => ({ rows: [] }),
    journal: async () => [],
    close: async () => {},
  };
  return { store, commits: () => commits };
}
