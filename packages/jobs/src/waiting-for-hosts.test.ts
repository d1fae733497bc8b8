import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunId } from "@landbridge/model";
import fc from "fast-check";
import { createWaitingForHosts } from "./waiting-for-hosts.ts";

const aRun = fc.integer({ min: 0, max: 8 }).map((number) => `run-${number}` as RunId);
const aWish = fc.constantFrom("cpu", "memory", "rome");
const change = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), run: aRun, wish: aWish }),
  fc.record({ kind: fc.constant("drop" as const), run: aRun }),
);

test("the next is always the one that a look through the whole line in order would find", () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      fc.subarray(["cpu", "memory", "rome"]),
      (changes, except) => {
        const waiting = createWaitingForHosts();
        let line: { readonly run: RunId; readonly wish: string }[] = [];
        for (const one of changes) {
          const isKept =
            one.kind === "add" && line.some(({ run, wish }) => run === one.run && wish === one.wish);
          if (!isKept) line = line.filter(({ run }) => run !== one.run);
          if (one.kind === "add" && !isKept) line.push({ run: one.run, wish: one.wish });
          if (one.kind === "add") waiting.add(one.run, one.wish);
          else waiting.drop(one.run);
          assert.equal(waiting.size, line.length);
          const naive = line.find(({ wish }) => !except.includes(wish))?.run;
          assert.equal(waiting.oldest(new Set(except)), naive);
        }
      },
    ),
  );
});
