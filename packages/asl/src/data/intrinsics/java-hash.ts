import { isJsonArray, isJsonObject, type Json, type JsonArray } from "@landbridge/model";

// Java's collections, whose documentation fixes each hash code. Source: States.ArrayUnique on AWS, observed by others:
// [true, false] comes back as [false, true], and [[1, 2], [2, 1]] the other way round, as a HashSet lists them.

/**
 * Distinct values in the order in which a `HashSet` lists them that was made of a collection.
 * @param sizeOfAll of the collection, with what was there twice
 */
export function inHashSetOrder(distinct: JsonArray, sizeOfAll: number): JsonArray {
  const buckets = tableSize(sizeOfAll);
  const placed = distinct.map((value) => ({ value, bucket: bucketOf(javaHash(value), buckets) }));
  // A sort that is stable: what shares a bucket stays in the order in which it came.
  placed.sort((a, b) => a.bucket - b.bucket);
  return placed.map(({ value }) => value);
}

/** A power of two, for a collection of that size to fill three quarters of it at most. */
function tableSize(sizeOfAll: number): number {
  const wanted = Math.max(Math.floor(sizeOfAll / 0.75) + 1, 16);
  return 2 ** Math.ceil(Math.log2(wanted));
}

function bucketOf(hash: number, buckets: number): number {
  return ((hash ^ (hash >>> 16)) >>> 0) % buckets;
}

function javaHash(value: Json): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "number") return hashOfNumber(value);
  if (typeof value === "string") return hashOfText(value);
  if (isJsonArray(value)) return value.reduce<number>((hash, item) => next(hash, javaHash(item)), 1);
  if (!isJsonObject(value)) return 0;
  let sum = 0;
  for (const [name, member] of Object.entries(value)) sum = (sum + (hashOfText(name) ^ javaHash(member))) | 0;
  return sum;
}

function hashOfText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = next(hash, text.charCodeAt(at));
  return hash;
}

function next(hash: number, part: number): number {
  return (Math.imul(31, hash) + part) | 0;
}

/** An Integer, a Long or a Double, as Jackson reads them. */
function hashOfNumber(value: number): number {
  if ((value | 0) === value) return value;
  const bits = new DataView(new ArrayBuffer(8));
  if (Number.isSafeInteger(value)) bits.setBigInt64(0, BigInt(value));
  else bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
