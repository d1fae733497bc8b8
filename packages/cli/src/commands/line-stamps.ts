const newline = 0x0a;

/** Puts times before lines that come in pieces; a line keeps the time of its first piece. */
export function createLineStamps(): (bytes: Uint8Array, time: string | undefined) => Uint8Array {
  let isAtStart = true;
  return (bytes, time) => {
    const stamp = Buffer.from(`${time ?? unknownTime} `);
    const parts: Uint8Array[] = [];
    for (let begin = 0; begin < bytes.length; ) {
      const found = bytes.indexOf(newline, begin);
      const end = found < 0 ? bytes.length : found + 1;
      if (isAtStart) parts.push(stamp);
      parts.push(bytes.subarray(begin, end));
      isAtStart = found >= 0;
      begin = end;
    }
    return Buffer.concat(parts);
  };
}

/** As wide as a time, so that what follows stays in line. */
const unknownTime = "-".padEnd("2026-01-01T00:00:00.000Z".length);
