import type { Json } from "@landbridge/model";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { jsonText } from "../json-text.ts";
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

const NOT_BASE64 = /[^A-Za-z0-9+/]/g;

/** What is no letter of Base64 is passed over, and a padding ends it. Source: observed on AWS by others. */
function decode(args: Arguments): Json {
  const [text = ""] = args.text(0, ENCODED_CHARS_MAX).split("=", 1);
  const digits = text.replaceAll("-", "+").replaceAll("_", "/").replace(NOT_BASE64, "");
  // One digit alone is less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  // Bits that are left over are dropped, as Java drops them.
  return textOfUtf8(Uint8Array.fromBase64(whole, { lastChunkHandling: "loose" }));
}

const ALGORITHMS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ["MD5", md5],
  ["SHA-1", sha1],
  ["SHA-256", sha256],
  ["SHA-384", sha384],
  ["SHA-512", sha512],
]);

function hash(args: Arguments): Json {
  const digest = ALGORITHMS.get(args.text(1)) ?? args.refuse();
  const data = args.value(0);
  // AWS hashes what is no text, too: as it is written.
  const text = typeof data === "string" ? data : jsonText(data);
  if (text.length > ENCODED_CHARS_MAX) args.refuse();
  return bytesToHex(digest(utf8ToBytes(text)));
}
