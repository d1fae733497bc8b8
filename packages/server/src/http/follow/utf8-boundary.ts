/**
 * How many of `bytes` can be sent as text without cutting a character in two. What follows is at most
 * three bytes: the beginning of a character whose rest has not been written yet.
 */
export function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < characterLength(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function characterLength(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
