import { constants } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { authError } from "./auth-error.ts";

/** Far more than any secret of ours; what is larger is another file. */
const secretFileBytesMax = 65_536;

/**
 * The text of a file that only its owner can read; undefined when there is none, or when it is blank
 * (`createSecretFile` was cut off before its write reached the disk, so nobody ever used it).
 */
export async function readSecretFile(path: string): Promise<string | undefined> {
  const file = await openToRead(path);
  if (file === undefined) return undefined;
  try {
    await refuseUnlessPrivate(file, path);
    const text = await file.readFile("utf8");
    return /[^\0]/.test(text) ? text : undefined;
  } catch (error) {
    throw isSystemError(error) ? unreadable(path, error) : error;
  } finally {
    await file.close();
  }
}

/**
 * Writes a file of mode 0600 and resolves when it and its name are on disk. False: there is one already,
 * and it is left as it is. A blank one is replaced.
 */
export async function createSecretFile(path: string, text: string): Promise<boolean> {
  try {
    const file = await openToCreate(path);
    if (file === undefined) return false;
    try {
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw authError("SECRET_FILE_UNWRITABLE", `${path} (${error.code}); make its folder writable`, error);
  }
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw unreadable(path, error);
  }
}

async function openToCreate(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    if (!isSystemError(error) || error.code !== "EEXIST") throw error;
  }
  if ((await readSecretFile(path)) !== undefined) return undefined;
  await unlink(path);
  return await open(path, "wx", 0o600);
}

/** Judges the opened file and not its path, which may come to name another one in between. */
async function refuseUnlessPrivate(file: FileHandle, path: string): Promise<void> {
  const { mode, size } = await file.stat();
  if ((mode & constants.S_IFMT) !== constants.S_IFREG)
    throw authError("SECRET_FILE_UNREADABLE", `${path} is not a regular file`);
  const others = mode & 0o077;
  if (others !== 0) {
    const found = (mode & 0o777).toString(8).padStart(4, "0");
    throw authError(
      "SECRET_FILE_OPEN_TO_OTHERS",
      `${path} has mode ${found}; run \`chmod 600\` on it, and replace its secrets if others may have read them`,
    );
  }
  if (size > secretFileBytesMax)
    throw authError(
      "SECRET_FILE_UNREADABLE",
      `${path} has ${size} bytes, at most ${secretFileBytesMax} are read`,
    );
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function unreadable(path: string, error: unknown): Error {
  const code = isSystemError(error) ? ` (${error.code})` : "";
  return authError("SECRET_FILE_UNREADABLE", `${path}${code}; make it readable for this user`, error);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
