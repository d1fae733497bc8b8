import { isJsonObject } from "@landbridge/model";
import { isObjectError, itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import type { ObjectAddress, ObjectStore } from "../port.ts";
import { bytesOf } from "./compressed.ts";
import { csvItems } from "./csv.ts";
import { inventoryItems } from "./inventory.ts";
import type { ItemFormat, ItemSource, Position, ReadItem } from "./item.ts";
import { jsonItems } from "./json.ts";
import { jsonLineItems } from "./jsonl.ts";
import { listedItems } from "./listing.ts";
import { parquetItems } from "./parquet.ts";

// A Map's items, one after the other.
//
// I1. Memory is bounded by a chunk and an item, however large the source is.
// I2. To go on from an item's `position` gives exactly the items after it, or fails because the object is
//     another one by now; never other items.
// I3. What is wrong with the source is ItemReaderFailed, in words for the workflow's author.

export async function* openItems(
  store: ObjectStore,
  source: ItemSource,
  from?: Position,
): AsyncGenerator<ReadItem> {
  try {
    yield* itemsOf(store, source, from);
  } catch (error) {
    if (!isObjectError(error) || error.retryable || error.code === "ItemReaderFailed") throw error;
    throw itemReaderFailed(error.message);
  }
}

function itemsOf(
  store: ObjectStore,
  source: ItemSource,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  switch (source.kind) {
    case "object":
      return formatted(store, source.address, source.format, from);
    case "listing": {
      const listed = (at: Position | undefined): AsyncGenerator<ReadItem> => listedItems(store, source, at);
      const { flatten, bucket } = source;
      if (flatten === undefined) return listed(from);
      return flattened(store, listed, flatten, (value) => ({ bucket, key: keyOf(value) }), from);
    }
    case "manifest": {
      const { address, contents } = source;
      if (contents.type === "S3_INVENTORY") return inventoryItems(store, address, from);
      const uris = (at: Position | undefined): AsyncGenerator<ReadItem> =>
        csvItems(bytesOf(store, address), { headers: ["uri"], delimiter: "COMMA" }, at);
      return flattened(store, uris, contents.format, addressOf, from);
    }
  }
}

function formatted(
  store: ObjectStore,
  address: ObjectAddress,
  format: ItemFormat,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  switch (format.type) {
    case "CSV":
      return csvItems(bytesOf(store, address), format.csv, from);
    case "JSON":
      return jsonItems(bytesOf(store, address), format.pointer, from);
    case "JSONL":
      return jsonLineItems(bytesOf(store, address), from);
    case "PARQUET":
      return parquetItems(store, address, from);
  }
}

/** The items in objects that are themselves items: `from` is where the outer one went on, and where in its object. */
async function* flattened(
  store: ObjectStore,
  outer: (from: Position | undefined) => AsyncGenerator<ReadItem>,
  format: ItemFormat,
  locate: (value: ReadItem["value"]) => ObjectAddress,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  const [bucket, key] = [from?.["bucket"], from?.["key"]];
  const [inner, after] = [from?.["inner"], from?.["after"]];
  if (typeof bucket === "string" && typeof key === "string" && isJsonObject(inner) && isJsonObject(after)) {
    yield* within(store, { bucket, key }, format, after, inner);
  }
  for await (const { value, position } of outer(isJsonObject(after) ? after : undefined)) {
    yield* within(store, locate(value), format, position, undefined);
  }
}

async function* within(
  store: ObjectStore,
  { bucket, key }: ObjectAddress,
  format: ItemFormat,
  after: Position,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  for await (const { value, position } of formatted(store, { bucket, key }, format, from)) {
    yield { value, position: { bucket, key, after, inner: position }, origin: { bucket, key } };
  }
}

function keyOf(value: ReadItem["value"]): string {
  const key = isJsonObject(value) ? value["Key"] : undefined;
  return typeof key === "string" ? key : "";
}

/** Source: Amazon Athena, UNLOAD and the query's manifest file: one `s3://BUCKET/KEY` a line. */
function addressOf(value: ReadItem["value"]): ObjectAddress {
  const uri = isJsonObject(value) ? value["uri"] : undefined;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(typeof uri === "string" ? uri.trim() : "") ?? [];
  if (bucket === undefined || key === undefined) {
    throw itemReaderFailed(`The manifest names ${JSON.stringify(uri)}, which is not s3://BUCKET/KEY.`);
  }
  return { bucket, key };
}

/** Source: AWS Step Functions, "ItemReader", `MaxItems`: 0 is no limit of one's own. */
export function itemsMaxOf(wanted: number | undefined): number {
  return wanted === undefined || wanted === 0
    ? objectLimits.itemsMax
    : Math.min(wanted, objectLimits.itemsMax);
}
