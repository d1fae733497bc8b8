import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Store } from "@landbridge/store";
import { shareStore } from "@landbridge/store/share-store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { systemClock } from "../system.ts";
import { joinFormats } from "./formats.ts";

const hasCode = (code: string) => (error: Error) => "code" in error && error.code === code;
/** Three releases: the second one reads the new format already, the third one writes it. */
const [first, second, third] = [
  { reads: 1, writes: 1 },
  { reads: 2, writes: 1 },
  { reads: 2, writes: 2 },
] as const;

async function open(context: TestContext): Promise<() => Store> {
  const store = await openSqliteStore({ memory: true });
  context.after(() => store.close());
  const shareable = shareStore(store, { clock: systemClock, partitionCount: 4 });
  return () => shareable.connect();
}

const beat = (store: Store, name: string, reads?: number) =>
  store.shared?.beat({
    id: `${name}/1`,
    name,
    leaseMs: 60_000,
    facts: JSON.stringify({ version: "0.1", reads }),
  });

test("a release and the next one start in any order, and the old one is still let in", async (context) => {
  const connect = await open(context);
  const [a, b] = [connect(), connect()];
  await joinFormats(a, first);
  await beat(a, "a", first.reads);
  await joinFormats(b, second);
  await beat(b, "b", second.reads);
  await joinFormats(a, first);
});

test("one that writes what a living node cannot read is refused, with that node's name", async (context) => {
  const connect = await open(context);
  const [a, b] = [connect(), connect()];
  await joinFormats(a, first);
  await beat(a, "a", first.reads);
  await assert.rejects(joinFormats(b, third), /"a" \(version 0.1\).*reads rows up to format 1/);
  await joinFormats(b, second);
  await a.shared?.leave("a/1");
  await joinFormats(b, third);
  await assert.rejects(joinFormats(a, first), hasCode("STORE_NEWER"));
  await joinFormats(a, second);
});

test("a node of before formats were told reads the first", async (context) => {
  const connect = await open(context);
  await beat(connect(), "a");
  await joinFormats(connect(), second);
  await assert.rejects(joinFormats(connect(), third), hasCode("NODE_OLDER"));
});

test("of an old and a new one that start at once, the second look finds the other out", async (context) => {
  const connect = await open(context);
  const [old, late] = [connect(), connect()];
  await joinFormats(old, first);
  await joinFormats(late, third);
  await beat(old, "old", first.reads);
  await beat(late, "late", third.reads);
  await joinFormats(late, third);
  await assert.rejects(joinFormats(old, first), hasCode("STORE_NEWER"));
});

test("a store of one process is refused to a program that cannot read it", async (context) => {
  const store = await openSqliteStore({ memory: true });
  context.after(() => store.close());
  await joinFormats(store, third);
  await joinFormats(store, second);
  await assert.rejects(joinFormats(store, first), hasCode("STORE_NEWER"));
});
