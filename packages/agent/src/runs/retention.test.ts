import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import { defaultRunAgentLimits } from "./limits.ts";
import { expired } from "./retention.ts";

const limits = { ...defaultRunAgentLimits, keptAttemptsMax: 2, keptMs: 1_000, keptMsMin: 100 };
const kept = (name: string, acknowledgedAt: number) => ({ name, acknowledgedAt: epochMs(acknowledgedAt) });

test("the oldest beyond the count are given up, and all beyond the age", () => {
  const all = [kept("c", 1_800), kept("a", 1_600), kept("b", 1_700)];
  assert.deepEqual(expired(all, epochMs(2_000), limits), ["a"]);
  assert.deepEqual(expired(all, epochMs(2_700), limits), ["a", "b"]);
});

test("none is given up before its least age, however many there are", () => {
  const all = [kept("a", 1_950), kept("b", 1_960), kept("c", 1_970), kept("d", 1_980)];
  assert.deepEqual(expired(all, epochMs(2_000), limits), []);
});
