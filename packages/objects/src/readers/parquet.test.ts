import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { cutBy, memoryStore } from "../../test/memory-store.ts";
import { type ItemSource, isObjectError, openItems, type ReadItem } from "../index.ts";

const source: ItemSource = {
  kind: "object",
  address: { bucket: "b-1", key: "k.parquet" },
  format: { type: "PARQUET" },
};

type WriteOptions = Omit<Parameters<typeof parquetWriteBuffer>[0], "columnData">;

function file(rows: number, more: WriteOptions = {}): Uint8Array {
  const numbers = Array.from({ length: rows }, (_, i) => i);
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "id", data: numbers.map(BigInt), type: "INT64" },
        { name: "name", data: numbers.map((i) => `row ${i}`), type: "STRING" },
        { name: "share", data: numbers.map((i) => i / 2), type: "DOUBLE" },
        { name: "isEven", data: numbers.map((i) => i % 2 === 0), type: "BOOLEAN" },
        { name: "at", data: numbers.map((i) => new Date(1_700_000_000_000 + i)), type: "TIMESTAMP" },
      ],
      ...more,
    }),
  );
}

function read(content: Uint8Array, from?: ReadItem["position"]): Promise<ReadItem[]> {
  return Array.fromAsync(
    openItems(memoryStore({ "b-1/k.parquet": content }, cutBy([1 << 16])), source, from),
  );
}

test("each row is an item, its values as JSON has them", async () => {
  const [first, second] = await read(file(2));
  assert.deepEqual(first?.value, {
    id: 0,
    name: "row 0",
    share: 0,
    isEven: true,
    at: "2023-11-14T22:13:20.000Z",
  });
  assert.deepEqual((second?.value as { id: number } | undefined)?.id, 1);
});

test("rows of many row groups come in order, and any row can be gone on from", async () => {
  const content = file(25, { rowGroupSize: 10 });
  const all = await read(content);
  assert.deepEqual(
    all.map(({ value }) => (value as { id: number }).id),
    Array.from({ length: 25 }, (_, i) => i),
  );
  for (const done of [1, 9, 10, 11, 24, 25]) {
    assert.deepEqual(await read(content, all[done - 1]?.position), all.slice(done), `after ${done}`);
  }
});

test("pages packed with Snappy, gzip and Zstandard are unpacked", async () => {
  for (const [codec, pack] of [
    ["SNAPPY", undefined],
    ["GZIP", gzipSync],
    ["ZSTD", zstdCompressSync],
  ] as const) {
    const compressors = pack && { [codec]: (bytes: Uint8Array) => new Uint8Array(pack(bytes)) };
    const content = file(300, { codec, ...(compressors && { compressors }) });
    assert.equal((await read(content)).length, 300, codec);
  }
});

test("an object that was replaced meanwhile is not gone on with", async () => {
  const [first] = await read(file(3));
  await assert.rejects(read(file(4), first?.position), (error) => isObjectError(error, "ItemReaderFailed"));
});

test("what is no Parquet file is refused in words for the author", async () => {
  const refused = (error: unknown): boolean =>
    isObjectError(error, "ItemReaderFailed") && /k\.parquet cannot be read as Parquet/.test(error.message);
  await assert.rejects(read(Buffer.from("no parquet at all, and long enough")), refused);
  await assert.rejects(read(new Uint8Array(0)), refused);
  const cut = file(50);
  await assert.rejects(read(cut.subarray(0, cut.length - 3)), refused);
});
