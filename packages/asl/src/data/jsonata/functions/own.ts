import { parseJson, uuidV4 } from "@landbridge/model";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { javaRandomDouble } from "../../intrinsics/java-random.ts";
import { codedError, functionError, outOfMemory } from "../evaluation-error.ts";
import type { Focus, FunctionDefinition } from "../library.ts";
import { RANGE_FUNCTION_ITEMS_MAX } from "../limits.ts";
import { evaluationOf } from "./evaluation-of.ts";
import { hasHugeNumber, withDoubleQuotes } from "./json-as-aws.ts";
import { hasTwins } from "./json-twins.ts";

// What AWS adds to JSONata. Source: AWS Step Functions Developer Guide, "JSONata functions provided by Step
// Functions"; what it leaves open (rounding, what gives nothing) was measured there by others.

export const ownFunctions: readonly FunctionDefinition[] = [
  { name: "partition", signature: "<xn?:a>", implementation: partition },
  { name: "range", signature: "<nnn?:a>", implementation: range },
  { name: "hash", signature: "<ss?:s>", implementation: hash },
  { name: "random", signature: "<n?:n>", implementation: random },
  { name: "uuid", signature: "<:s>", implementation: uuidOf },
  { name: "parse", signature: "<s?:x>", implementation: parse },
];

function partition(this: Focus, array?: unknown, chunkSize?: number): unknown {
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) {
    throw codedError("T0412", 'Argument 1 of function "partition" must be an array of undefined');
  }
  // Without a size it is one chunk, even of nothing.
  if (chunkSize === undefined) return [array];
  const size = Math.trunc(chunkSize);
  if (size < 0) throw functionError("Second argument must be zero or greater");
  if (array.length === 0 || size === 0) return undefined;
  evaluationOf(this).spend(array.length / 8);
  const chunks: unknown[] = [];
  for (let at = 0; at < array.length; at += size) chunks.push(array.slice(at, at + size));
  return chunks;
}

/** A range of one is that one: sequences are. */
function range(this: Focus, first?: number, last?: number, step?: number): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) return undefined;
  const count = Math.floor((to - from) / by) + 1;
  if (!(count > 0)) return undefined;
  if (count > RANGE_FUNCTION_ITEMS_MAX) throw outOfMemory();
  evaluationOf(this).spend(count / 8);
  const items = Array.from({ length: count }, (_, index) => from + index * by);
  return count === 1 ? items[0] : items;
}

/** In the order in which AWS lists them. */
const HASHES: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ["SHA-1", sha1],
  ["SHA-384", sha384],
  ["SHA-256", sha256],
  ["SHA-512", sha512],
  ["MD5", md5],
]);
const HASHED_CHARS_PER_UNIT = 8;

function hash(this: Focus, text?: string, algorithm?: string): unknown {
  if (text === undefined || algorithm === undefined) return undefined;
  const digest = HASHES.get(algorithm);
  if (digest === undefined) {
    throw functionError(`Hash algorithm '${algorithm}' must be one of ${[...HASHES.keys()].join(", ")}`);
  }
  evaluationOf(this).spend(text.length / HASHED_CHARS_PER_UNIT);
  return bytesToHex(digest(utf8ToBytes(text)));
}

/** With a seed, the first of a java.util.Random; without, the turn's. */
function random(this: Focus, seed?: number): number {
  return seed === undefined ? evaluationOf(this).random.next() : javaRandomDouble(Math.trunc(seed));
}

function uuidOf(this: Focus): string {
  return uuidV4(evaluationOf(this).random);
}

/** Texts may stand between single quotes; numbers beyond a double's and repeated names are refused. */
function parse(this: Focus, given?: string): unknown {
  if (given === undefined) return undefined;
  evaluationOf(this).spend(given.length / 16);
  const text = given.includes("'") ? withDoubleQuotes(given) : given;
  const value = parseJson(text);
  if (value === undefined || hasTwins(text) || hasHugeNumber(text)) throw functionError("Invalid JSON");
  return value;
}
