import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FunctionDefinition } from "@landbridge/model";
import { filePrint, isPackage, nodeRoot } from "./code-print.ts";
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
        return { entry, taskRoot: runtime === "nodejs" ? nodeRoot(definition) : entry };
      }
      const print = filePrint(entry);
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

/** The module that the handler names, as Lambda looks for it. */
function nodeEntry(taskRoot: string, handler: string): string {
  // Up to the first dot of its last part: what follows is looked for in what the module exports.
  const [, module = "index"] = /^((?:.*\/)?[^./]+)\./.exec(handler) ?? [];
  const names = ["mjs", "js", "cjs", "ts"].map((extension) => join(taskRoot, `${module}.${extension}`));
  return names.find((name) => existsSync(name)) ?? join(taskRoot, `${module}.js`);
}
