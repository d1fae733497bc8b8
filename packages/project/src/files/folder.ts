import { constants } from "node:fs";
import { type FileHandle, open, readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import type { IssueLog } from "../issue.ts";
import { projectLimits } from "../limits.ts";
import { reasonOf } from "./reason.ts";

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** A project's folder, read within limits and never left by a symbolic link. Paths are relative, with "/". */
export interface ProjectFolder {
  /** Absolute, symbolic links followed. */
  readonly root: string;
  /** In order of name, without those that begin with a dot; undefined: there is no such folder. */
  list(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** UTF-8 without a byte order mark; undefined after reporting why not. */
  readText(path: string, bytesMax: number): Promise<string | undefined>;
  /** Absolute; undefined after reporting why not. */
  resolveFile(path: string): Promise<string | undefined>;
}

/** @param root an existing folder, absolute, symbolic links followed */
export function openFolder(root: string, issues: IssueLog): ProjectFolder {
  let bytesLeft: number = projectLimits.projectBytesMax;
  const inside = (path: string): Promise<string | undefined> => resolveInside(root, path, issues);
  return {
    root,
    list: (path) => listFolder(root, path, inside, issues),
    resolveFile: inside,
    async readText(path, bytesMax) {
      const target = await inside(path);
      if (target === undefined) return undefined;
      const bytes = await readBytes(target, path, Math.min(bytesMax, bytesLeft), issues);
      if (bytes === undefined) return undefined;
      bytesLeft -= bytes.length;
      return decode(bytes, path, issues);
    },
  };
}

async function resolveInside(root: string, path: string, issues: IssueLog): Promise<string | undefined> {
  try {
    const target = await realpath(join(root, path));
    const fromRoot = relative(root, target);
    if (fromRoot !== ".." && !fromRoot.startsWith(`..${sep}`) && !isAbsolute(fromRoot)) return target;
    const message = "a symbolic link leads out of the project folder";
    return issues.add({
      file: path,
      code: "OUTSIDE_PROJECT",
      message,
      hint: "copy the file into the project",
    });
  } catch (error) {
    return issues.add({ file: path, code: "NOT_READABLE", message: `cannot be read: ${reasonOf(error)}` });
  }
}

async function listFolder(
  root: string,
  path: string,
  inside: ProjectFolder["resolveFile"],
  issues: IssueLog,
): Promise<readonly FolderEntry[] | undefined> {
  try {
    const found = await readdir(join(root, path), { withFileTypes: true });
    const target = await inside(path);
    if (target === undefined) return undefined;
    if (found.length > projectLimits.folderEntriesMax) {
      const message = `${found.length} entries in one folder; at most ${projectLimits.folderEntriesMax} are read`;
      return issues.add({ file: path, code: "TOO_MANY_FILES", message, hint: "split the project" });
    }
    const named = found.filter(({ name }) => !name.startsWith("."));
    const entries = await Promise.all(
      named.map((entry) => toEntry(entry.name, entry, join(target, entry.name))),
    );
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    return issues.add({ file: path, code: "NOT_READABLE", message: `cannot be read: ${reasonOf(error)}` });
  }
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

async function toEntry(name: string, typed: Typed, path: string): Promise<FolderEntry> {
  const target = typed.isSymbolicLink() ? await statOrNothing(path) : typed;
  if (target?.isFile() === true) return { name, kind: "file" };
  if (target?.isDirectory() === true) return { name, kind: "folder" };
  // A link that leads nowhere is a file that cannot be read, which reading it will say.
  return { name, kind: target === undefined ? "file" : "other" };
}

async function statOrNothing(path: string): Promise<Typed | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

async function readBytes(
  target: string,
  file: string,
  bytesMax: number,
  issues: IssueLog,
): Promise<Uint8Array | undefined> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK a named pipe would hold us until somebody writes to it.
    handle = await open(target, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile())
      return issues.add({ file, code: "NOT_READABLE", message: "this is not a regular file" });
    if (stats.size > bytesMax) {
      const message = `${stats.size} bytes, over the limit of ${bytesMax}`;
      return issues.add({ file, code: "FILE_TOO_LARGE", message, hint: "split it" });
    }
    const buffer = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    return issues.add({ file, code: "NOT_READABLE", message: `cannot be read: ${reasonOf(error)}` });
  } finally {
    await handle?.close();
  }
}

function decode(bytes: Uint8Array, file: string, issues: IssueLog): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const hint = "save it as UTF-8";
    return issues.add({ file, code: "NOT_UTF8", message: "the file is not valid UTF-8", hint });
  }
}
