import type { Json } from "@landbridge/model";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Arguments, IntrinsicFunction } from "./function.ts";
import { textOfUtf8 } from "./utf8.ts";

/** Source: the Step Functions guide, States.Base64Encode, States.Base64Decode and States.Hash. */
const ENCODED_CHARS_MAX = 10_000;

export const encoding: Readonly<Record<string, IntrinsicFunction>> = {
  Base64Encode: {
    argumentsMin: 1,
    argumentsMax: 1,
    apply: (args) => utf8ToBytes(args.text(0, ENCODED_CHARS_MAX)).toBase64(),
  },
  Base64Decode: { argumentsMin: 1, argumentsMax: 1, apply: decode },
  Hash: { argumentsMin: 2, argumentsMax: 2, apply: hash },
};

// Java's basic decoder: the standard alphabet and nothing else, padding whole or absent.
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function decode(args: Arguments): Json {
  const text = args.text(0, ENCODED_CHARS_MAX);
  if (!BASE64.test(text)) args.fail("argument 1 is not Base64.");
  try {
    return textOfUtf8(Uint8Array.fromBase64(text));
  } catch {
    return args.fail("argument 1 is not Base64.");
  }
}

const ALGORITHMS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ["MD5", md5],
  ["SHA-1", sha1],
  ["SHA-256", sha256],
  ["SHA-384", sha384],
  ["SHA-512", sha512],
]);

function hash(args: Arguments): Json {
  const digest = ALGORITHMS.get(args.text(1));
  if (digest === undefined)
    return args.fail(`the algorithm must be one of ${[...ALGORITHMS.keys()].join(", ")}.`);
  return bytesToHex(digest(utf8ToBytes(args.text(0, ENCODED_CHARS_MAX))));
}
