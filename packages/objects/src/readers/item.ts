import type { Json, JsonObject } from "@landbridge/model";
import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress } from "../port.ts";
import type { CsvOptions } from "./csv.ts";

/** Where a Map's items come from: what ItemReader says, evaluated. */
export type ItemSource =
  | { readonly kind: "object"; readonly address: ObjectAddress; readonly format: ItemFormat }
  | {
      readonly kind: "listing";
      readonly bucket: string;
      readonly prefix?: string;
      readonly startAfter?: string;
      /** LOAD_AND_FLATTEN: not the objects are the items, but what is in them. */
      readonly flatten?: ItemFormat;
    }
  | {
      readonly kind: "manifest";
      readonly address: ObjectAddress;
      /** S3_INVENTORY lists objects, which are the items; ATHENA_DATA lists data files in `format`. */
      readonly contents:
        | { readonly type: "S3_INVENTORY" }
        | { readonly type: "ATHENA_DATA"; readonly format: ItemFormat };
    };

export type ItemFormat =
  | { readonly type: "CSV"; readonly csv: CsvOptions }
  /** `pointer`: an RFC 6901 pointer to the array; absent: the document is the array. */
  | { readonly type: "JSON"; readonly pointer?: string }
  | { readonly type: "JSONL" }
  | { readonly type: "PARQUET" };

/** JSON, small, to be kept and handed back to the reader that gave it; nobody else's business. */
export type Position = JsonObject;

export interface ReadItem {
  readonly value: Json;
  /** Where a reader goes on after this item. */
  readonly position: Position;
  /** The object that it is in, where the source names many. */
  readonly origin?: ObjectAddress;
}

/** Bytes from an offset on, of what has not changed since it was opened first. */
export interface ByteSource {
  /** For messages: "s3://bucket/key". */
  readonly name: string;
  /** `etag`: what a position has kept of the first opening. */
  open(
    fromByte: number,
    etag: string | undefined,
  ): Promise<{
    readonly etag: string;
    readonly body: AsyncIterable<Uint8Array>;
  }>;
}

/** `bytes`: the item's JSON text, or what it was made of where that is no shorter. */
export function checkItemBytes(bytes: number, where: string): void {
  if (bytes <= objectLimits.itemBytesMax) return;
  throw itemReaderFailed(
    `The item at ${where} has ${bytes} bytes, which exceeds the limit of ${objectLimits.itemBytesMax} bytes.`,
  );
}

/** What a position holds; one that is none of this reader's is our own data gone wrong, and is not guessed at. */
export function numberAt(position: Position, name: string): number {
  const value = position[name];
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw itemReaderFailed(`The position to go on from has no ${name}.`);
}

export function textAt(position: Position, name: string): string {
  const value = position[name];
  if (typeof value === "string") return value;
  throw itemReaderFailed(`The position to go on from has no ${name}.`);
}
