import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { formatCsv, parseCsv, type Row } from "./csv.ts";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** The folder for results: OUT, relative to the project. */
export function outFolder(): string {
  return resolve(PROJECT, process.env["OUT"] ?? "out");
}

/** One execution's own folder, so that two that overlap never share a file. */
export function workFolder(execution: string): string {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,79}$/.test(execution))
    throw new TypeError(`"${execution}" cannot name a folder`);
  return join(outFolder(), "work", execution);
}

export async function readRows(path: string): Promise<readonly Row[]> {
  return parseCsv(await readFile(path, "utf8"));
}

export async function writeRows(
  path: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  await writeWhole(path, formatCsv(columns, rows));
}

/** All of it or nothing: a task may be delivered twice, and a reader may come at any moment. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
