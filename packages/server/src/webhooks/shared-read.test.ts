import assert from "node:assert/strict";
import { test } from "node:test";
import { createSharedRead } from "./shared-read.ts";

test("who ask together share one read, and who asks after it has begun is given a newer one", async () => {
  let reads = 0;
  const read = createSharedRead(async () => {
    reads += 1;
    return reads;
  });

  assert.deepEqual(await Promise.all([read(), read(), read()]), [1, 1, 1]);
  const early = read();
  await Promise.resolve();
  await Promise.resolve();
  const late = read();
  assert.deepEqual([await early, await late], [2, 3]);
});

test("a read that fails fails for those who asked for it, and the next one is tried again", async () => {
  const answers = [Promise.reject(new Error("the store is away")), Promise.resolve("there")];
  const read = createSharedRead(() => answers.shift() ?? Promise.resolve("none"));

  const both = await Promise.allSettled([read(), read()]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  assert.equal(await read(), "there");
});
