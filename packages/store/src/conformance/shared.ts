import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import { isStoreError } from "../errors.ts";
import type { Holding } from "../partition-of.ts";
import type { Store } from "../port.ts";
import type { NodeBeat, SharedStore } from "../shared.ts";
import { absent, insert } from "./entries.ts";

/** What a store that many nodes share must do besides (N1 to N5). */
export interface OpenedSharedStore {
  readonly partitionCount: number;
  /** One more connection to the same data, as another node has it. */
  connect(): Promise<Store>;
  /** Lets the store's clock pass this long; absent: it does so by itself. */
  pass?(ms: number): void;
  remove(): Promise<void>;
}

export type OpenSharedStore = () => Promise<OpenedSharedStore>;

/** Longer than any case takes, however busy the machine is. */
const leaseMs = 120_000;
const shortMs = 100;

export function sharedContract(name: string, open: OpenSharedStore): void {
  const cases = casesOn(open);
  suite(`${name}: nodes that share it`, () => {
    test("who beats is alive, with what it holds, and all of them see each other", async (t) => {
      const { a, b, count } = await cases(t);
      assert.deepEqual((await a.beat(beat("a"))).free.length, count);
      const taken = await a.take("a", [0, 1], leaseMs);
      assert.deepEqual(numbers(taken), [0, 1]);
      const seen = await b.beat(beat("b"));
      assert.deepEqual(seen.held, []);
      assert.equal(seen.free.length, count - 2);
      const nodes = seen.nodes.map(({ id, name: called, heldCount }) => `${id} ${called} ${heldCount}`);
      assert.deepEqual(new Set(nodes), new Set(["a node-a 2", "b node-b 0"]));
      assert.deepEqual(sorted((await a.beat(beat("a"))).held), sorted(taken));
    });

    test("a partition under a lease that runs is nobody else's to take (N2)", async (t) => {
      const { a, b } = await cases(t);
      await a.beat(beat("a"));
      await b.beat(beat("b"));
      await a.take("a", [3], leaseMs);
      assert.deepEqual(numbers(await b.take("b", [3, 4], leaseMs)), [4]);
    });

    test("of nodes that take at once each partition goes to one", async (t) => {
      const { a, b, count } = await cases(t);
      await a.beat(beat("a"));
      await b.beat(beat("b"));
      const all = Array.from({ length: count }, (_, partition) => partition);
      const [ofA, ofB] = await Promise.all([a.take("a", all, leaseMs), b.take("b", all, leaseMs)]);
      assert.deepEqual(
        numbers([...ofA, ...ofB]).toSorted((x, y) => x - y),
        all,
      );
    });

    test("a lease that has run out may be taken, and then its holder is fenced (N2)", async (t) => {
      const { a, b, storeA, storeB, opened } = await cases(t);
      await a.beat({ ...beat("a"), leaseMs: shortMs });
      const [before] = await a.take("a", [5], shortMs);
      assert.ok(before !== undefined);
      await until(opened, async () => (await b.beat(beat("b"))).free.includes(5));
      // Nobody has taken it, so nobody else can have written.
      assert.deepEqual(await storeA.commit([entry(before, "still-mine")]), [{ ok: true }]);
      const [after] = await b.take("b", [5], leaseMs);
      assert.ok(after !== undefined && after.epoch > before.epoch);
      await assert.rejects(storeA.commit([entry(before, "late")]), (error) => isStoreError(error, "FENCED"));
      assert.deepEqual(await storeB.commit([entry(after, "in-time")]), [{ ok: true }]);
      assert.deepEqual((await a.beat(beat("a"))).held, []);
    });

    test("a lease that has run out is renewed if nobody took it (N3)", async (t) => {
      const { a, b, opened } = await cases(t);
      await a.beat({ ...beat("a"), leaseMs: shortMs });
      const taken = await a.take("a", [6], shortMs);
      await until(opened, async () => (await b.beat(beat("b"))).free.includes(6));
      assert.deepEqual((await a.beat(beat("a"))).held, taken);
      assert.ok(!(await b.beat(beat("b"))).free.includes(6));
    });

    test("what is given up is free at once", async (t) => {
      const { a, b } = await cases(t);
      await a.beat(beat("a"));
      const taken = await a.take("a", [0, 1, 2], leaseMs);
      await a.release(
        "a",
        taken.filter(({ partition }) => partition === 1),
      );
      await b.beat(beat("b"));
      assert.deepEqual(numbers(await b.take("b", [0, 1, 2], leaseMs)), [1]);
      await a.leave("a");
      assert.deepEqual(numbers(await b.take("b", [0, 1, 2], leaseMs)), [0, 2]);
      assert.deepEqual(
        (await b.view()).nodes.map(({ id }) => id),
        ["b"],
      );
    });

    test("giving up an epoch that is over leaves the present holder alone", async (t) => {
      const { a, b, opened } = await cases(t);
      await a.beat({ ...beat("a"), leaseMs: shortMs });
      const old = await a.take("a", [2], shortMs);
      await until(opened, async () => (await b.beat(beat("b"))).free.includes(2));
      const present = await b.take("b", [2], leaseMs);
      await a.release("a", old);
      await a.leave("a");
      assert.deepEqual((await b.beat(beat("b"))).held, present);
    });

    test("draining is told to the nodes of that name, and undone", async (t) => {
      const { a, b } = await cases(t);
      await a.beat(beat("a"));
      assert.equal(await b.drain("node-a", true), 1);
      assert.equal(await b.drain("nobody", true), 0);
      const draining = (await a.beat(beat("a"))).nodes.find(({ id }) => id === "a");
      assert.equal(draining?.isDraining, true);
      await b.drain("node-a", false);
      assert.equal((await a.beat(beat("a"))).nodes[0]?.isDraining, false);
    });

    test("a view shows every node and partition, with the time that is left", async (t) => {
      const { a, b, count } = await cases(t);
      await a.beat({ ...beat("a"), facts: '{"version":"1"}' });
      const [held] = await a.take("a", [7], leaseMs);
      const { nodes, partitions } = await b.view();
      assert.equal(partitions.length, count);
      const [node] = nodes;
      assert.equal(node?.facts, '{"version":"1"}');
      assert.ok(node !== undefined && node.leaseLeftMs > 0 && node.leaseLeftMs <= leaseMs);
      const own = partitions.find(({ partition }) => partition === 7);
      assert.deepEqual([own?.holder, own?.epoch], ["a", held?.epoch]);
      assert.ok(own !== undefined && own.leaseLeftMs > 0 && own.leaseLeftMs <= leaseMs);
      assert.equal(partitions.find(({ partition }) => partition === 0)?.holder, null);
    });

    test("an entry of no partition is decided by its guards alone (S10)", async (t) => {
      const { storeA, storeB } = await cases(t);
      const free = { partition: null, epoch: 0, guards: [absent("k")], writes: [insert("k")] };
      const outcomes = (await Promise.all([storeA.commit([free]), storeB.commit([free])])).flat();
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
    });

    test("a hint reaches every node, the one that gave it too", async (t) => {
      const { a, b } = await cases(t);
      const heard = [a, b].map(
        (shared) =>
          new Promise<void>((resolve) => {
            const undo = shared.onHint((hint) => {
              if (hint === "inbox/1") resolve();
            });
            t.after(undo);
          }),
      );
      // The first may go by before the others listen; a hint is no more than that (N5).
      const again = setInterval(() => a.hint(["other", "inbox/1"]), 20);
      t.after(() => clearInterval(again));
      await Promise.all(heard);
    });
  });
}

function beat(id: string): NodeBeat {
  return { id, name: `node-${id}`, leaseMs, facts: "{}" };
}

function entry({ partition, epoch }: Holding, key: string) {
  return { partition, epoch, guards: [absent(key)], writes: [insert(key)] };
}

function numbers(held: readonly Holding[]): number[] {
  return held.map(({ partition }) => partition).toSorted((x, y) => x - y);
}

function sorted(held: readonly Holding[]): readonly Holding[] {
  return held.toSorted((x, y) => x.partition - y.partition);
}

interface Case {
  readonly opened: OpenedSharedStore;
  readonly count: number;
  readonly storeA: Store;
  readonly storeB: Store;
  readonly a: SharedStore;
  readonly b: SharedStore;
}

function casesOn(open: OpenSharedStore): (t: TestContext) => Promise<Case> {
  return async (t) => {
    const opened = await open();
    const [storeA, storeB] = await Promise.all([opened.connect(), opened.connect()]);
    t.after(async () => {
      await Promise.all([storeA.close(), storeB.close()]);
      await opened.remove();
    });
    assert.ok(
      storeA.shared !== undefined && storeB.shared !== undefined,
      "the store is one that nodes share",
    );
    const { partitionCount: count } = opened;
    assert.ok(count >= 8, "the cases need eight partitions");
    assert.deepEqual([storeA.shared.partitionCount, storeB.shared.partitionCount], [count, count]);
    return { opened, count, storeA, storeB, a: storeA.shared, b: storeB.shared };
  };
}

/** Asks until it is so, and lets the store's clock pass in between. */
async function until(opened: OpenedSharedStore, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 5_000; tries += 1) {
    if (await isSo()) return;
    opened.pass?.(shortMs);
    if (opened.pass === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail("it came about within 5,000 looks");
}
