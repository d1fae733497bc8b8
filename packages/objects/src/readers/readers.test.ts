import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { Json } from "@landbridge/model";
import fc from "fast-check";
import { cutBy, memoryStore } from "../../test/memory-store.ts";
import {
  type ItemFormat,
  type ItemSource,
  isObjectError,
  openItems,
  type Position,
  type ReadItem,
} from "../index.ts";

const object = (format: ItemFormat): ItemSource => ({
  kind: "object",
  address: { bucket: "b-1", key: "k" },
  format,
});
const csv = (more: { headers?: readonly string[]; delimiter?: "COMMA" | "TAB" } = {}): ItemSource =>
  object({ type: "CSV", csv: { delimiter: "COMMA", ...more } });
const json = (pointer?: string): ItemSource =>
  object({ type: "JSON", ...(pointer !== undefined && { pointer }) });
const jsonl = object({ type: "JSONL" });

async function read(
  content: string | Uint8Array,
  source: ItemSource,
  sizes: readonly number[] = [1 << 20],
  from?: Position,
): Promise<ReadItem[]> {
  const store = memoryStore({ "b-1/k": content }, cutBy(sizes));
  return Array.fromAsync(openItems(store, source, from));
}

const values = async (...given: Parameters<typeof read>): Promise<Json[]> =>
  (await read(...given)).map((item) => item.value);
const failsWith = (pattern: RegExp) => (error: unknown) =>
  isObjectError(error, "ItemReaderFailed") && pattern.test(error.message);
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

test("rows become objects of texts, as AWS was recorded to make them", async () => {
  const text = "0,True,{}\nValue4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   ,\n";
  assert.deepEqual(await values(text, csv()), [
    { "0": "Value4", True: "Value5", "{}": "Value6" },
    { "0": "", True: "", "{}": "" },
    { "0": "true", True: "1", "{}": "'HelloWorld'" },
    { "0": "Null", True: "None", "{}": "" },
    { "0": "   ", True: "", "{}": "" },
  ]);
});

test("given headers make the first row an item, and what is past them is left out", async () => {
  assert.deepEqual(await values("a,b\nc", csv({ headers: ["H1"] })), [{ H1: "a" }, { H1: "c" }]);
});

test("duplicate headers are refused in AWS's words, given or read", async () => {
  const refused = failsWith(/^CSV headers cannot contain duplicates\.$/);
  await assert.rejects(read("a,a\n1,2", csv()), refused);
  await assert.rejects(read("a,b\n1,2", csv({ headers: ["x", "x"] })), refused);
});

test("a mark, carriage returns, quotes, delimiters and line feeds inside quotes are understood", async () => {
  const text = '\uFEFF"a",b\r\n"1,""x""",2\r\n"line\nfeed",\r\n\r\nplain"quote,4';
  assert.deepEqual(await values(text, csv(), [1]), [
    { a: '1,"x"', b: "2" },
    { a: "line\nfeed", b: "" },
    { a: 'plain"quote', b: "4" },
  ]);
});

test("a backslash escapes a backslash, a quote and the delimiter, and is left out before anything else", async () => {
  const text = String.raw`path,size
C:\\Program Files\\MyApp.exe,6534512
a\,b,\"c\"
"d \"e\" f",\g
"h\,i,
j",k
`;
  assert.deepEqual(await values(text, csv(), [5]), [
    { path: String.raw`C:\Program Files\MyApp.exe`, size: "6534512" },
    { path: "a,b", size: '"c"' },
    { path: 'd "e" f', size: "g" },
    { path: "h,i,\nj", size: "k" },
  ]);
});

test("a header of the name __proto__ is a member like any other", async () => {
  const [row] = await values("__proto__,b\n1,2", csv());
  assert.equal(JSON.stringify(row), '{"__proto__":"1","b":"2"}');
  assert.equal(({} as Record<string, unknown>)["b"], undefined);
});

test("a quote that is never closed, and a row without end, fail instead of eating the file", async () => {
  await assert.rejects(read('a\n"b', csv()), failsWith(/never closed/));
  await assert.rejects(read(`a\n"${"x\n".repeat(5_000_000)}`, csv(), [262_144]), failsWith(/not closed/));
  await assert.rejects(
    read(`a\n${"x".repeat(9_000_000)}\n`, csv()),
    failsWith(/exceeds the limit of 8388608/),
  );
});

const field = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", "💶", " "), maxLength: 6 });
const table = fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 8 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("any table reads as it was written, wherever chunks break, and goes on after any of its rows", async () => {
  await fc.assert(
    fc.asyncProperty(table, sizes, fc.nat(), async (rows, cut, at) => {
      const text = `h,i\n${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}`;
      const all = await read(text, csv(), cut);
      assert.deepEqual(
        all.map((item) => item.value),
        rows.map(([h, i]) => ({ h, i })),
      );
      const from = all[at % all.length];
      assert.deepEqual(await read(text, csv(), cut, from?.position), all.slice((at % all.length) + 1));
    }),
  );
});

test("any array reads as it was written, wherever chunks break, and goes on after any of its elements", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      sizes,
      fc.nat(),
      fc.boolean(),
      async (array, cut, at, isWide) => {
        const text = JSON.stringify({ "a/b": [0, { "~": array }], z: 1 }, null, isWide ? 2 : 0);
        const all = await read(text, json("/a~1b/1/~0"), cut);
        assert.deepEqual(JSON.stringify(all.map((item) => item.value)), JSON.stringify(array));
        if (all.length === 0) return;
        const from = all[at % all.length];
        assert.deepEqual(
          await read(text, json("/a~1b/1/~0"), cut, from?.position),
          all.slice((at % all.length) + 1),
        );
      },
    ),
  );
});

test("any lines of JSON read as they were written, and go on after any of them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }),
      sizes,
      fc.nat(),
      async (lines, cut, at) => {
        const text = lines.map((line) => JSON.stringify(line)).join("\r\n\r\n");
        const all = await read(text, jsonl, cut);
        assert.equal(JSON.stringify(all.map((item) => item.value)), JSON.stringify(lines));
        const from = all[at % all.length];
        assert.deepEqual(await read(text, jsonl, cut, from?.position), all.slice((at % all.length) + 1));
      },
    ),
  );
});

test("what is not JSON, not an array, not there or cut short says so", async () => {
  for (const [text, pointer, words] of [
    ["{}", undefined, /^Attempting to map over non-iterable node\.$/],
    ["", undefined, /not JSON/],
    ["[1,", undefined, /not JSON/],
    ["[1 2]", undefined, /not JSON/],
    ["[tru]", undefined, /not JSON/],
    ["[[1}", undefined, /not JSON/],
    ['{"a":1}', "/b", /leads nowhere/],
    ['{"a":{}}', "/a", /non-iterable/],
    ["[1]", "/5", /leads nowhere/],
    ["[1]", "a", /does not begin/],
    [`["${"x".repeat(9_000_000)}"]`, undefined, /exceeds the limit/],
  ] as const) {
    await assert.rejects(
      read(text, json(pointer), [text.length > 1000 ? 262_144 : 7]),
      failsWith(words),
      `${text.slice(0, 20)} ${pointer}`,
    );
  }
  await assert.rejects(read('{"a":1}\nx', jsonl), failsWith(/is not JSON/));
});

test("an item that is nested without end is the reader's failure, and brackets in its texts are no nesting", async () => {
  const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
  const refused = failsWith(/^The item at .* is nested deeper than 1000 arrays and objects\.$/);
  await assert.rejects(read(`[${deep(100_000)}]`, json()), refused);
  await assert.rejects(read(`1\n${deep(1_001)}\n`, jsonl), refused);
  const text = JSON.stringify([`\\"${"[{".repeat(2_000)}\\`, "\\"]);
  assert.deepEqual(await values(`[${deep(1_000)}, ${text}]`, json()), [
    JSON.parse(deep(1_000)),
    JSON.parse(text),
  ]);
});

test("an object that was replaced meanwhile is not gone on with", async () => {
  const [first] = await read("a\n1\n2", csv());
  await assert.rejects(read("a\n1\n3", csv(), [9], first?.position), failsWith(/pre-conditions/));
});

test("a missing object is the reader's failure, in S3's words", async () => {
  const store = memoryStore({});
  await assert.rejects(
    Array.fromAsync(openItems(store, json())),
    failsWith(/^The specified key does not exist\./),
  );
});

const inventory = {
  "b-1/m.json": JSON.stringify({
    destinationBucket: "arn:aws:s3:::b-1",
    fileFormat: "CSV",
    fileSchema: "Bucket, Key",
    files: [{ key: "one.gz" }, { key: "two.gz" }],
  }),
  "b-1/one.gz": gzipSync('"src","k1"\n"src","k2"\n'),
  "b-1/two.gz": gzipSync('"src","k3"\n'),
};

test("an inventory's items are its rows, over its files, and reading goes on in the middle of one", async () => {
  const store = memoryStore(inventory, cutBy([5]));
  const source: ItemSource = {
    kind: "manifest",
    address: { bucket: "b-1", key: "m.json" },
    contents: { type: "S3_INVENTORY" },
  };
  const all = await Array.fromAsync(openItems(store, source));
  assert.deepEqual(
    all.map((item) => item.value),
    ["k1", "k2", "k3"].map((Key) => ({ Bucket: "src", Key })),
  );
  for (const [index, { position }] of all.entries()) {
    assert.deepEqual(await Array.fromAsync(openItems(store, source, position)), all.slice(index + 1));
  }
});

test("a listing gives what AWS describes of an object; flattened, what is in the objects", async () => {
  const store = memoryStore({ "b-1/in/a": '{"x":1}\n{"x":2}', "b-1/in/b": '{"x":3}', "b-1/out": "" });
  const listing: ItemSource = { kind: "listing", bucket: "b-1", prefix: "in/" };
  const all = await Array.fromAsync(openItems(store, listing));
  assert.deepEqual(
    all.map((item) => Object.keys(item.value as object)),
    Array(2).fill(["Etag", "Key", "LastModified", "Size", "StorageClass"]),
  );
  const flat: ItemSource = { ...listing, flatten: { type: "JSONL" } };
  const items = await Array.fromAsync(openItems(store, flat));
  assert.deepEqual(
    items.map((item) => item.value),
    [{ x: 1 }, { x: 2 }, { x: 3 }],
  );
  for (const [index, { position }] of items.entries()) {
    assert.deepEqual(await Array.fromAsync(openItems(store, flat, position)), items.slice(index + 1));
  }
});

test("an Athena manifest leads to its files", async () => {
  const store = memoryStore({ "b-1/m": '"s3://b-1/x"\ns3://b-1/y\n', "b-1/x": "a\n1", "b-1/y": "a\n2" });
  const format: ItemFormat = { type: "CSV", csv: { delimiter: "COMMA" } };
  const source: ItemSource = {
    kind: "manifest",
    address: { bucket: "b-1", key: "m" },
    contents: { type: "ATHENA_DATA", format },
  };
  const items = await Array.fromAsync(openItems(store, source));
  assert.deepEqual(
    items.map((item) => item.value),
    [{ a: "1" }, { a: "2" }],
  );
});

for (const [name, pack] of [
  ["k.csv.gz", gzipSync],
  ["k.csv.zst", zstdCompressSync],
  ["k.csv.zstd", zstdCompressSync],
] as const) {
  test(`a file that is compressed as a whole is read unpacked, and gone on with (${name})`, async () => {
    const store = memoryStore({ [`b-1/${name}`]: pack(Buffer.from("a\n1\n2\n3\n")) }, cutBy([7]));
    const source: ItemSource = {
      kind: "object",
      address: { bucket: "b-1", key: name },
      format: { type: "CSV", csv: { delimiter: "COMMA" } },
    };
    const all = await Array.fromAsync(openItems(store, source));
    assert.deepEqual(
      all.map(({ value }) => value),
      [{ a: "1" }, { a: "2" }, { a: "3" }],
    );
    const rest = await Array.fromAsync(openItems(store, source, all[0]?.position));
    assert.deepEqual(rest, all.slice(1));
  });
}

test("what only looks compressed is refused in words for the author", async () => {
  const store = memoryStore({ "b-1/k.jsonl.gz": "not packed" }, cutBy([9]));
  const source: ItemSource = { ...jsonl, address: { bucket: "b-1", key: "k.jsonl.gz" } } as ItemSource;
  await assert.rejects(
    Array.fromAsync(openItems(store, source)),
    failsWith(/^The file s3:\/\/b-1\/k\.jsonl\.gz cannot be unpacked/),
  );
});
