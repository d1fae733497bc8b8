import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { balance } from "./balance.ts";

interface World {
  readonly count: number;
  readonly nodes: Map<string, { readonly held: Set<number>; isDraining: boolean }>;
}

/** One beat of one node, with everything as it is at that moment. */
function step({ count, nodes }: World, self: string): number {
  const own = nodes.get(self);
  assert.ok(own !== undefined);
  const taken = new Set([...nodes.values()].flatMap(({ held }) => [...held]));
  const free = Array.from({ length: count }, (_, partition) => partition).filter((one) => !taken.has(one));
  const { take, giveUp } = balance({
    self,
    beat: {
      era: 1,
      held: [...own.held].map((partition) => ({ partition, epoch: 1 })),
      free,
      nodes: [...nodes].map(([id, node]) => ({
        id,
        name: id,
        isDraining: node.isDraining,
        heldCount: node.held.size,
      })),
    },
    partitionCount: count,
    neglected: new Set(),
    givenUpAtOnceMax: 4,
  });
  for (const partition of giveUp) own.held.delete(partition);
  for (const partition of take) own.held.add(partition);
  return take.length + giveUp.length;
}

const joinings = fc.array(fc.constantFrom("join", "die", "drain", "undrain"), { maxLength: 12 });

test("whatever comes and goes, soon each node has its share, everything is held once, and nothing moves any more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), joinings, fc.nat(), (count, events, pick) => {
      const world: World = { count, nodes: new Map([["n0", { held: new Set(), isDraining: false }]]) };
      let made = 1;
      for (const event of events) {
        const ids = [...world.nodes.keys()];
        const one = ids[(pick + made) % ids.length] ?? "";
        if (event === "join") world.nodes.set(`n${made++}`, { held: new Set(), isDraining: false });
        else if (event === "die" && ids.length > 1) world.nodes.delete(one);
        else if (event === "drain" || event === "undrain") {
          const node = world.nodes.get(one);
          if (node !== undefined) node.isDraining = event === "drain";
        }
        for (const id of [...world.nodes.keys()].slice(0, 2)) step(world, id);
      }
      for (const node of world.nodes.values()) if (world.nodes.size === 1) node.isDraining = false;
      const [first] = world.nodes.values();
      if (first !== undefined) first.isDraining = false;
      for (let round = 0; round < 80; round += 1) for (const id of world.nodes.keys()) step(world, id);
      const moves = [...world.nodes.keys()].map((id) => step(world, id));
      assert.ok(moves.every((moved) => moved === 0));
      const active = [...world.nodes.values()].filter(({ isDraining }) => !isDraining);
      const held = [...world.nodes.values()].flatMap((node) => [...node.held]);
      assert.deepEqual(
        held.toSorted((a, b) => a - b),
        Array.from({ length: count }, (_, partition) => partition),
      );
      const sizes = active.map((node) => node.held.size);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      for (const node of world.nodes.values()) if (node.isDraining) assert.equal(node.held.size, 0);
    }),
  );
});

test("a node gives up a few at a time, and nothing while nobody is short", () => {
  const all = Array.from({ length: 32 }, (_, partition) => ({ partition, epoch: 1 }));
  const node = (id: string, heldCount: number) => ({ id, name: id, isDraining: false, heldCount });
  const facts = { partitionCount: 32, neglected: new Set<number>(), givenUpAtOnceMax: 4 };
  const alone = { era: 1, held: all, free: [], nodes: [node("a", 32)] };
  assert.deepEqual(balance({ ...facts, self: "a", beat: alone }), { take: [], giveUp: [] });
  const joined = { ...alone, nodes: [node("a", 32), node("b", 0)] };
  assert.equal(balance({ ...facts, self: "a", beat: joined }).giveUp.length, 4);
});

test("what is neglected is taken by anybody", () => {
  const node = (id: string, heldCount: number) => ({ id, name: id, isDraining: false, heldCount });
  const beat = {
    era: 1,
    held: [{ partition: 0, epoch: 1 }],
    free: [1],
    nodes: [node("a", 1), node("b", 0)],
  };
  const facts = { self: "a", beat, partitionCount: 2, givenUpAtOnceMax: 4 };
  assert.deepEqual(balance({ ...facts, neglected: new Set() }).take, []);
  assert.deepEqual(balance({ ...facts, neglected: new Set([1]) }).take, [1]);
});
