import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { FunctionDefinition } from "@landbridge/model";

// What tells a function's code from the same code written anew: every file of its folder by name, time and size, and
// what these import from beside it, as files that functions share lie there.

export function isPackage(entry: string): boolean {
  return entry.endsWith(".zip") || entry.endsWith(".jar");
}

/** A definition whose code was written anew is another one. */
export function codePrint(definition: FunctionDefinition): string {
  const { entry, runtime = "nodejs" } = definition;
  if (isPackage(entry)) return filePrint(entry);
  return runtime === "nodejs" ? modulesPrint(nodeRoot(definition)) : treePrint(entry);
}

/** Of src/app.js for the handler `src/app.handler` the folder that holds src. */
export function nodeRoot({ entry, handler }: Pick<FunctionDefinition, "entry" | "handler">): string {
  const folder = dirname(entry);
  const [, inner] = /^(.*)\/[^/]*$/.exec(handler) ?? [];
  return inner !== undefined && folder.endsWith(`/${inner}`) ? folder.slice(0, -inner.length - 1) : folder;
}

export function filePrint(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? file : `${file} ${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

/** What others have installed there is not looked into: it may be much, and changes with its own manifest. */
const skipped: ReadonlySet<string> = new Set(["node_modules", "__pycache__", ".git"]);
const filesMax = 2_000;
/** Longer ones are bundles, which import nothing from beside them. */
const scannedBytesMax = 1_048_576;

function treePrint(folder: string): string {
  return hashOf(folder, filesIn(folder));
}

function modulesPrint(folder: string): string {
  const files = new Set(filesIn(folder));
  // Grows while it is gone through: what is imported may import more.
  for (const file of files) for (const found of importsOf(file)) if (files.size < filesMax) files.add(found);
  return hashOf(folder, files);
}

function filesIn(folder: string): readonly string[] {
  const files: string[] = [];
  const look = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (files.length >= filesMax) return;
      if (entry.isFile()) files.push(join(path, entry.name));
      else if (entry.isDirectory() && !skipped.has(entry.name)) look(join(path, entry.name));
    }
  };
  try {
    look(folder);
  } catch {
    // Gone or unreadable: its start will say so.
  }
  return files;
}

const importPattern = /\b(?:from|import|require)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Relative ones only; a specifier that is put together at run time cannot be seen. */
function importsOf(file: string): readonly string[] {
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || stat.size > scannedBytesMax) return [];
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(importPattern)].flatMap(([, specifier = ""]) =>
    found(resolve(dirname(file), specifier)),
  );
}

const endings = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

function found(path: string): readonly string[] {
  const file = endings
    .map((ending) => path + ending)
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return file === undefined ? [] : [file];
}

function hashOf(folder: string, files: Iterable<string>): string {
  const hash = createHash("sha256");
  const lines = [...files].map((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return `${relative(folder, file)} ${stat?.mtimeMs ?? ""} ${stat?.size ?? ""}\n`;
  });
  for (const line of lines.toSorted()) hash.update(line);
  return hash.digest("hex");
}
