import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { epochMs, randomStream, type Seed, uuidV4, uuidV7 } from "./index.ts";

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const seeds = fc.tuple(word, word, word, word) as fc.Arbitrary<Seed>;

test("a random UUID has the form and the marks of version 4", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      assert.match(
        uuidV4(randomStream(seed)),
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

test("a UUID by time has the form and the marks of version 7, and sorts by time", () => {
  const instants = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(epochMs);
  fc.assert(
    fc.property(seeds, instants, instants, (seed, a, b) => {
      const [one, two] = [uuidV7(a, randomStream(seed)), uuidV7(b, randomStream(seed))];
      assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      if (a < b) assert.ok(one < two, `${one} < ${two}`);
    }),
  );
});

test("the same seed gives the same stream, and its numbers are in [0, 1)", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [one, two] = [randomStream(seed), randomStream(seed)];
      for (let i = 0; i < 20; i += 1) {
        const number = one.next();
        assert.equal(number, two.next());
        assert.ok(number >= 0 && number < 1);
      }
    }),
  );
});
