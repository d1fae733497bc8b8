import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Json } from "@landbridge/model";
import type { AsyncBuffer, Compressors, FileMetaData } from "hyparquet";
import { isObjectError, itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress, ObjectStore } from "../port.ts";
import { checkItemBytes, numberAt, type Position, type ReadItem, textAt } from "./item.ts";

/**
 * Apache Parquet: each row is an item. A row group is read and unpacked at once, so memory is bounded by the
 * largest that is taken. Source: AWS Step Functions Developer Guide, "ItemReader (Map)", its limits.
 */
export async function* parquetItems(
  store: ObjectStore,
  address: ObjectAddress,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  const name = `s3://${address.bucket}/${address.key}`;
  const head = await store.head(address);
  const etag = from === undefined ? head.etag : textAt(from, "etag");
  const file = rangesOf(store, address, head.sizeBytes, etag);
  // Loaded with the first Parquet file: whoever has none never loads it.
  const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  try {
    const metadata = await parquetMetadataAsync(file);
    checkSizes(metadata, name);
    let next = from === undefined ? 0 : numberAt(from, "row");
    let end = 0;
    for (const group of metadata.row_groups) {
      const start = end;
      end += Number(group.num_rows);
      if (next >= end) continue;
      const rows = await parquetReadObjects({
        file,
        metadata,
        rowStart: Math.max(start, next),
        rowEnd: end,
        compressors,
      });
      for (const row of rows) {
        next += 1;
        const value = toJson(row);
        checkItemBytes(Buffer.byteLength(JSON.stringify(value)), `row ${next} of ${name}`);
        yield { value, position: { etag, row: next } };
      }
    }
  } catch (error) {
    if (isObjectError(error)) throw error;
    throw itemReaderFailed(`The file ${name} cannot be read as Parquet: ${messageOf(error)}`);
  }
}

/** Snappy is the library's own. */
const compressors: Compressors = {
  GZIP: (input, outputLength) => gunzipSync(input, { maxOutputLength: Math.max(outputLength, 1) }),
  ZSTD: (input, outputLength) => zstdDecompressSync(input, { maxOutputLength: Math.max(outputLength, 1) }),
  BROTLI: (input, outputLength) =>
    brotliDecompressSync(input, { maxOutputLength: Math.max(outputLength, 1) }),
};

function checkSizes({ metadata_length, row_groups }: FileMetaData, name: string): void {
  const { parquetFooterBytesMax, parquetRowGroupBytesMax } = objectLimits;
  if (metadata_length > parquetFooterBytesMax) {
    throw itemReaderFailed(
      `The footer of ${name} has ${metadata_length} bytes, which exceeds the limit of ${parquetFooterBytesMax} bytes.`,
    );
  }
  for (const { total_byte_size: bytes } of row_groups) {
    if (bytes <= parquetRowGroupBytesMax) continue;
    throw itemReaderFailed(
      `A row group of ${name} has ${bytes} bytes, which exceeds the limit of ${parquetRowGroupBytesMax} bytes.`,
    );
  }
}

function rangesOf(store: ObjectStore, address: ObjectAddress, byteLength: number, etag: string): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = new Uint8Array(Math.max(0, end - start));
      const { body } = await store.get(address, { fromByte: start, ifMatch: etag });
      let filled = 0;
      for await (const chunk of body) {
        const part = chunk.subarray(0, bytes.length - filled);
        bytes.set(part, filled);
        filled += part.length;
        if (filled === bytes.length) break;
      }
      return bytes.buffer.slice(0, filled);
    },
  };
}

/** What JSON has no word for is written as text: instants in ISO 8601, bytes in Base64, whole numbers past 2^53 as digits. */
function toJson(value: unknown): Json {
  switch (typeof value) {
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "object":
      return objectToJson(value);
    case "undefined":
    case "function":
    case "symbol":
      return null;
  }
}

function objectToJson(value: object | null): Json {
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, toJson);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
