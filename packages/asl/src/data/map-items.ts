import { isJsonArray, type Json, type JsonArray, type JsonObject } from "@landbridge/model";

// What a Map goes over. An object is kept as it was given, and is an item for each of its members.

export type MapItems = JsonArray | JsonObject;

export interface MapItem {
  readonly value: Json;
  /** Of the member, where the items are an object's. */
  readonly key?: string;
  /** Where a map run's item comes from, as the context object tells it. */
  readonly source?: string;
}

export function countItems(items: MapItems): number {
  return isJsonArray(items) ? items.length : Object.keys(items).length;
}

/** In the order of the array or of the object's text. */
export function listItems(items: MapItems): readonly MapItem[] {
  if (isJsonArray(items)) return items.map((value) => ({ value }));
  return Object.entries(items).map(([key, value]) => ({ value, key }));
}

/**
 * What an item is where no ItemSelector says otherwise.
 * Source: AWS Step Functions Developer Guide, "ItemsPath": of an object, each key-value pair.
 */
export function itemInput({ key, value }: MapItem): Json {
  return key === undefined ? value : { Key: key, Value: value };
}

/** Source: AWS Step Functions Developer Guide, "Context object data for Map states". */
export function itemContext(index: number, { key, value, source }: MapItem): JsonObject {
  return {
    Index: index,
    ...(key !== undefined && { Key: key }),
    Value: value,
    ...(source !== undefined && { Source: source }),
  };
}
