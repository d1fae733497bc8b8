const REPLACEMENT = "\uFFFD";

/**
 * UTF-8 as text, a replacement character for each byte that belongs to no character, as Java's
 * `new String(bytes, UTF_8)` has it. TextDecoder is no part of the language itself, so it is not used here.
 */
export function textOfUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    parts.push(length === 0 ? REPLACEMENT : String.fromCodePoint(codePointAt(bytes, at, length)));
    at += Math.max(1, length);
  }
  return parts.join("");
}

/** Bytes of the character that begins here; 0: none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return isCharacter(codePointAt(bytes, at, length), length) ? length : 0;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  let code = length === 1 ? lead : lead & (0x7f >> length);
  for (let next = 1; next < length; next += 1) code = (code << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return code;
}

/** Written no longer than it must be, no half of a surrogate pair, within Unicode. */
function isCharacter(code: number, length: number): boolean {
  const shortest = [0, 0x80, 0x800, 0x1_0000][length - 1] ?? 0;
  return code >= shortest && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
}
