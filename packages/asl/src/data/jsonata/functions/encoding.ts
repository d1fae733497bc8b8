import { utf8ToBytes } from "@noble/hashes/utils.js";
import { textOfUtf8 } from "../../intrinsics/utf8.ts";
import { codedError, InternalError } from "../evaluation-error.ts";
import type { Focus, FunctionDefinition } from "../library.ts";
import { evaluationOf } from "./evaluation-of.ts";

// What AWS encodes and decodes otherwise than the library does. Source: measured on AWS by others.

export const encodingFunctions: readonly FunctionDefinition[] = [
  { name: "decodeUrlComponent", signature: "<s-:s>", implementation: decodeUrlComponent },
  { name: "base64encode", signature: "<s-:s>", implementation: base64encode },
  { name: "base64decode", signature: "<s-:s>", implementation: base64decode },
];

const CHARS_PER_UNIT = 16;
const PERCENT = 0x25;

/** A plus is a space, and bytes that are no UTF-8 are replacement characters. */
function decodeUrlComponent(this: Focus, text?: string): unknown {
  if (text === undefined) return undefined;
  evaluationOf(this).spend(text.length / CHARS_PER_UNIT);
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) {
    throw codedError("D3140", `Malformed URL passed to $decodeUrlComponent(): ${JSON.stringify(text)}`);
  }
  return textOfUtf8(unescaped(utf8ToBytes(text.replaceAll("+", " "))));
}

function unescaped(bytes: Uint8Array): Uint8Array {
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== PERCENT) {
      found.push(byte);
      continue;
    }
    found.push(Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16));
    at += 2;
  }
  return Uint8Array.from(found);
}

/** That it is UTF-8, as in an intrinsic function, nobody has told. */
function base64encode(this: Focus, text?: string): unknown {
  if (text === undefined) return undefined;
  evaluationOf(this).spend(text.length / CHARS_PER_UNIT);
  return utf8ToBytes(text).toBase64();
}

/** Padding may be missing; what is no letter of Base64 may not be there. */
function base64decode(this: Focus, text?: string): unknown {
  if (text === undefined) return undefined;
  evaluationOf(this).spend(text.length / CHARS_PER_UNIT);
  const digits = text.replace(/={1,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1) throw new InternalError();
  return textOfUtf8(Uint8Array.fromBase64(digits, { lastChunkHandling: "loose" }));
}
