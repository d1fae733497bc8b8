import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import { type ByteSource, checkItemBytes, numberAt, type Position, type ReadItem, textAt } from "./item.ts";
import { parseItem } from "./parse-item.ts";

const LF = 0x0a;

/** JSON Lines: each line that is not blank is an item. */
export async function* jsonLineItems(
  source: ByteSource,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  const base = from === undefined ? 0 : numberAt(from, "offset");
  const { etag, body } = await source.open(base, from && textAt(from, "etag"));
  for await (const { text, end } of linesOf(body, base, source.name)) {
    if (text.trim() === "") continue;
    const value = parseItem(text, `the line of ${source.name} that ends at byte ${end}`);
    if (value === undefined)
      throw itemReaderFailed(`The line of ${source.name} that ends at byte ${end} is not JSON.`);
    yield { value, position: { etag, offset: end } };
  }
}

interface Line {
  readonly text: string;
  readonly end: number;
}

async function* linesOf(body: AsyncIterable<Uint8Array>, base: number, name: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let offset = base;
  for await (const chunk of body) {
    const buffer =
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = buffer.indexOf(LF); end !== -1; end = buffer.indexOf(LF, start)) {
      yield line(buffer.subarray(start, end), offset + start, offset + end + 1, name);
      start = end + 1;
    }
    offset += start;
    rest = Buffer.from(buffer.subarray(start));
    // Past the limit already, and no end in sight: nothing more is taken in.
    if (rest.length > objectLimits.itemBytesMax + 1) checkItemBytes(rest.length, `byte ${offset} of ${name}`);
  }
  if (rest.length > 0) yield line(rest, offset, offset + rest.length, name);
}

function line(bytes: Buffer, start: number, end: number, name: string): Line {
  checkItemBytes(bytes.length, `byte ${start} of ${name}`);
  const text = bytes.toString();
  return { text: start === 0 && text.startsWith("\uFEFF") ? text.slice(1) : text, end };
}
