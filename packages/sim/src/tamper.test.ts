import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry, Store, TableName, Write } from "@landbridge/store";
import { simulate } from "./simulate.ts";

// The checks can fail: whoever breaks the store on purpose is found out by the check of that very law.

const seedsMax = 12;
const steps = 200;

const tampers: Readonly<Record<string, { readonly law: RegExp; readonly entry: (entry: Entry) => Entry }>> = {
  "slots are not kept": {
    law: /^no two processes of one job at once|^every refused launch/,
    entry: without("slots"),
  },
  "occurrences are not kept": { law: /^every occurrence is accounted for/, entry: without("occurrences") },
  "idempotency keys are not kept": { law: /^an idempotency key replays/, entry: without("idempotency") },
  "the terminal event is written twice": {
    law: /^exactly one terminal event/,
    entry: journalsOf((turn) => ({
      ...turn,
      h: turn.h.flatMap((event) => (isEnd(event) ? [event, event] : [event])),
    })),
  },
  "an event is left out": {
    law: /^histories without gaps|^the journal replayed|^exactly one terminal/,
    entry: journalsOf((turn) => ({ ...turn, h: turn.h.length > 3 ? turn.h.slice(1) : turn.h })),
  },
  "a delta is left out": {
    // Without its delta an execution that closed looks open, and goes on: the first law that it meets says so.
    law: /^the journal replayed|^a task is redelivered|^exactly one terminal event/,
    entry: journalsOf((turn) => (turn.h.length > 3 ? turn : { ...turn, d: { lastEventId: 1 } })),
  },
};

for (const [name, { law, entry }] of Object.entries(tampers))
  test(`it is noticed when ${name}`, async () => {
    const failure = await firstFailure((store) => ({
      ...store,
      commit: (entries) => store.commit(entries.map(entry)),
    }));
    assert.match(failure, law);
  });

test("it is noticed when a commit is answered and not made", async () => {
  let commits = 0;
  const failure = await firstFailure((store) => ({
    ...store,
    commit: (entries) => {
      commits += 1;
      const isStart = entries.some(({ writes }) => writes.some(({ table }) => table === "executionNames"));
      return isStart && commits % 7 === 0
        ? Promise.resolve(entries.map(() => ({ ok: true })))
        : store.commit(entries);
    },
  }));
  assert.notEqual(failure, "");
});

test("it is noticed when whoever was taken over may still write", async () => {
  let epoch = 0;
  // It lies about the epoch, and does not look at what others have written meanwhile.
  const failure = await firstFailure((store) => ({
    ...store,
    acquire: async (partition) => {
      const taken = await store.acquire(partition);
      epoch = taken.epoch;
      return taken;
    },
    commit: (entries) =>
      store.commit(
        entries.map((entry) => ({
          ...entry,
          epoch,
          guards: entry.guards.filter(({ kind }) => kind === "absent"),
        })),
      ),
  }));
  assert.notEqual(failure, "");
});

async function firstFailure(tamper: (store: Store) => Store): Promise<string> {
  for (let seed = 1; seed <= seedsMax; seed += 1) {
    const { failure } = await simulate({ seed, steps, tamper });
    if (failure !== undefined) return failure.message;
  }
  return "";
}

/** As if the table were empty, always. */
function without(table: TableName): (entry: Entry) => Entry {
  return (entry) => ({
    ...entry,
    guards: entry.guards.filter((guard) => guard.table !== table),
    writes: entry.writes.filter((write) => write.table !== table),
  });
}

type StoredEvent = readonly [previous: number, type: string, details?: unknown];

interface StoredTurn {
  readonly h: readonly StoredEvent[];
  readonly d?: unknown;
}

function journalsOf(change: (turn: StoredTurn) => StoredTurn): (entry: Entry) => Entry {
  const changed = (write: Write): Write => {
    if (write.kind !== "update" || write.journal === undefined) return write;
    return { ...write, journal: JSON.stringify(change(JSON.parse(write.journal) as StoredTurn)) };
  };
  return (entry) => ({ ...entry, writes: entry.writes.map(changed) });
}

function isEnd([, type]: StoredEvent): boolean {
  return type === "ExecutionSucceeded" || type === "ExecutionFailed";
}
