import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { epochMs, type Json, parseJson, randomStream } from "@landbridge/model";
import fc from "fast-check";
import { StatesFault } from "../fault.ts";
import { PathSyntaxError } from "../jsonpath.ts";
import type { Scope } from "../scope.ts";
import { compileIntrinsic } from "./compile.ts";
import { javaRandomBelow } from "./java-random.ts";
import { textOfUtf8 } from "./utf8.ts";

function scopeOf(input: Json): Scope {
  return {
    input,
    context: { Name: "ctx" },
    variables: { v: [1] },
    now: epochMs(0),
    random: randomStream([1, 2, 3, 4]),
  };
}

function call(text: string, input: Json = {}): Json {
  return compileIntrinsic(text)(scopeOf(input));
}

describe("Intrinsic functions", () => {
  const cases: readonly (readonly [string, Json, Json])[] = [
    ["States.Array()", {}, []],
    ["States.Array(1, 'a', null, true, $.x, $$.Name, $v)", { x: {} }, [1, "a", null, true, {}, "ctx", [1]]],
    ["States.ArrayPartition($, 2)", [1, 2, 3], [[1, 2], [3]]],
    ["States.ArrayPartition($, 2.6)", [1, 2, 3, 4, 5], [[1, 2], [3, 4], [5]]],
    ["States.ArrayContains($.a, $.b)", { a: [{ x: 1, y: 2 }], b: { y: 2, x: 1 } }, true],
    ["States.ArrayContains($, '1')", [1], false],
    ["States.ArrayRange(1, 9, 2)", {}, [1, 3, 5, 7, 9]],
    ["States.ArrayRange(5, 1, -2)", {}, [5, 3, 1]],
    ["States.ArrayRange(1, 5, -1)", {}, []],
    ["States.ArrayRange(5.4, -0.6, -2.4)", {}, [5, 3, 1]],
    ["States.ArrayGetItem($, 1)", ["a", null], null],
    ["States.ArrayGetItem($, 1.2)", [10, 20, 30], 20],
    ["States.ArrayGetItem($, 999)", [], null],
    ["States.ArrayLength($)", [1, [2, 3]], 2],
    [
      "States.ArrayUnique($)",
      [1, "1", 1, { a: 1, b: 2 }, { b: 2, a: 1 }, null, null],
      [{ a: 1, b: 2 }, null, 1, "1"],
    ],
    ["States.ArrayUnique($)", [true, false, true, false], [false, true]],
    [
      "States.ArrayUnique($)",
      [
        [1, 2],
        [1, 2],
        [2, 1],
      ],
      [
        [2, 1],
        [1, 2],
      ],
    ],
    ["States.ArrayUnique($)", ["a", "b", "a", "c", "b"], ["a", "b", "c"]],
    ["States.ArrayUnique($)", [1, "1", 1, "01"], [1, "1", "01"]],
    ["States.Base64Encode('Grüße 🚢')", {}, "R3LDvMOfZSDwn5qi"],
    ["States.Base64Decode('R3LDvMOfZSDwn5qi')", {}, "Grüße 🚢"],
    ["States.Base64Decode('YQ')", {}, "a"],
    ["States.Base64Decode(' YWJj ZA== ')", {}, "abcd"],
    ["States.Base64Decode('!!YQ==cd')", {}, "a"],
    ["States.Base64Decode('YWJjZ')", {}, "abc"],
    ["States.Hash($, 'MD5')", { a: 1 }, createHash("md5").update('{"a":1}').digest("hex")],
    ["States.MathRandom(1, 100, 42)", {}, 63],
    ["States.MathRandom(2147483640, 2147483647, 1)", {}, 2147483644],
    ["States.JsonMerge($, $, 'false')", { a: 1 }, { a: 1 }],
    [
      "States.JsonMerge($.a, $.b, false)",
      { a: { x: { p: 1 }, y: 1 }, b: { x: { q: 2 } } },
      { x: { q: 2 }, y: 1 },
    ],
    ["States.JsonToString($)", { b: [1, null], a: "é\n" }, '{"b":[1,null],"a":"é\\n"}'],
    ["States.StringToJson($)", '{"a":[1.5]}', { a: [1.5] }],
    ["States.StringToJson('\t ')", {}, null],
    ['States.StringToJson(\'{"a": "b"}\')', {}, { a: "b" }],
    ["States.MathAdd(-1.5, 0)", {}, -1],
    ["States.MathAdd(2.5, 2.4)", {}, 5],
    ["States.MathAdd(-0.4, 0)", {}, 0],
    ["States.StringSplit('a.b+,c', '.+,')", {}, ["a", "b", "c"]],
    ["States.StringSplit('abc', '')", {}, ["abc"]],
    ["States.StringSplit('', ',')", {}, []],
    ["States.Format('no slot')", {}, "no slot"],
    [
      "States.Format('{} and {}', $.o, $.l)",
      { o: { Id: 7, In: { x: null } }, l: [1, "b", true] },
      "{Id=7, In={x=null}} and [1, b, true]",
    ],
    ["States.Format('\\{\\} {} it\\'s \\\\', 1.5)", {}, "{} 1.5 it's \\"],
    ["States.Format($.t, 1)", { t: "\\{{}\\}" }, "{1}"],
    ["States.Format('{}', States.StringToJson($))", '"x"', '"x"'],
    ["States.Format('{}', null)", {}, "null"],
    ["States.Format('{}', $)", 123456789.5, "1.234567895E8"],
    ["States.Format('{}', $)", 0.0001, "1.0E-4"],
    ["States.Format('{}', $)", 10_000_000_000, "10000000000"],
    ["States.ArrayGetItem( States.StringSplit( $.arn , ':' ) , 2 )", { arn: "a:b:c" }, "c"],
  ];
  for (const [text, input, expected] of cases) {
    test(`${text} of ${JSON.stringify(input)}`, () => assert.deepEqual(call(text, input), expected));
  }

  test("States.Hash knows five algorithms", () => {
    for (const algorithm of ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]) {
      const expected = createHash(algorithm.replace("-", "").toLowerCase()).update("Grüße").digest("hex");
      assert.equal(call(`States.Hash('Grüße', '${algorithm}')`), expected);
    }
  });

  test("States.UUID is a version 4 UUID from the turn's random numbers", () => {
    const uuid = call("States.UUID()");
    assert.match(JSON.stringify(uuid), /^"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"$/);
    assert.equal(call("States.UUID()"), uuid);
  });

  test("States.MathRandom begins at its first argument and stays below its second", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer(),
        (from, span, seed) => {
          for (const text of [
            `States.MathRandom(${from}, ${from + span})`,
            `States.MathRandom(${from}, ${from + span}, ${seed})`,
          ]) {
            const number = Number(call(text));
            assert.ok(
              Number.isInteger(number) && number >= from && number < from + span,
              `${text} gave ${number}`,
            );
          }
        },
      ),
    );
  });

  test("a seed gives what java.util.Random gives", () => {
    assert.equal(javaRandomBelow(42, 10), 0);
    assert.equal(javaRandomBelow(0, 100), 60);
    assert.equal(javaRandomBelow(42, 16), 11);
  });
});

describe("An intrinsic function that cannot work", () => {
  // What is refused without further words, as AWS does.
  const refused: readonly (readonly [string, Json])[] = [
    ["States.ArrayLength($)", "text"],
    ["States.ArrayLength(States.JsonToString($))", [1]],
    ["States.ArrayContains($, 1)", null],
    ["States.ArrayGetItem($, 2)", [1, 2]],
    ["States.ArrayGetItem($, -1)", [1]],
    ["States.ArrayGetItem($, '0')", [1]],
    ["States.ArrayRange(1, 1001, 1)", {}],
    ["States.ArrayRange(0, 1, 0)", {}],
    ["States.ArrayRange(1, 10, 0.49)", {}],
    ["States.ArrayPartition($, 0)", [1]],
    ["States.ArrayPartition($, 0.6)", [1]],
    ["States.ArrayPartition($, '2')", [1]],
    ["States.ArrayUnique($)", { a: 1 }],
    ["States.StringToJson($)", 1],
    ["States.StringSplit($, ',')", null],
    ["States.JsonMerge($, $, true)", {}],
    ["States.JsonMerge($, $, false)", []],
    ["States.Base64Encode($)", "x".repeat(10_001)],
    ["States.Base64Decode($)", "A".repeat(10_001)],
    ["States.Base64Decode(1)", {}],
    ["States.Hash('a', 'SHA1')", {}],
    ["States.Hash('a', 'sha-256')", {}],
    ["States.Hash('a', 1)", {}],
    ["States.MathAdd(2147483647, 1)", {}],
    ["States.MathAdd(3000000000, 1)", {}],
    ["States.MathAdd('1', 2)", {}],
    ["States.MathRandom(5, 5)", {}],
    ["States.MathRandom(1.4, 1.6)", {}],
    ["States.MathRandom(1, 10, null)", {}],
    // Too few arguments, or too many, are a matter of the execution on AWS, and not of the definition.
    ["States.UUID(1)", {}],
    ["States.Hash()", {}],
    ["States.MathAdd(1)", {}],
    ["States.MathAdd(1, 2, 3)", {}],
    ["States.Format()", {}],
  ];
  const told: readonly (readonly [string, Json, string])[] = [
    [
      "States.Format('{} {}', 1)",
      {},
      "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.",
    ],
    [
      "States.Format($, 1)",
      7,
      "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.",
    ],
    ["States.Format('{', 1)", {}, "Invalid template in States.Format: matching '}' not found for '{'."],
    ["States.Format('{{}}', 1)", {}, "Invalid template in States.Format: matching '}' not found for '{'."],
    ["States.Format('}')", {}, "Invalid template in States.Format: matching '{' not found for '}'."],
    ...refused.map(([text, input]): [string, Json, string] => [
      text,
      input,
      `Invalid arguments in ${/^States\.\w+/.exec(text)?.[0]}`,
    ]),
  ];
  for (const [text, input, reason] of told) {
    test(`${text} is States.Runtime`, () => {
      const cause = `There was an error while evaluating the intrinsic function: ${text}. ${reason}`;
      assert.throws(() => call(text, input), { error: "States.Runtime", cause });
    });
  }

  test("text that is no JSON is told in the words of AWS's parser where they are known", () => {
    const token = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    const at = (column: number): string =>
      `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
    const complaints = [
      ["undefined", `, caused by: Unrecognized token 'undefined': ${token}${at(10)}`],
      [
        "{bad}",
        `, caused by: Unexpected character ('b' (code 98)): was expecting double-quote to start field name${at(2)}`,
      ],
      ['{"a": 1', ""],
      ["true false", ""],
    ] as const;
    for (const [text, complaint] of complaints) {
      const reason = `Cannot convert String to Json in States.StringToJson${complaint}`;
      const cause = `There was an error while evaluating the intrinsic function: States.StringToJson($). ${reason}`;
      assert.throws(() => call("States.StringToJson($)", text), { error: "States.Runtime", cause });
    }
  });

  test("an argument that is not there is States.Runtime, told with the whole call", () => {
    const text = "States.ArrayGetItem(States.Array($.nope),  0)";
    assert.throws(() => call(text, { other: 1 }), {
      error: "States.Runtime",
      cause: `The function '${text}' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
    });
    assert.throws(() => call("States.Format('{}', $.a[0])", { a: 1 }), {
      error: "States.Runtime",
      cause:
        "The function 'States.Format('{}', $.a[0])' had the following error: Filter: [0] can only be applied to arrays. Current context is: 1",
    });
  });

  test("text that grows beyond all payloads is stopped", () => {
    const nested = `${"States.JsonToString(".repeat(10)}$${")".repeat(10)}`;
    assert.throws(() => call(nested, '"'.repeat(10_000)), StatesFault);
    assert.throws(
      () => call(`States.Format('${"{}".repeat(100)}'${", $".repeat(100)})`, "x".repeat(20_000)),
      StatesFault,
    );
  });
});

describe("Text that is no call", () => {
  for (const text of [
    "States.Format",
    "States.Format(",
    "States.Format('a'",
    "States.Format('a",
    "States.Format('a'))",
    "States.Format('a',)",
    "States.Format('a' 'b')",
    'States.Format("a")',
    "States.StringToJson('\\\"')",
    "States.Nope(1)",
    "States.constructor()",
    "States.MathAdd(1, 2.)",
    "States.MathAdd(1, 0x2)",
    "States.Array(States.StringSplit('a', 'b')[0])",
    `${"States.Array(".repeat(11)}${")".repeat(11)}`,
  ]) {
    test(`${text} is refused`, () => assert.throws(() => compileIntrinsic(text), PathSyntaxError));
  }

  test("ten calls in a field are allowed", () => {
    assert.deepEqual(call(`${"States.ArrayLength(States.Array(".repeat(5)}${"))".repeat(5)}`), 1);
  });
});

describe("Properties", () => {
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

  test("arbitrary text is a call or a PathSyntaxError, and a call gives JSON or a StatesFault", () => {
    const argument = fc.constantFrom(
      "$",
      "$.a",
      "$[*]",
      "'x'",
      "'{}'",
      "0",
      "-3",
      "2.5",
      "null",
      "true",
      "States.UUID()",
    );
    const name = fc.constantFrom(
      "Format",
      "Array",
      "ArrayPartition",
      "ArrayContains",
      "ArrayRange",
      "ArrayGetItem",
      "ArrayLength",
      "ArrayUnique",
      "Base64Encode",
      "Base64Decode",
      "Hash",
      "JsonMerge",
      "JsonToString",
      "StringToJson",
      "MathAdd",
      "MathRandom",
      "StringSplit",
      "UUID",
    );
    const text = fc.oneof(
      fc
        .tuple(name, fc.array(argument, { maxLength: 4 }))
        .map(([one, args]) => `States.${one}(${args.join(", ")})`),
      fc.string().map((rest) => `States.Format(${rest})`),
      fc.string(),
    );
    fc.assert(
      fc.property(text, fc.json({ maxDepth: 3 }), (written, input) => {
        try {
          const value = call(written, parseJson(input) ?? null);
          assert.notEqual(JSON.stringify(value), undefined);
        } catch (error) {
          assert.ok(error instanceof StatesFault || error instanceof PathSyntaxError, String(error));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("what was encoded is decoded again", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: codeUnit }).map((text) => text.toWellFormed()),
        (text) => {
          assert.equal(call("States.Base64Decode(States.Base64Encode($))", text), text);
        },
      ),
    );
  });

  test("bytes become text as everywhere else, one replacement character for a stray byte", () => {
    fc.assert(
      fc.property(fc.string({ unit: codeUnit }), (text) => {
        assert.equal(textOfUtf8(Buffer.from(text.toWellFormed())), text.toWellFormed());
      }),
    );
    assert.equal(textOfUtf8(Uint8Array.of(0x61, 0xff, 0x62, 0xc3)), "a\uFFFDb\uFFFD");
  });
});
