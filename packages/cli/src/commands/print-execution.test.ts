import assert from "node:assert/strict";
import { test } from "node:test";
import pc from "picocolors";
import { execution } from "../../test/samples.ts";
import type { Output } from "../terminal.ts";
import { printExecution } from "./print-execution.ts";

function printed(headroom: Parameters<typeof printExecution>[1]["headroom"]): string {
  let text = "";
  const out: Output = {
    write: (data) => void (text += String(data)),
    drained: async () => {},
    pendingBytes: () => 0,
    isTerminal: false,
    columns: () => undefined,
    colours: pc.createColors(false),
  };
  const one = headroom === undefined ? execution : { ...execution, headroom };
  printExecution(out, one, { moment: String, exact: String, clock: String });
  return text;
}

test("an execution's headroom is told in shares, and what is hardly anything is not nothing", () => {
  const text = printed({
    events: { used: 6, limit: 25_000, share: 0.000_24 },
    payloadBytes: { used: 300_000, limit: 262_144, share: 300_000 / 262_144 },
    longestTaskSeconds: { used: 90, limit: 900, share: 0.1 },
  });
  assert.match(text, /of AWS's limits +events <0\.1%, payload 114%, longest task 10% \(90 s of 900 s\)\n/);
});

test("a server that tells no headroom has no line for it", () => {
  assert.doesNotMatch(printed(undefined), /limits/);
});
