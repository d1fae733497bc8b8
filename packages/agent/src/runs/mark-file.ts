import { type FileHandle, open, rename, writeFile } from "node:fs/promises";
import type { OutputTime } from "@landbridge/model";
import { encodeMarks, markBytes, readMarks } from "./output-times.ts";

/** A mebibyte. Beyond it older times become coarser: of each two marks the later one stays. */
const marksMax = 65_536;

/** The marks of one stream, to be added to; one writer at a time. */
export class MarkFile {
  readonly #path: string;
  readonly #marksMax: number;
  #file: FileHandle | undefined;
  #count = 0;
  #last = 0;

  constructor(path: string, limits: { readonly marksMax: number } = { marksMax }) {
    this.#path = path;
    this.#marksMax = limits.marksMax;
  }

  /** One that is not beyond the last is no news. */
  async add(mark: OutputTime): Promise<void> {
    let file = (this.#file ??= await this.#open());
    if (mark.before <= this.#last) return;
    if (this.#count >= this.#marksMax) {
      await this.#thin(file);
      file = this.#file = await this.#open();
    }
    const bytes = encodeMarks([mark]);
    const { bytesWritten } = await file.write(bytes, 0, bytes.length, this.#count * markBytes);
    // On a full disk: half a mark is no mark, and the next one is written over it.
    if (bytesWritten < bytes.length) return;
    this.#count += 1;
    this.#last = mark.before;
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #open(): Promise<FileHandle> {
    // Not "a": it is written by position, so that what was torn is written over.
    const file = await open(this.#path, "r+").catch(() => open(this.#path, "wx+", 0o600));
    this.#count = Math.floor((await file.stat()).size / markBytes);
    const [last] = this.#count === 0 ? [] : await readMarks(file, this.#count - 1, 1);
    this.#last = last?.before ?? 0;
    return file;
  }

  /** Beside it, then renamed: whoever reads meanwhile finds the one or the other. */
  async #thin(file: FileHandle): Promise<void> {
    const marks = await readMarks(file, 0, this.#count);
    const older = Math.floor(marks.length / 2);
    const kept = encodeMarks(marks.filter((_, index) => index >= older || index % 2 === 1));
    const beside = `${this.#path}.tmp`;
    await writeFile(beside, kept, { mode: 0o600 });
    await rename(beside, this.#path);
    await this.close();
  }
}
