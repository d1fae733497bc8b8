import assert from "node:assert/strict";
import { test } from "node:test";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import { Alarm } from "./alarm.ts";

function ringing() {
  const clock = createVirtualClock();
  const rings: number[] = [];
  const start = clock.now();
  const alarm = new Alarm(clock, () => rings.push(clock.now() - start));
  return { clock, rings, set: (afterMs: number) => alarm.set(start + afterMs), alarm };
}

test("it rings once, at the earliest of the instants that it was set for", () => {
  const { clock, rings, set } = ringing();
  set(20);
  set(10);
  set(30);
  while (clock.fireNext());
  assert.deepEqual(rings, [10]);
});

test("after it rang it may be set for a later instant", () => {
  const { clock, rings, set } = ringing();
  set(10);
  clock.fireNext();
  set(20);
  clock.fireNext();
  assert.deepEqual(rings, [10, 20]);
});

test("one that was stopped does not ring, and nothing sets a timer for never", () => {
  const { clock, rings, set, alarm } = ringing();
  set(10);
  alarm.stop();
  set(Number.POSITIVE_INFINITY);
  assert.equal(clock.earliest, undefined);
  assert.deepEqual(rings, []);
});
