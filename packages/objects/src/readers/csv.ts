import type { Json, JsonObject } from "@landbridge/model";
import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";
import { type CsvRecord, CsvRecords } from "./csv-records.ts";
import { type ByteSource, checkItemBytes, numberAt, type Position, type ReadItem, textAt } from "./item.ts";

// A text file with delimiters: each row after the headers is an item, an object of texts.

export const csvDelimiters = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
} as const;
export type CsvDelimiter = keyof typeof csvDelimiters;

export interface CsvOptions {
  /** CSVHeaders, where CSVHeaderLocation is GIVEN; absent: FIRST_ROW. */
  readonly headers?: readonly string[];
  readonly delimiter: CsvDelimiter;
}

export async function* csvItems(
  source: ByteSource,
  options: CsvOptions,
  from: Position | undefined,
): AsyncGenerator<ReadItem> {
  let headers = from === undefined ? checked(options.headers) : headersAt(from);
  const base = from === undefined ? 0 : numberAt(from, "offset");
  const { etag, body } = await source.open(base, from && textAt(from, "etag"));
  let toObject = headers && rowMaker(headers);
  const records = new CsvRecords({ delimiter: csvDelimiters[options.delimiter], base, name: source.name });
  for await (const record of recordsOf(records, body, base)) {
    if (isBlank(record)) continue;
    if (headers === undefined || toObject === undefined) {
      headers = checked(record.fields) ?? [];
      toObject = rowMaker(headers);
      continue;
    }
    checkItemBytes(record.bytes, `byte ${record.end} of ${source.name}`);
    yield { value: toObject(record.fields), position: { etag, offset: record.end, headers } };
  }
}

async function* recordsOf(
  records: CsvRecords,
  body: AsyncIterable<Uint8Array>,
  base: number,
): AsyncGenerator<CsvRecord> {
  let isFirst = base === 0;
  for await (const chunk of body) {
    for (const record of records.take(chunk)) {
      yield isFirst ? withoutMark(record) : record;
      isFirst = false;
    }
  }
  for (const record of records.finish()) yield isFirst ? withoutMark(record) : record;
}

/** A byte order mark before the first field is none of its text. */
function withoutMark(record: CsvRecord): CsvRecord {
  const [first = "", ...others] = record.fields;
  if (!first.startsWith("\uFEFF")) return record;
  const text = first.slice(1);
  // Behind the mark a quote is the field's first character after all.
  const unquoted = /^"((?:[^"]|"")*)"$/s.exec(text)?.[1]?.replaceAll('""', '"');
  return { ...record, fields: [unquoted ?? text, ...others] };
}

function isBlank({ fields }: CsvRecord): boolean {
  return fields.length === 1 && fields[0] === "";
}

/** Source: recorded from AWS for duplicates; AWS Step Functions, "ItemReader", for the size. */
function checked(headers: readonly string[] | undefined): readonly string[] | undefined {
  if (headers === undefined) return undefined;
  if (new Set(headers).size < headers.length)
    throw itemReaderFailed("CSV headers cannot contain duplicates.");
  if (Buffer.byteLength(headers.join()) > objectLimits.headerBytesMax) {
    throw itemReaderFailed(`CSV headers cannot exceed ${objectLimits.headerBytesMax} bytes.`);
  }
  return headers;
}

function headersAt(position: Position): readonly string[] {
  const headers: Json | undefined = position["headers"];
  if (Array.isArray(headers) && headers.every((header) => typeof header === "string")) return headers;
  throw itemReaderFailed("The position to go on from has no headers.");
}

/** Source: recorded from AWS: a missing field is an empty text, a surplus one is left out. */
function rowMaker(headers: readonly string[]): (fields: readonly string[]) => JsonObject {
  // Assigned, "__proto__" would be the object's prototype; as an entry it is a member like any other.
  if (headers.includes("__proto__")) {
    return (fields) => Object.fromEntries(headers.map((header, index) => [header, fields[index] ?? ""]));
  }
  return (fields) => {
    const row: Record<string, Json> = {};
    let index = 0;
    for (const header of headers) {
      row[header] = fields[index] ?? "";
      index += 1;
    }
    return row;
  };
}
