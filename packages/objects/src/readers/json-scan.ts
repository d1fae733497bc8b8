import { itemReaderFailed } from "../errors.ts";
import { checkItemBytes } from "./item.ts";

// Walks over JSON text that arrives in chunks, without ever holding more than a chunk and one item.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const openers: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const closers: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/** What ends a number, true, false or null. */
function endsScalar(byte: number): boolean {
  return isSpace(byte) || byte === 0x2c || closers.has(byte);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export class JsonScan {
  readonly name: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  #base: number;

  constructor(parts: {
    readonly body: AsyncIterable<Uint8Array>;
    readonly base: number;
    readonly name: string;
  }) {
    this.name = parts.name;
    this.#chunks = parts.body[Symbol.asyncIterator]();
    this.#base = parts.base;
  }

  get offset(): number {
    return this.#base + this.#at;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** The next byte that is no white space, not taken; `undefined`: the text is over. */
  async peek(): Promise<number | undefined> {
    for (;;) {
      for (let byte = this.#buffer[this.#at]; byte !== undefined; byte = this.#buffer[this.#at]) {
        if (!isSpace(byte)) return byte;
        this.#at += 1;
      }
      if (!(await this.#more(this.#at))) return undefined;
    }
  }

  /** Takes the byte that `peek` gave. */
  skipByte(): void {
    this.#at += 1;
  }

  /** Takes a value and gives its text. */
  async takeValue(): Promise<string> {
    await this.peek();
    const walk = new ValueWalk();
    let scanned = this.#at;
    for (;;) {
      const end = walk.go(this.#buffer, scanned);
      if (end !== -1) {
        checkItemBytes(end - this.#at, `byte ${this.offset} of ${this.name}`);
        const text = this.#buffer.toString("utf8", this.#at, end);
        this.#at = end;
        return text;
      }
      const length = this.#buffer.length - this.#at;
      checkItemBytes(length, `byte ${this.offset} of ${this.name}`);
      if (!(await this.#more(this.#at))) {
        if (walk.isScalar && length > 0) return this.#takeRest();
        throw this.malformed();
      }
      scanned = this.#at + length;
    }
  }

  /** Takes a value of any size, and keeps nothing of it. */
  async skipValue(): Promise<void> {
    await this.peek();
    const walk = new ValueWalk();
    for (;;) {
      const end = walk.go(this.#buffer, this.#at);
      if (end !== -1) {
        this.#at = end;
        return;
      }
      this.#at = this.#buffer.length;
      if (!(await this.#more(this.#at))) {
        if (walk.isScalar) return;
        throw this.malformed();
      }
    }
  }

  malformed(): Error {
    return itemReaderFailed(`${this.name} is not JSON at byte ${this.offset}.`);
  }

  #takeRest(): string {
    const text = this.#buffer.toString("utf8", this.#at);
    this.#at = this.#buffer.length;
    return text;
  }

  /** Another chunk behind what is kept from `keep` on; `false`: there is none. */
  async #more(keep: number): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#buffer = Buffer.concat([this.#buffer.subarray(keep), next.value]);
    this.#base += keep;
    this.#at -= keep;
    return true;
  }
}

/** Where one value ends, over chunks. */
class ValueWalk {
  isScalar = false;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isBegun = false;

  /** The index past the value's last byte; -1: it goes on past the buffer. */
  go(buffer: Buffer, from: number): number {
    for (let at = from; at < buffer.length; at += 1) {
      const byte = buffer[at] ?? 0;
      if (this.isScalar) {
        if (endsScalar(byte)) return at;
      } else if (this.#isInString) {
        if (this.#inString(byte)) return at + 1;
      } else if (this.#outside(byte)) return at + 1;
    }
    return -1;
  }

  /** Whether the value is over with this byte. */
  #inString(byte: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#isInString = false;
      return this.#depth === 0;
    }
    return false;
  }

  #outside(byte: number): boolean {
    if (byte === QUOTE) this.#isInString = true;
    else if (openers.has(byte)) this.#depth += 1;
    else if (closers.has(byte)) {
      this.#depth -= 1;
      return this.#depth <= 0;
    } else if (!this.#isBegun) this.isScalar = true;
    this.#isBegun = true;
    return false;
  }
}
