/** Bytes as they come, taken by the line or by the count. */
export interface ByteReader {
  /** Without its end (CR LF, or LF). Undefined: the bytes ended before it, or it is longer than `bytesMax`. */
  line(bytesMax: number): Promise<string | undefined>;
  /** At least one byte and at most `count`. Undefined: the bytes have ended. */
  some(count: number): Promise<Uint8Array | undefined>;
}

export function createByteReader(source: AsyncIterator<Uint8Array>): ByteReader {
  let held: Buffer = Buffer.alloc(0);
  async function more(): Promise<boolean> {
    const { done, value } = await source.next();
    if (done === true) return false;
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
    return true;
  }
  return {
    async line(bytesMax) {
      for (;;) {
        const end = held.indexOf(0x0a);
        if (end > bytesMax || (end < 0 && held.length > bytesMax)) return undefined;
        if (end >= 0) {
          const text = held.toString("latin1", 0, end);
          held = held.subarray(end + 1);
          return text.endsWith("\r") ? text.slice(0, -1) : text;
        }
        if (!(await more())) return undefined;
      }
    },
    async some(count) {
      while (held.length === 0) if (!(await more())) return undefined;
      const taken = held.subarray(0, count);
      held = held.subarray(count);
      return taken;
    },
  };
}
