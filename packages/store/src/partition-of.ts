import { assert } from "@landbridge/model";
import { storeLimits } from "./limits.ts";

/** A partition that is held, and the epoch of its lease. */
export interface Holding {
  readonly partition: number;
  readonly epoch: number;
}

/** What a node holds at this moment, and of how many. */
export interface Holdings {
  readonly count: number;
  /** Undefined: not held here. */
  epochOf(partition: number): number | undefined;
}

/** Of a store that has one owner: all of it is one partition. */
export function soleHolding(epoch: () => number): Holdings {
  return { count: 1, epochOf: (partition) => (partition === 0 ? epoch() : undefined) };
}

/** The last three digits of a UUID: room for `partitionsMax` partitions that are about equally likely. */
const tailDigits = 3;
const tails = 16 ** tailDigits;

/** Of a UUID, ours or a stranger's: always the same, and each node says the same. */
export function partitionOf(id: string, count: number): number {
  if (count === 1) return 0;
  const tail = Number.parseInt(id.slice(-tailDigits), 16);
  assert(Number.isInteger(tail), `an id ends with ${tailDigits} hexadecimal digits`);
  return tail % count;
}

/** The same id, but of this partition. Of one partition alone: unchanged. */
export function idInPartition(id: string, partition: number, count: number): string {
  assert(count <= storeLimits.partitionsMax && partition < count, "a partition is one of the store's");
  if (count === 1) return id;
  const tail = Number.parseInt(id.slice(-tailDigits), 16);
  const lower = Math.floor(tail / count) * count;
  const own = lower + partition < tails ? lower + partition : lower - count + partition;
  return id.slice(0, -tailDigits) + own.toString(16).padStart(tailDigits, "0");
}

/** Of a thing that people named: a schedule. FNV-1a over its UTF-16 units. */
export function partitionOfName(name: string, count: number): number {
  let hash = 0x81_1c_9d_c5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01_00_01_93);
  return (hash >>> 0) % count;
}
