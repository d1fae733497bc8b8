import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { storeLimits } from "./limits.ts";
import { idInPartition, partitionOf, partitionOfName } from "./partition-of.ts";

const counts = fc.integer({ min: 1, max: storeLimits.partitionsMax });

test("an id that was made for a partition says that partition, and stays an id", () => {
  fc.assert(
    fc.property(fc.uuid(), counts, fc.nat(), (id, count, any) => {
      const partition = any % count;
      const own = idInPartition(id, partition, count);
      assert.equal(partitionOf(own, count), partition);
      assert.match(own, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.equal(own.slice(0, -3), id.slice(0, -3));
    }),
  );
});

test("in a store of one partition ids stay as they are", () => {
  const id = "0193e2a0-0000-7000-8000-0000000000ff";
  assert.equal(idInPartition(id, 0, 1), id);
});

test("names and ids are spread over all partitions", () => {
  const byName = new Set<number>();
  const byId = new Set<number>();
  for (let i = 0; i < 1_000; i += 1) {
    byName.add(partitionOfName(`nightly-${i}`, 32));
    byId.add(partitionOf(i.toString(16).padStart(12, "0"), 32));
  }
  assert.deepEqual([byName.size, byId.size], [32, 32]);
});
