import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";

// Cuts a stream of bytes into the records of RFC 4180, wherever the chunks break; a backslash escapes, as on AWS.
//
// V1. A record ends at a line feed outside quotes; a carriage return before it belongs to the end.
// V2. A quote opens a quoted field only as the field's first character; inside, two stand for one.
// V3. Where chunks break makes no difference; memory is bounded by a chunk and a record.
// V4. A backslash makes a backslash, a quote or the delimiter after it a character like any other; before anything
//     else it is left out. Source: AWS Step Functions Developer Guide, "ItemReader (Map)".

export interface CsvRecord {
  readonly fields: readonly string[];
  /** The bytes of the record as it stands in the file. */
  readonly bytes: number;
  /** The offset of what follows it. */
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Bytes of one record as it stands in the file. */
const recordBytesMax = objectLimits.itemBytesMax;

export class CsvRecords {
  readonly #delimiter: string;
  readonly #delimiterByte: number;
  readonly #name: string;
  #rest: Buffer = Buffer.alloc(0);
  /** The file's offset of the first byte of `#rest`. */
  #base: number;

  constructor(parts: { readonly delimiter: string; readonly base: number; readonly name: string }) {
    this.#delimiter = parts.delimiter;
    this.#delimiterByte = parts.delimiter.charCodeAt(0);
    this.#base = parts.base;
    this.#name = parts.name;
  }

  /** The records that are whole with this chunk. */
  *take(chunk: Uint8Array): Generator<CsvRecord> {
    const buffer =
      this.#rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    let quote = buffer.indexOf(QUOTE);
    for (;;) {
      if (quote !== -1 && quote < start) quote = buffer.indexOf(QUOTE, start);
      let end = buffer.indexOf(LF, start);
      const isQuoted = quote !== -1 && (end === -1 || quote < end);
      if (isQuoted) end = this.#endOfQuoted(buffer, start);
      if (end === -1) break;
      yield this.#record(buffer, start, end, isQuoted);
      start = end + 1;
    }
    this.#base += start;
    // A copy, so that the chunk is not kept alive by a few bytes of it.
    this.#rest = Buffer.from(buffer.subarray(start));
    if (this.#rest.length > recordBytesMax) {
      throw itemReaderFailed(
        `The row of ${this.#name} at byte ${this.#base} has more than ${recordBytesMax} bytes; perhaps a quote is not closed.`,
      );
    }
  }

  /** What stands after the last line feed. */
  *finish(): Generator<CsvRecord> {
    if (this.#rest.length === 0) return;
    const isQuoted = this.#rest.includes(QUOTE);
    if (isQuoted && this.#endOfQuoted(Buffer.concat([this.#rest, Buffer.of(LF)]), 0) !== this.#rest.length) {
      throw itemReaderFailed(
        `The row of ${this.#name} at byte ${this.#base} opens a quote that is never closed.`,
      );
    }
    yield this.#record(this.#rest, 0, this.#rest.length, isQuoted);
  }

  #record(buffer: Buffer, start: number, lineFeed: number, isQuoted: boolean): CsvRecord {
    const end = lineFeed > start && buffer[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
    const line = buffer.toString("utf8", start, end);
    return {
      fields: splitRecord(line, this.#delimiter, isQuoted),
      bytes: end - start,
      end: this.#base + Math.min(lineFeed + 1, buffer.length),
    };
  }

  /** The line feed that ends the record; -1: it is not here yet. */
  #endOfQuoted(buffer: Buffer, start: number): number {
    let isFieldStart = true;
    let isInside = false;
    for (let at = start; at < buffer.length; at += 1) {
      const byte = buffer[at];
      if (byte === BACKSLASH && this.#isEscaped(buffer[at + 1])) {
        at += 1;
        isFieldStart = false;
        continue;
      }
      if (isInside) {
        // The second of two quotes opens it again, which comes to the same.
        if (byte === QUOTE) isInside = false;
      } else if (byte === LF) return at;
      else if (byte === QUOTE) isInside = isFieldStart || buffer[at - 1] === QUOTE;
      isFieldStart = !isInside && byte === this.#delimiterByte;
    }
    return -1;
  }

  #isEscaped(byte: number | undefined): boolean {
    return byte === QUOTE || byte === BACKSLASH || byte === this.#delimiterByte;
  }
}

function splitRecord(line: string, delimiter: string, isQuoted: boolean): string[] {
  if (line.includes("\\")) return splitEscaped(line, delimiter);
  return isQuoted ? splitQuoted(line, delimiter) : line.split(delimiter);
}

/** Character by character; most tables have no backslash and need not pay for it. */
function splitEscaped(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let text = "";
  let isStart = true;
  let isInside = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    const next = line[at + 1];
    if (character === "\\") {
      if (next === "\\" || next === '"' || next === delimiter) {
        text += next;
        at += 1;
      }
      isStart = false;
    } else if (isInside && character === '"') {
      isInside = next === '"';
      if (isInside) {
        text += '"';
        at += 1;
      }
    } else if (isStart && character === '"') {
      [isInside, isStart] = [true, false];
    } else if (!isInside && character === delimiter) {
      fields.push(text);
      [text, isStart] = ["", true];
    } else {
      text += character;
      isStart = false;
    }
  }
  return [...fields, text];
}

function splitQuoted(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const { text, next } =
      line[at] === '"' ? quotedField(line, at, delimiter) : plainField(line, at, delimiter);
    fields.push(text);
    if (next === -1) return fields;
    at = next;
  }
}

interface Field {
  readonly text: string;
  /** Where the next one begins; -1: this was the last. */
  readonly next: number;
}

function plainField(line: string, at: number, delimiter: string): Field {
  const end = line.indexOf(delimiter, at);
  return end === -1 ? { text: line.slice(at), next: -1 } : { text: line.slice(at, end), next: end + 1 };
}

function quotedField(line: string, at: number, delimiter: string): Field {
  let text = "";
  let from = at + 1;
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return { text: text + line.slice(from), next: -1 };
    text += line.slice(from, quote);
    if (line[quote + 1] !== '"') {
      // Whatever stands between the closing quote and the delimiter belongs to the field as it is.
      const rest = plainField(line, quote + 1, delimiter);
      return { text: text + rest.text, next: rest.next };
    }
    text += '"';
    from = quote + 2;
  }
}
