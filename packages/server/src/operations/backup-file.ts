import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { operationsError } from "./errors.ts";

// A backup's file: gzipped lines of JSON, the first of which says what it is, and the last how many there were and
// their digest. So a file that was cut off or changed is never taken for a whole one.

const END = '{"end":';

/** Written beside it first, synced, and then renamed: a backup of that name is whole, or the one before it. */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const partial = join(dirname(file), `.${process.pid}.landbridge-backup.partial`);
  try {
    const gzip = createGzip({ level: 4 });
    await pipeline(
      Readable.from(sealed(lines)),
      gzip,
      createWriteStream(partial, { mode: 0o600, flush: true }),
    );
    await rename(partial, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const line of lines) {
    hash.update(line).update("\n");
    count += 1;
    yield `${line}\n`;
  }
  yield `${END}{"lines":${count},"sha256":"${hash.digest("hex")}"}}\n`;
}

/** Throws BACKUP_UNREADABLE where the file is no whole backup; what was given before that is not to be kept. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let count = 0;
  let isWhole = false;
  const source = createReadStream(file);
  const gunzip = createGunzip();
  // A failure of the file is told where the lines are read.
  source.on("error", (error) => gunzip.destroy(error));
  try {
    for await (const line of createInterface({
      input: source.pipe(gunzip),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (line.startsWith(END)) {
        const { end } = JSON.parse(line) as { end: { lines: number; sha256: string } };
        isWhole = end.lines === count && end.sha256 === hash.digest("hex");
        break;
      }
      hash.update(line).update("\n");
      count += 1;
      yield line;
    }
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    source.destroy();
  }
  if (!isWhole) throw unreadable(file);
}

function unreadable(file: string, error?: unknown): Error {
  if (error instanceof Error && "code" in error && error.code === "BACKUP_UNREADABLE") return error;
  const reason = error instanceof Error ? error.message : "it is cut off, or was changed";
  return operationsError("BACKUP_UNREADABLE", `${file}: ${reason}`, error);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
