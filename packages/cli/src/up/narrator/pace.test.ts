import assert from "node:assert/strict";
import test from "node:test";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import type { Line, Tone } from "./line.ts";
import { createPace } from "./pace.ts";

function setUp() {
  const clock = createVirtualClock();
  const told: string[] = [];
  const pace = createPace({ clock, linesPerSecond: 3, tell: ({ text }) => void told.push(text) });
  const take = (text: string, tone: Tone = "plain", plural = "things"): void => {
    const line: Line = { at: clock.now(), subject: "run", name: "load", text, tone, plural };
    pace.take(line);
  };
  return { clock, told, pace, take };
}

test("a second holds so many lines; the rest is counted by kind when it ends", () => {
  const { clock, told, take } = setUp();
  for (let index = 0; index < 10; index += 1)
    take(String(index), "plain", index % 2 ? "odd ones" : "even ones");
  assert.deepEqual(told, ["0", "1", "2"]);
  assert.ok(clock.fireNext());
  assert.deepEqual(told.slice(3), ["and more in the same second: 4 odd ones, 3 even ones"]);
  assert.equal(clock.fireNext(), false);
});

test("the counts come before the line of the next second", () => {
  const { clock, told, take } = setUp();
  for (let index = 0; index < 4; index += 1) take(String(index));
  clock.jump(1_000);
  take("next");
  assert.deepEqual(told, ["0", "1", "2", "and more in the same second: 1 things", "next"]);
});

test("what is bad has room of its own, and a limit too", () => {
  const { told, take } = setUp();
  for (let index = 0; index < 4; index += 1) take(`plain ${index}`);
  for (let index = 0; index < 9; index += 1) take(`bad ${index}`, "bad");
  assert.deepEqual(told, ["plain 0", "plain 1", "plain 2", "bad 0", "bad 1", "bad 2"]);
});

test("a clock that is set back begins a second anew", () => {
  const { clock, told, take } = setUp();
  for (let index = 0; index < 3; index += 1) take(String(index));
  clock.jump(-3_600_000);
  take("after");
  assert.equal(told.at(-1), "after");
});

test("flush tells what was counted, once", () => {
  const { told, pace, take } = setUp();
  for (let index = 0; index < 5; index += 1) take(String(index));
  pace.flush();
  pace.flush();
  assert.deepEqual(told.slice(3), ["and more in the same second: 2 things"]);
});
