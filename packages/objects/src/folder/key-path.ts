import { objectError } from "../errors.ts";
import { objectLimits } from "../limits.ts";

// A key as a path, so that an operator can lay plain files into a bucket's folder and find results there.
//
// K1. Different keys have different paths, and a path gives its key back.
// K2. No key leads out of its bucket: a segment is never ".", "..", empty, or holds a separator or NUL.
// K3. `%` marks what could not stand as it is: `%XX` a byte, `%` alone an empty segment, a trailing `%_` a
//     segment that is too long for a file name and goes on in that folder.

/** File names have at most 255 bytes nearly everywhere; what is past this goes on in another folder. */
const nameBytesMax = 200;
const goesOn = "%_";

/** Throws KeyTooLongError, InvalidKey. */
export function keySegments(key: string): readonly string[] {
  if (key === "") throw objectError("InvalidKey", "it is empty");
  if (!key.isWellFormed()) throw objectError("InvalidKey", "it holds half a character (a lone surrogate)");
  if (Buffer.byteLength(key) > objectLimits.keyBytesMax) {
    throw objectError(
      "KeyTooLongError",
      `${Buffer.byteLength(key)} bytes; at most ${objectLimits.keyBytesMax}`,
    );
  }
  return key.split("/").flatMap(encodeSegment);
}

/** The part of a key that a name on the disk stands for; `undefined`: no key leads there. */
export function decodeName(name: string): { readonly text: string; readonly goesOn: boolean } | undefined {
  if (name === "%") return { text: "", goesOn: false };
  const isLong = name.endsWith(goesOn);
  const text = isLong ? name.slice(0, -goesOn.length) : name;
  const decoded = decode(text);
  if (decoded === undefined) return undefined;
  // K1: only what `encodeSegment` writes is a key's name.
  const isOurs = isLong ? encode(decoded) === text : encodeSegment(decoded).join("/") === name;
  return isOurs ? { text: decoded, goesOn: isLong } : undefined;
}

function encodeSegment(segment: string): string[] {
  if (segment === "") return ["%"];
  const encoded = segment === "." || segment === ".." ? segment.replaceAll(".", "%2E") : encode(segment);
  if (Buffer.byteLength(encoded) <= nameBytesMax) return [encoded];
  const names: string[] = [];
  let piece = "";
  for (const character of segment) {
    const next = encode(character);
    if (Buffer.byteLength(piece) + next.length * 4 > nameBytesMax) {
      names.push(`${piece}${goesOn}`);
      piece = "";
    }
    piece += next;
  }
  return [...names, piece === "." || piece === ".." ? piece.replaceAll(".", "%2E") : piece];
}

function encode(text: string): string {
  // oxlint-disable-next-line no-control-regex -- NUL ends a path, and the others confuse whoever lists a folder
  return text.replace(/[%\\\u0000-\u001f\u007f]/g, hex);
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function decode(text: string): string | undefined {
  let isOurs = true;
  const decoded = text.replace(/%(.{0,2})/g, (_, code: string) => {
    if (!/^[0-9A-F]{2}$/.test(code)) isOurs = false;
    return String.fromCharCode(Number.parseInt(code, 16));
  });
  return isOurs ? decoded : undefined;
}
