import { assert } from "@landbridge/model";
import { storeLimits } from "./limits.ts";
import type { ColumnValue, Entry, Write } from "./port.ts";

/**
 * Refuses, as our own mistake, what no store can keep. Every store calls it before it queues anything,
 * so that a bad entry is refused alike everywhere and disturbs nobody else's.
 */
export function checkEntries(entries: readonly Entry[]): void {
  assert(entries.length <= storeLimits.callEntriesMax, "a commit has at most callEntriesMax entries");
  for (const entry of entries) checkEntry(entry);
}

function checkEntry({ guards, writes }: Entry): void {
  assert(guards.length <= storeLimits.entryGuardsMax, "an entry has at most entryGuardsMax guards");
  assert(writes.length <= storeLimits.entryWritesMax, "an entry has at most entryWritesMax writes");
  for (const guard of guards) checkKey(guard.key);
  for (const write of writes) checkWrite(write);
  if (writes.length > 1) checkRowsDiffer(writes);
}

function checkWrite(write: Write): void {
  checkKey(write.key);
  if (write.kind === "delete") return;
  if (write.body !== undefined) checkBody(write.body);
  if (write.journal !== undefined) checkBody(write.journal);
  // Fractions, NaN and text with a NUL would be changed or refused by one database and not by another.
  const columns: Readonly<Record<string, ColumnValue | undefined>> | undefined = write.columns;
  for (const name in columns) checkColumn(columns[name]);
}

function checkKey(key: string): void {
  assert(
    key.length > 0 && key.length <= storeLimits.keyCharactersMax,
    "a key has 1 to keyCharactersMax characters",
  );
  assert(isStorableText(key), "a key holds no NUL and no lone surrogate");
}

function checkBody(body: string): void {
  assert(body.length <= storeLimits.bodyCharactersMax, "a body has at most bodyCharactersMax characters");
  assert(isStorableText(body), "a body holds no NUL and no lone surrogate; JSON.stringify escapes both");
}

function checkColumn(value: ColumnValue | undefined): void {
  if (typeof value === "number") assert(Number.isSafeInteger(value), "a column's number is a safe integer");
  if (typeof value === "string")
    assert(isStorableText(value), "a column's text holds no NUL and no lone surrogate");
}

/** PostgreSQL's text has no NUL, and UTF-8 has no lone surrogates. */
function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Two writes to one row would have to see each other; PostgreSQL would need a round trip each for that. */
function checkRowsDiffer(writes: readonly Write[]): void {
  const seen = new Map<string, Set<string>>();
  for (const { table, key } of writes) {
    const keys = seen.get(table) ?? new Set();
    assert(!keys.has(key), "an entry writes a row at most once");
    seen.set(table, keys.add(key));
  }
}
