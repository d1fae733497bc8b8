import { parseJson } from "@landbridge/model";
import { itemReaderFailed } from "../errors.ts";
import { type ByteSource, numberAt, type Position, type ReadItem, textAt } from "./item.ts";
import { JsonScan } from "./json-scan.ts";
import { parseItem } from "./parse-item.ts";

const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, COMMA, COLON] = [
  0x5b, 0x5d, 0x7b, 0x7d, 0x2c, 0x3a,
];

/** The elements of the array that the document is, or that `pointer` leads to in it. */
export async function* jsonItems(
  source: ByteSource,
  pointer: string | undefined,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  const base = from === undefined ? 0 : numberAt(from, "offset");
  const { etag, body } = await source.open(base, from && textAt(from, "etag"));
  const scan = new JsonScan({ body, base, name: source.name });
  try {
    if (from === undefined) await enterArray(scan, pointer);
    let isFirst = from === undefined;
    while (await anotherElement(scan, isFirst)) {
      const where = `byte ${scan.offset} of ${source.name}`;
      const value = parseItem(await scan.takeValue(), where);
      if (value === undefined) throw scan.malformed();
      yield { value, position: { etag, offset: scan.offset } };
      isFirst = false;
    }
  } finally {
    await scan.close();
  }
}

async function anotherElement(scan: JsonScan, isFirst: boolean): Promise<boolean> {
  const byte = await scan.peek();
  if (byte === CLOSE_ARRAY) return false;
  if (isFirst) return true;
  if (byte !== COMMA) throw scan.malformed();
  scan.skipByte();
  return true;
}

/** Stands before the array's first element afterwards. */
async function enterArray(scan: JsonScan, pointer: string | undefined): Promise<void> {
  await skipMark(scan);
  for (const name of namesOf(pointer)) {
    const byte = await scan.peek();
    if (byte === OPEN_OBJECT) await enterMember(scan, name, pointer);
    else if (byte === OPEN_ARRAY) await enterElement(scan, name, pointer);
    else throw notThere(scan, pointer);
  }
  const byte = await scan.peek();
  if (byte === undefined) throw scan.malformed();
  // Source: the words of AWS for items that are none.
  if (byte !== OPEN_ARRAY) throw itemReaderFailed("Attempting to map over non-iterable node.");
  scan.skipByte();
}

/** Source: RFC 6901. */
function namesOf(pointer: string | undefined): readonly string[] {
  if (pointer === undefined || pointer === "") return [];
  if (!pointer.startsWith("/"))
    throw itemReaderFailed(`The ItemsPointer "${pointer}" does not begin with "/".`);
  return pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

async function enterMember(scan: JsonScan, name: string, pointer: string | undefined): Promise<void> {
  scan.skipByte();
  for (;;) {
    const byte = await scan.peek();
    if (byte === CLOSE_OBJECT) throw notThere(scan, pointer);
    const key = parseJson(await scan.takeValue());
    if ((await scan.peek()) !== COLON) throw scan.malformed();
    scan.skipByte();
    if (key === name) return;
    await scan.skipValue();
    if ((await scan.peek()) === COMMA) scan.skipByte();
  }
}

async function enterElement(scan: JsonScan, name: string, pointer: string | undefined): Promise<void> {
  const index = /^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : undefined;
  if (index === undefined) throw notThere(scan, pointer);
  scan.skipByte();
  for (let passed = 0; ; passed += 1) {
    if ((await scan.peek()) === CLOSE_ARRAY) throw notThere(scan, pointer);
    if (passed === index) return;
    await scan.skipValue();
    if ((await scan.peek()) === COMMA) scan.skipByte();
  }
}

function notThere(scan: JsonScan, pointer: string | undefined): Error {
  return itemReaderFailed(`The ItemsPointer "${pointer ?? ""}" leads nowhere in ${scan.name}.`);
}

/** A byte order mark, EF BB BF. */
async function skipMark(scan: JsonScan): Promise<void> {
  for (const byte of [0xef, 0xbb, 0xbf]) {
    if ((await scan.peek()) !== byte) return;
    scan.skipByte();
  }
}
