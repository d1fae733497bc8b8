import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { epochMs, type Json, parseJson, randomStream } from "@landbridge/model";
import fc from "fast-check";
import { StatesFault } from "./fault.ts";
import { PATH_RESULTS_MAX, PATH_SEGMENTS_MAX, PATH_VISITS_MAX } from "./jsonpath/limits.ts";
import { compilePath, findPath, PathSyntaxError } from "./jsonpath.ts";
import type { Scope } from "./scope.ts";

const SHOP: Json = {
  name: "Corner",
  "opening-hours": "9-5",
  "say 'hi'": true,
  'back\\"slash': 7,
  shelves: [
    { id: "a", price: 3, tags: ["new", "red"] },
    { id: "b", price: 12, tags: [], owner: { id: "z" } },
    { id: "c", price: "12" },
  ],
  nothing: null,
};

function scopeOf(input: Json): Scope {
  return {
    input,
    context: { Execution: { Id: "e-1" } },
    variables: { limit: 10, list: [1, 2, 3] },
    now: epochMs(0),
    random: randomStream([1, 2, 3, 4]),
  };
}

function read(path: string, input: Json = SHOP): Json {
  return compilePath(path)(scopeOf(input));
}

describe("A path that names one place", () => {
  const cases: readonly (readonly [string, Json])[] = [
    ["$", SHOP],
    ["$.name", "Corner"],
    ["$['name']", "Corner"],
    ['$["name"]', "Corner"],
    ["$[ 'name' ]", "Corner"],
    ["$.opening-hours", "9-5"],
    ["$['say \\'hi\\'']", true],
    ["$['back\\\"slash']", 7],
    ["$.shelves[0].id", "a"],
    ["$.shelves[-1].id", "c"],
    ["$.shelves[0]['tags'][1]", "red"],
    ["$.nothing", null],
    ["$$.Execution.Id", "e-1"],
    ["$$['Execution']['Id']", "e-1"],
    ["$limit", 10],
    ["$list[1]", 2],
    ["$.shelves[0]['id','price','absent']", { id: "a", price: 3 }],
  ];
  for (const [path, expected] of cases) {
    test(`${path} gives its value`, () => assert.deepEqual(read(path), expected));
  }

  test("unquoted names take any character behind a backslash", () => {
    assert.equal(read("$.a\\.b\\[c", { "a.b[c": 1 }), 1);
  });

  test("a name with parentheses is a name: there are no functions", () => {
    assert.equal(read("$.length()", { "length()": 4 }), 4);
    assert.throws(() => read("$.shelves.length()"), StatesFault);
  });
});

describe("A path that names many places", () => {
  const cases: readonly (readonly [string, Json])[] = [
    ["$.shelves[*].id", ["a", "b", "c"]],
    ["$.shelves.*.id", ["a", "b", "c"]],
    ["$.shelves[1:].id", ["b", "c"]],
    ["$.shelves[:1].id", ["a"]],
    ["$.shelves[-2:].id", ["b", "c"]],
    ["$.shelves[0:2].id", ["a", "b"]],
    ["$.shelves[:].id", ["a", "b", "c"]],
    ["$.shelves[0,2].id", ["a", "c"]],
    ["$.shelves[0]['id','price'].x", []],
    ["$..id", ["a", "b", "z", "c"]],
    ["$..tags[0]", ["new"]],
    ["$..owner..id", ["z"]],
    ["$.shelves[1]..*", ["b", 12, [], { id: "z" }, "z"]],
    ["$.shelves[?(@.price > 5)].id", ["b"]],
    ["$.shelves[?(@.price == 12)].id", ["b", "c"]],
    ["$.shelves[?(@.price != 12)].id", ["a"]],
    ["$.shelves[?(@.owner)].id", ["b"]],
    ["$.shelves[?(!@.owner)].id", ["a", "c"]],
    ["$.shelves[?(@.owner.id == 'z' || @.price < 5)].id", ["a", "b"]],
    ["$.shelves[?(@.price > 1 && (@.id == 'a' || @.id == \"b\"))].id", ["a", "b"]],
    ["$.shelves[?(@.id in ['a','c'])].id", ["a", "c"]],
    ["$.shelves[?(@.id nin ['a','c'])].id", ["b"]],
    ["$.shelves[?(@.tags contains 'red')].id", ["a"]],
    ["$.shelves[?(@.id contains 'b')].id", ["b"]],
    ["$.shelves[?(@.tags size 2)].id", ["a"]],
    ["$.shelves[?(@.tags empty true)].id", ["b"]],
    ["$.shelves[?(@.tags subsetof ['red','new','old'])].id", ["a", "b"]],
    ["$.shelves[?(@.tags anyof ['old','red'])].id", ["a"]],
    ["$.shelves[?(@.tags noneof ['old','red'])].id", ["b"]],
    ["$.shelves[?(@.tags all ['red'])].id", ["a"]],
    ["$.shelves[?(@.price > $limit)].id", ["b"]],
    ["$.shelves[?(@.tags[?(@ == 'red')])].id", ["a"]],
    ["$..[?(@.id == 'z')]", [{ id: "z" }]],
    ["$..[?(@.id == 'a')].price", [3]],
    ["$.absent[*]", []],
    ["$.absent.deeper[1:].x", []],
    ["$.name[*]", []],
    ["$list[?(@ >= 2)]", [2, 3]],
    ["$unknown[*]", []],
  ];
  for (const [path, expected] of cases) {
    test(`${path} gives a list`, () => assert.deepEqual(read(path), expected));
  }
});

describe("A path that finds nothing", () => {
  const cases: readonly (readonly [string, Json, string])[] = [
    ["$.x", {}, "Invalid path '$.x' : No results for path: $['x']"],
    ["$.x.y", {}, "Invalid path '$.x.y' : Missing property in path $['x']"],
    ["$.a.b.c", { a: {} }, "Invalid path '$.a.b.c' : Missing property in path $['a']['b']"],
    ["$.a.b", { a: 1 }, "Invalid path '$.a.b' : Property ['b'] not found in path $['a']"],
    ["$.a[2]", { a: [1] }, "Invalid path '$.a[2]' : Index out of bounds when evaluating path $['a'][2]"],
    [
      "$.a[0]",
      { a: { b: [1, "x"], c: null } },
      "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: {b=[1, x], c=null}",
    ],
    ["$$.State.Name", {}, "Invalid path '$$.State.Name' : Missing property in path $['State']"],
    ["$unknown", {}, "Invalid path '$unknown' : No results for path: $"],
    ["$.x", null, "Unable to apply Path transformation to null or empty input."],
  ];
  for (const [path, input, cause] of cases) {
    test(`${path} in ${JSON.stringify(input)} says where it broke off`, () => {
      assert.throws(() => read(path, input), { name: "StatesFault", error: "States.Runtime", cause });
    });
  }

  test("members that JavaScript hangs on every object are not there", () => {
    for (const name of ["__proto__", "constructor", "toString", "length"]) {
      assert.equal(findPath(`$.${name}`).find(scopeOf({})), undefined);
      assert.equal(findPath(`$.a.${name}`).find(scopeOf({ a: [] })), undefined);
      assert.deepEqual(findPath(`$..${name}`).find(scopeOf({ a: [{}] })), []);
    }
  });

  test("a member that is really called __proto__ is found", () => {
    assert.equal(read("$.__proto__.x", parseJson('{"__proto__":{"x":1}}')), 1);
  });
});

describe("Text that is no path", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["", 0],
    ["a.b", 0],
    ["$.", 2],
    ["$..", 3],
    ["$.a[", 4],
    ["$.a[]", 4],
    ["$.a['b]", 4],
    ["$.a[1", 5],
    ["$.a b", 4],
    ["$.a[1.5]", 5],
    ["$.a[?(@.b == )]", 13],
    ["$.a[?(@.b ~ 1)]", 10],
    ["$.a[?(@.b =~ /x/)]", 10],
    ["$.a[?(1)]", 7],
    ["$.a*", 2],
    ["$a-b", 2],
  ];
  for (const [text, offset] of cases) {
    test(`${JSON.stringify(text)} is refused at character ${offset}`, () => {
      assert.throws(() => compilePath(text), { name: "PathSyntaxError", offset });
    });
  }
});

describe("Bounds", () => {
  test("a path has a limited number of parts", () => {
    assert.throws(() => compilePath(`$..${"a.".repeat(PATH_SEGMENTS_MAX)}a`), PathSyntaxError);
  });

  test("filters nest to a limited depth", () => {
    assert.throws(() => compilePath(`$[?(${"(".repeat(2_000)}@.a${")".repeat(2_000)})]`), PathSyntaxError);
    assert.throws(() => compilePath(`$[?(${"!".repeat(2_000)}@.a)]`), PathSyntaxError);
    assert.throws(() => compilePath(`$${"[?(@".repeat(400)}`), PathSyntaxError);
  });

  test("an evaluation looks at a limited number of nodes", () => {
    const input = Array.from({ length: 2_000 }, (_, at) => at);
    assert.throws(() => read("$[?(@ in $)]", [...input, ...input]), {
      error: "States.Runtime",
      cause: `Invalid path '$[?(@ in $)]' : the path looks at more than ${PATH_VISITS_MAX} nodes`,
    });
  });

  test("an evaluation finds a limited number of nodes", () => {
    const many = `$[${"0,".repeat(PATH_RESULTS_MAX / 1_000)}0][*]`;
    const input = [Array.from({ length: 1_000 }, () => 1)];
    assert.throws(() => read(many, input), {
      cause: `Invalid path '${many}' : the path finds more than ${PATH_RESULTS_MAX} nodes`,
    });
    assert.deepEqual(read("$[0][*]", input), input[0]);
  });

  test("values nest as deep as they like", () => {
    const depth = 100_000;
    const deep = parseJson("[".repeat(depth) + "]".repeat(depth)) ?? null;
    assert.deepEqual(read("$..x", deep), []);
    assert.deepEqual(read("$[?(@ == $)]", deep), []);
    assert.throws(() => read("$[0].x[0]", deep), StatesFault);
    assert.throws(() => read("$.a[0]", { a: { deep } }), StatesFault);
  });
});

describe("Properties", () => {
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

  const pathText = fc.oneof(
    fc
      .string({ unit: fc.constantFrom(..."$@.[]()?*'\"\\ab01,:-=<>!&|~ ".split("")), maxLength: 30 })
      .map((rest) => `$${rest}`),
    fc.string(),
  );

  test("arbitrary text is a path or a PathSyntaxError, and then evaluates to JSON or a StatesFault", () => {
    fc.assert(
      fc.property(pathText, fc.jsonValue({ maxDepth: 4 }), (text, input) => {
        const value = onlyThrows(StatesFault, () =>
          onlyThrows(PathSyntaxError, () => compilePath(text))?.(scopeOf(toJson(input))),
        );
        assert.notEqual(value, Number.NaN);
      }),
      { numRuns: 2_000 },
    );
  });

  test("any name, quoted, finds its member", () => {
    const name = fc.string({ unit: codeUnit }).filter((text) => !text.includes("\\") && !text.includes("'"));
    fc.assert(
      fc.property(name, fc.integer(), (key, value) => {
        assert.equal(read(`$['${key}']`, toJson({ [key]: value })), value);
      }),
    );
  });

  test('"$..*" finds every node below the root once', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (input) => {
        const found = read("$..*", toJson(input));
        assert.equal(Array.isArray(found) && found.length, countBelow(toJson(input)));
      }),
    );
  });
});

function onlyThrows<T>(kind: new (...args: never[]) => Error, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof kind, `threw ${String(error)}`);
    return undefined;
  }
}

function toJson(value: unknown): Json {
  return parseJson(JSON.stringify(value)) ?? null;
}

function countBelow(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  for (const child of Object.values(value)) count += 1 + countBelow(child);
  return count;
}
