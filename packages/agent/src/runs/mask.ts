// Secrets in a job's output are shown as asterisks of the same length, so that offsets stay what they are.

export interface Mask {
  /** The longest thing to be hidden, in bytes; 0: there is nothing. */
  readonly bytesMax: number;
  /** Overwrites every secret that is whole within the bytes. */
  hide(bytes: Uint8Array): void;
  /** How many bytes at the end may be the beginning of a secret. */
  openEnd(bytes: Uint8Array): number;
}

/** What is shorter stands in any text by chance: to hide it would hide the text, and show the secret by its gaps. */
const secretBytesMin = 4;
const asterisk = 0x2a;

/** @param values each is hidden as a whole, and line by line where it has several */
export function createMask(values: readonly string[]): Mask {
  const texts = values.flatMap((value) => [value, ...value.split(/\r?\n/)]);
  const needles = [...new Set(texts)]
    .map((text) => Buffer.from(text))
    .filter(({ length }) => length >= secretBytesMin)
    // A secret within another one must not break the longer one up first.
    .sort((a, b) => b.length - a.length);
  return {
    bytesMax: needles[0]?.length ?? 0,
    hide(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      for (const needle of needles)
        for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
          text.fill(asterisk, at, at + needle.length);
    },
    openEnd(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      return needles.reduce((open, needle) => Math.max(open, openEndOf(text, needle)), 0);
    },
  };
}

export function hideInText(text: string, mask: Mask): string {
  if (mask.bytesMax === 0) return text;
  const bytes = Buffer.from(text);
  mask.hide(bytes);
  return bytes.toString();
}

function openEndOf(text: Buffer, needle: Buffer): number {
  const longest = Math.min(needle.length - 1, text.length);
  for (let length = longest; length > 0; length -= 1)
    if (text.subarray(text.length - length).equals(needle.subarray(0, length))) return length;
  return 0;
}
