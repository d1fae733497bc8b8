import assert from "node:assert/strict";
import { test } from "node:test";
import { type Entry, isStoreError } from "@landbridge/store";
import { openCommitQueue, queueLimits } from "./commit-queue.ts";
import type { Transactions } from "./transaction.ts";

const entry: Entry = { partition: 0, epoch: 1, guards: [], writes: [] };

test("calls of one turn of the event loop share a transaction", async () => {
  const { transactions, sizes } = recorder();
  const queue = openCommitQueue(transactions, "turn");
  await Promise.all([queue.commit([entry]), queue.commit([entry, entry]), queue.commit([entry])]);
  await queue.commit([entry]);
  assert.deepEqual(sizes, [3, 1]);
});

test("an immediate queue commits before `commit` returns", () => {
  const { transactions, sizes } = recorder();
  void openCommitQueue(transactions, "immediate").commit([entry]);
  assert.deepEqual(sizes, [1]);
});

test("a transaction is closed once it has enough entries, and the rest follows in order", async () => {
  const { transactions, sizes } = recorder();
  const queue = openCommitQueue(transactions, "turn");
  const half = Array.from({ length: queueLimits.flushEntriesMax / 2 }, () => entry);
  const done: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map((n) => queue.commit(half).then(() => done.push(n))));
  assert.deepEqual(sizes, [2, 2, 1]);
  assert.deepEqual(done, [1, 2, 3, 4, 5]);
});

test("beyond what may wait a call is refused as busy, and taken again later", async () => {
  const { transactions } = recorder();
  const queue = openCommitQueue(transactions, "turn");
  const full = Array.from({ length: queueLimits.flushEntriesMax }, () => entry);
  const waiting = Array.from({ length: queueLimits.waitingEntriesMax / full.length }, () =>
    queue.commit(full),
  );
  await assert.rejects(queue.commit([entry]), (error) => isStoreError(error, "STORE_BUSY"));
  await Promise.all(waiting);
  assert.equal((await queue.commit([entry])).length, 1);
});

function recorder(): { transactions: Transactions; sizes: number[] } {
  const sizes: number[] = [];
  return {
    sizes,
    transactions: {
      run(calls) {
        sizes.push(calls.length);
        return calls.map((entries) => entries.map(() => ({ ok: true as const })));
      },
      acquire: () => 1,
    },
  };
}
