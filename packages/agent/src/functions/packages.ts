import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { LandbridgeError } from "@landbridge/model";
import { type Entry, openPromise } from "yauzl";

// A function's package: a .zip as Lambda takes it, unpacked once under the hash of its content.

export interface FunctionPackages {
  /** The folder with what the .zip holds. Throws PACKAGE_UNUSABLE. */
  unpack(file: string): Promise<string>;
  /** Removes whatever was unpacked and is not used by these. */
  keepOnly(folders: ReadonlySet<string>): Promise<void>;
}

/** Source: AWS Lambda Developer Guide, "Lambda quotas": 250 MB unzipped; the number of files is a bound of ours. */
const unpackedBytesMax = 250 * 1024 * 1024;
const filesMax = 50_000;

export function createPackages(folder: string): FunctionPackages {
  return {
    async unpack(file) {
      try {
        const target = join(folder, await hashOf(file));
        if (!existsSync(target)) await unpackInto(file, target);
        return target;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new LandbridgeError("PACKAGE_UNUSABLE", `${file} cannot be unpacked: ${reason}`, {
          cause: error,
        });
      }
    },
    async keepOnly(folders) {
      const names = await readdir(folder).catch(() => []);
      const others = names.map((name) => join(folder, name)).filter((path) => !folders.has(path));
      await Promise.all(others.map((path) => rm(path, { recursive: true, force: true })));
    },
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Beside first, then renamed: what stands under the hash is whole. */
async function unpackInto(file: string, target: string): Promise<void> {
  const beside = `${target}.${randomUUID()}`;
  await mkdir(beside, { recursive: true, mode: 0o700 });
  try {
    await writeFiles(file, beside);
    await rename(beside, target).catch((error: unknown) => {
      // Somebody else has unpacked the same meanwhile.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function writeFiles(file: string, folder: string): Promise<void> {
  // The library refuses names that are absolute or climb out of the folder, and entries of another size than they say.
  const zip = await openPromise(file, { lazyEntries: true, strictFileNames: true });
  let bytes = 0;
  let files = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      files += 1;
      if (bytes > unpackedBytesMax) throw new Error(`it holds more than ${unpackedBytesMax} bytes`);
      if (files > filesMax) throw new Error(`it holds more than ${filesMax} files`);
      const path = pathIn(folder, entry);
      if (entry.fileName.endsWith("/")) await mkdir(path, { recursive: true });
      else if (isFile(entry)) {
        await mkdir(dirname(path), { recursive: true });
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { flags: "wx" }));
        if (isExecutable(entry)) await chmod(path, 0o755);
      }
    }
  } finally {
    zip.close();
  }
}

function pathIn(folder: string, { fileName }: Entry): string {
  const path = resolve(folder, fileName);
  if (path === folder || path.startsWith(`${folder}${sep}`)) return path;
  throw new Error(`"${fileName}" lies outside of it`);
}

/** The upper half holds the mode that Unix gave the file. Source: PKWARE, "APPNOTE.TXT", 4.4.15. */
function modeOf({ externalFileAttributes }: Entry): number {
  return externalFileAttributes >>> 16;
}

/** Links are left out: a package has no business with files outside of it. */
function isFile(entry: Entry): boolean {
  const type = modeOf(entry) & 0o170000;
  return type === 0 || type === 0o100000;
}

/** A file that no Unix has packed says nothing; `bootstrap` is a program all the same. */
function isExecutable(entry: Entry): boolean {
  return (modeOf(entry) & 0o111) !== 0 || entry.fileName === "bootstrap";
}
