import { PathSyntaxError } from "./syntax-error.ts";

/** A place in the text of a path or an intrinsic call. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Segments of paths read so far, in the whole text. */
  segmentCount = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text[this.at + ahead] ?? "";
  }

  sees(expected: string): boolean {
    return this.text.startsWith(expected, this.at);
  }

  /** Whether it was there; if so it is passed. */
  takes(expected: string): boolean {
    if (!this.sees(expected)) return false;
    this.at += expected.length;
    return true;
  }

  expect(expected: string, where: string): void {
    if (this.takes(expected)) return;
    this.fail(`expected "${expected}" ${where}, found ${this.found()}`);
  }

  /** What a sticky expression matches here; passed when it does. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipSpace(): void {
    while (this.peek() === " " || this.peek() === "\t" || this.peek() === "\n" || this.peek() === "\r") {
      this.at += 1;
    }
  }

  found(): string {
    return this.isAtEnd ? "the end" : `"${this.peek()}"`;
  }

  fail(reason: string, offset = this.at): never {
    throw new PathSyntaxError(reason, offset);
  }
}
