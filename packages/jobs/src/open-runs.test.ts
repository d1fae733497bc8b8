import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type RunId } from "@landbridge/model";
import { createOpenRuns } from "./open-runs.ts";
import type { StoredRun } from "./run-record.ts";

const now = epochMs(1);

function aRun(version: number, isOver = false): StoredRun {
  const run = {
    id: "r" as RunId,
    job: "load",
    status: isOver ? "STOPPED" : "QUEUED",
    cause: { kind: "api", principal: "test" },
    input: null,
    attempt: 1,
    requestedAt: now,
  } as const;
  return { record: { run, phase: { kind: isOver ? "over" : "ordered" }, isSlotted: true }, version };
}

test("a run that ended while the store was read is not taken in again from the older read", () => {
  const open = createOpenRuns();
  open.learn(aRun(1), now);
  open.beginReading();
  open.learn(aRun(2), now);
  open.learn(aRun(3, true), now);
  open.learn(aRun(1), now);
  open.endReading();
  assert.equal(open.size, 0);
  assert.equal(open.countOf("load"), 0);
});

test("what is older than what is known is not taken in", () => {
  const open = createOpenRuns();
  open.learn(aRun(5), now);
  open.learn(aRun(4), now);
  assert.equal(open.get("r" as RunId)?.version, 5);
});

test("of a job's runs without a slot the oldest is told as long as it is open", () => {
  const open = createOpenRuns();
  const beside = (id: string, version: number, isOver = false): StoredRun => {
    const { record } = aRun(version, isOver);
    return { record: { ...record, run: { ...record.run, id: id as RunId }, isSlotted: false }, version };
  };
  open.learn(aRun(1), now);
  assert.equal(open.unslottedOf("load"), undefined);
  open.learn(beside("a", 1), now);
  open.learn(beside("b", 1), now);
  open.learn(beside("a", 2), now);
  assert.equal(open.unslottedOf("load"), "a");
  open.learn(beside("a", 3, true), now);
  assert.equal(open.unslottedOf("load"), "b");
  open.forget("b" as RunId);
  assert.equal(open.unslottedOf("load"), undefined);
});
