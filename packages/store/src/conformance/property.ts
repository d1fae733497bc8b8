import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { isStoreError } from "../errors.ts";
import type { Entry, Guard, Outcome, Store, Write } from "../port.ts";
import { ModelStore } from "./model-store.ts";
import type { OpenStore } from "./open-store.ts";

const KEYS = ["a", "b", "c", "ß"] as const;
const STATUSES = ["OPEN", "DONE"] as const;

/** How many random scripts one run of the suite plays, and how many steps a script has at most. */
const SCRIPTS = 30;
const STEPS_MAX = 40;

export function propertyContract(name: string, open: OpenStore): void {
  suite(`${name}: against a model`, () => {
    test("every script of commits, takeovers and restarts leaves what the model says", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: STEPS_MAX }), (steps) => play(open, steps)),
        { numRuns: SCRIPTS },
      );
    });
  });
}

type Change = { readonly key: string; readonly guard: Guard; readonly write: Write | undefined };
type Step =
  /** Calls made at once; a call is a list of entries, an entry a list of changes. */
  | {
      readonly kind: "commit";
      readonly calls: readonly (readonly (readonly Change[])[])[];
      readonly isStale: boolean;
    }
  | { readonly kind: "acquire" }
  | { readonly kind: "reopen" };

const columns = fc.record({
  partition: fc.constant(0),
  machine: fc.constantFrom("m", "n"),
  status: fc.constantFrom(...STATUSES),
  startedAt: fc.integer({ min: -2, max: 3 }),
  stoppedAt: fc.constant(null),
  wakeAt: fc.option(fc.integer({ min: 0, max: 2 })),
  machineVersion: fc.constant(null),
  versionAt: fc.constant(null),
  machineAlias: fc.constant(null),
  aliasAt: fc.constant(null),
});
const journal = fc.option(
  fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text)),
  { nil: undefined },
);

/** Every write is guarded, so no script makes the mistakes that S8 forbids. */
const change: fc.Arbitrary<Change> = fc.constantFrom(...KEYS).chain((key) => {
  const at = { table: "executions", key } as const;
  const version = fc
    .integer({ min: 1, max: 4 })
    .map((number): Guard => ({ kind: "version", ...at, version: number }));
  const absent = fc.constant<Guard>({ kind: "absent", ...at });
  return fc.oneof(
    fc.record({ key: fc.constant(key), guard: absent, write: insertOf(at) }),
    fc.record({ key: fc.constant(key), guard: version, write: updateOf(at) }),
    fc.record({
      key: fc.constant(key),
      guard: version,
      write: fc.constant<Write>({ kind: "delete", ...at }),
    }),
    fc.record({ key: fc.constant(key), guard: fc.oneof(absent, version), write: fc.constant(undefined) }),
  );
});

interface At {
  readonly table: "executions";
  readonly key: string;
}

function insertOf(at: At): fc.Arbitrary<Write> {
  return fc.record({ columns, body: fc.json(), journal }).map(
    ({ journal: text, ...rest }): Write => ({
      kind: "insert",
      ...at,
      ...rest,
      ...(text === undefined ? {} : { journal: text }),
    }),
  );
}

function updateOf(at: At): fc.Arbitrary<Write> {
  return fc
    .record({
      columns: fc
        .subarray(["status", "startedAt", "wakeAt"] as const)
        .chain((names) => columns.map((all) => pick(all, names))),
      body: fc.json(),
      journal,
    })
    .map(
      ({ journal: text, ...rest }): Write => ({
        kind: "update",
        ...at,
        ...rest,
        ...(text === undefined ? {} : { journal: text }),
      }),
    );
}

function pick<T extends object, K extends keyof T>(all: T, names: readonly K[]): Partial<T> {
  const picked: Partial<T> = {};
  for (const name of names) picked[name] = all[name];
  return picked;
}

const entry = fc.uniqueArray(change, { selector: ({ key }) => key, minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("commit" as const),
      calls: fc.array(fc.array(entry, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      isStale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "acquire" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "reopen" }) },
);

async function play(open: OpenStore, steps: readonly Step[]): Promise<void> {
  const opened = await open();
  let { store } = opened;
  const model = new ModelStore();
  try {
    model.epoch = (await store.acquire(0)).epoch;
    for (const next of steps) {
      if (next.kind === "commit") await playCommit(store, model, next);
      else if (next.kind === "acquire") model.epoch = (await store.acquire(0)).epoch;
      else store = (await opened.reopen?.(store)) ?? store;
    }
    await compare(store, model);
  } finally {
    await store.close();
    await opened.remove?.();
  }
}

async function playCommit(
  store: Store,
  model: ModelStore,
  { calls, isStale }: Extract<Step, { kind: "commit" }>,
): Promise<void> {
  const epoch = isStale ? model.epoch - 1 : model.epoch;
  const entries = calls.map((call) => call.map((changes): Entry => toEntry(changes, epoch)));
  const results = await Promise.all(entries.map((call) => store.commit(call).catch(fencedOnly)));
  const expected = entries.map((call) => model.commit(call));
  assert.deepEqual(
    results.map((outcomes) => outcomes?.map(withoutHead)),
    expected,
  );
}

function toEntry(changes: readonly Change[], epoch: number): Entry {
  const writes = changes.flatMap(({ write }) => (write === undefined ? [] : [write]));
  return { partition: 0, epoch, guards: changes.map(({ guard }) => guard), writes };
}

function fencedOnly(error: unknown): undefined {
  if (!isStoreError(error, "FENCED")) throw error;
}

function withoutHead(outcome: Outcome): Outcome {
  if (outcome.ok || outcome.holder === undefined) return outcome;
  return { ...outcome, holder: { ...outcome.holder, head: 0 } };
}

async function compare(store: Store, model: ModelStore): Promise<void> {
  for (const key of KEYS) {
    const row = await store.get("executions", key);
    const expected = model.rows.get(key);
    assert.deepEqual(row && { ...row, head: 0 }, expected?.row);
    const chain = await store.journal(row?.head ?? 0, 100);
    assert.deepEqual(
      chain.map(({ body }) => body),
      expected?.chain ?? [],
    );
  }
  for (const status of STATUSES) {
    const query = { where: { status }, orderBy: "startedAt", direction: "ascending", limit: 100 } as const;
    const { rows } = await store.list("executions", query);
    assert.deepEqual(
      rows.map(({ key }) => key),
      model.keysBy(status),
    );
  }
}
