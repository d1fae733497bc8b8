import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FunctionDefinition } from "@landbridge/model";
import { createPackages } from "./packages.ts";

/** Where a function's code lies. */
export interface FunctionCode {
  /** Of a nodejs function the file, of any other the folder. */
  readonly entry: string;
  /** LAMBDA_TASK_ROOT, and where its process begins. */
  readonly taskRoot: string;
}

/** Undefined: it is being unpacked, and `changed` is called when that is done. */
export interface FunctionCodes {
  find(definition: FunctionDefinition): FunctionCode | undefined;
  /** Removes what no definition needs. */
  close(): Promise<void>;
}

export interface CodeEvents {
  /** A package was unpacked, or could not be: the sentence says why. */
  prepared(file: string, failure: string | undefined): void;
}

/** @param folder where packages are unpacked; made when one is */
export function createCodes(folder: string, events: CodeEvents): FunctionCodes {
  const packages = createPackages(folder);
  /** By fingerprint of the file. */
  const unpacked = new Map<string, string>();
  const under = new Set<string>();

  function prepare(file: string, print: string): void {
    if (under.has(print)) return;
    under.add(print);
    packages
      .unpack(file)
      .then(
        (path) => {
          unpacked.set(print, path);
          return undefined;
        },
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
      .then((failure) => {
        under.delete(print);
        events.prepared(file, failure);
      })
      .catch(() => {});
  }

  return {
    find(definition) {
      const { entry, runtime = "nodejs" } = definition;
      if (!isPackage(entry)) {
        return { entry, taskRoot: runtime === "nodejs" ? dirname(entry) : entry };
      }
      const print = printOf(entry);
      const taskRoot = unpacked.get(print);
      if (taskRoot === undefined) {
        prepare(entry, print);
        return undefined;
      }
      return { entry: runtime === "nodejs" ? nodeEntry(taskRoot, definition.handler) : taskRoot, taskRoot };
    },
    close: () => packages.keepOnly(new Set(unpacked.values())),
  };
}

function isPackage(entry: string): boolean {
  return entry.endsWith(".zip") || entry.endsWith(".jar");
}

/** A definition whose code was written anew is another one. */
export function codePrint({ entry, runtime = "nodejs" }: FunctionDefinition): string {
  if (isPackage(entry)) return printOf(entry);
  return treePrint(runtime === "nodejs" ? dirname(entry) : entry);
}

function printOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? file : `${file} ${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

/** What others have installed there is not looked into: it may be much, and changes with its own manifest. */
const skipped: ReadonlySet<string> = new Set(["node_modules", "__pycache__", ".git"]);
const filesSeenMax = 2_000;

function treePrint(folder: string): string {
  let newest = 0;
  let seen = 0;
  let bytes = 0;
  const look = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (seen >= filesSeenMax) return;
      seen += 1;
      const inner = join(path, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) look(inner);
      const stat = entry.isFile() ? statSync(inner, { throwIfNoEntry: false }) : undefined;
      newest = Math.max(newest, stat?.mtimeMs ?? 0);
      bytes += stat?.size ?? 0;
    }
  };
  try {
    look(folder);
  } catch {
    // Gone or unreadable: its start will say so.
  }
  return `${newest} ${seen} ${bytes}`;
}

/** The module that the handler names, as Lambda looks for it. */
function nodeEntry(taskRoot: string, handler: string): string {
  const module = handler.includes(".") ? handler.slice(0, handler.lastIndexOf(".")) : "index";
  const names = ["mjs", "js", "cjs", "ts"].map((extension) => join(taskRoot, `${module}.${extension}`));
  return names.find((name) => existsSync(name)) ?? join(taskRoot, `${module}.js`);
}
