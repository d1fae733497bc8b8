import { listItems, type MapItem, type MapRunSource } from "@landbridge/asl";
import { isJsonObject, type Json } from "@landbridge/model";
import {
  type ItemFormat,
  type ItemSource,
  itemsMaxOf,
  type ObjectStore,
  objectError,
  openItems,
  type Position,
  type ReadItem,
} from "@landbridge/objects";

export interface SourceItem extends MapItem {
  readonly position: Position;
}

/** A map run's items after a position, at most as many as it may have. */
export async function* itemsOf(
  source: MapRunSource,
  objects: ObjectStore | undefined,
  from: { readonly position: Position | null; readonly itemsRead: number },
): AsyncGenerator<SourceItem> {
  if (source.kind === "items") {
    for (const item of listItems(source.items).slice(from.itemsRead)) {
      yield { ...item, source: "STATE_DATA", position: {} };
    }
    return;
  }
  if (objects === undefined) {
    throw objectError("ItemReaderFailed", "No object store is configured for this installation.");
  }
  let left = itemsMaxOf(source.maxItems) - from.itemsRead;
  if (left <= 0) return;
  const opened = toItemSource(source);
  for await (const { value, position, origin } of openItems(objects, opened, from.position ?? undefined)) {
    yield { value, position, source: uriOf(opened, origin) };
    left -= 1;
    if (left === 0) return;
  }
}

/**
 * Source: AWS Step Functions Developer Guide, "Context object data for Map states", `Map.Item.Source`: the bucket
 * where objects are listed, else the object that the item is in.
 */
function uriOf(source: ItemSource, origin: ReadItem["origin"]): string {
  if (origin !== undefined) return `S3://${origin.bucket}/${origin.key}`;
  if (source.kind === "listing") return `S3://${source.bucket}`;
  return `S3://${source.address.bucket}/${source.address.key}`;
}

type Reader = Extract<MapRunSource, { readonly kind: "reader" }>;

function toItemSource(reader: Reader): ItemSource {
  const bucket = text(reader.parameters, "Bucket");
  const format = reader.format && toFormat(reader.format);
  if (reader.resource === "list") {
    const [prefix, startAfter] = [
      optional(reader.parameters, "Prefix"),
      optional(reader.parameters, "StartAfter"),
    ];
    return {
      kind: "listing",
      bucket,
      ...(prefix !== undefined && { prefix }),
      ...(startAfter !== undefined && { startAfter }),
      ...(format !== undefined && { flatten: format }),
    };
  }
  const versionId = optional(reader.parameters, "VersionId");
  const address = {
    bucket,
    key: text(reader.parameters, "Key"),
    ...(versionId !== undefined && { versionId }),
  };
  if (format === undefined) return { kind: "manifest", address, contents: { type: "S3_INVENTORY" } };
  if (reader.manifest === "ATHENA_DATA") {
    return { kind: "manifest", address, contents: { type: "ATHENA_DATA", format } };
  }
  return { kind: "object", address, format };
}

function toFormat({ type, pointer, headers, delimiter }: NonNullable<Reader["format"]>): ItemFormat {
  switch (type) {
    case "CSV":
      return { type, csv: { delimiter, ...(headers !== undefined && { headers }) } };
    case "JSON":
      return { type, ...(pointer !== undefined && { pointer }) };
    case "JSONL":
    case "PARQUET":
      return { type };
  }
}

function text(parameters: Json, name: string): string {
  const value = optional(parameters, name);
  if (value !== undefined) return value;
  throw objectError("ItemReaderFailed", `The reader's parameter '${name}' must be a text.`);
}

function optional(parameters: Json, name: string): string | undefined {
  const value = isJsonObject(parameters) ? parameters[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
