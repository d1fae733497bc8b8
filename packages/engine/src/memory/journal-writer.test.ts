import assert from "node:assert/strict";
import { test } from "node:test";
import { type ExecutionState, initialState, type Turn } from "@landbridge/asl";
import { epochMs, isJsonObject, parseJson } from "@landbridge/model";
import { engineLimits } from "../limits.ts";
import { JournalWriter } from "./journal-writer.ts";

function state(): ExecutionState {
  const startedAt = epochMs(0);
  return initialState({
    id: "e",
    name: "e",
    machineArn: "m",
    machineName: "m",
    roleArn: "r",
    startedAt,
    input: null,
  });
}

/** A turn that counts one event. */
function turn(lastEventId: number): Turn {
  return {
    delta: { lastEventId },
    history: [],
    commands: [],
    answers: [],
    status: "RUNNING",
    wakeAt: null,
    isTaskUnderWay: false,
  };
}

/** Whether a row holds the whole state, from which recovery may start. */
function isWhole(body: string): boolean {
  const row = parseJson(body);
  return isJsonObject(row) && "s" in row;
}

test("after so many deltas the whole state is written, and counting begins anew", () => {
  const writer = new JournalWriter({ rows: 0, bytes: 0 });
  const kinds = Array.from({ length: engineLimits.deltaRowsMax + 2 }, (_, at) =>
    isWhole(writer.encode(state(), turn(at))),
  );
  assert.equal(kinds.indexOf(true), engineLimits.deltaRowsMax);
  assert.equal(kinds.at(-1), false);
});

test("deltas that are heavier than the state give way to it", () => {
  const writer = new JournalWriter({ rows: 1, bytes: engineLimits.deltaBytesMax });
  assert.equal(isWhole(writer.encode(state(), turn(1))), true);
});

test("what was read at recovery counts", () => {
  const writer = new JournalWriter({ rows: engineLimits.deltaRowsMax - 1, bytes: 1 });
  assert.equal(isWhole(writer.encode(state(), turn(1))), false);
  assert.equal(isWhole(writer.encode(state(), turn(2))), true);
});

test("writing the whole state leaves the state in memory as it was: the turn is not committed yet", () => {
  const before = state();
  new JournalWriter({ rows: engineLimits.deltaRowsMax, bytes: 1 }).encode(before, turn(7));
  assert.equal(before.lastEventId, 0);
});
