import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunOrder } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { errorCode, syncFolder, writeDurably } from "./durable-file.ts";

// What a process is given as files: only its user may read them, they are named by their variables, and they go when
// the attempt has ended, however it did. The supervisor removes them; where it was killed, or the machine was, the
// agent that settles the attempt does.

type Given = Pick<RunOrder, "environment" | "files">;

export async function giveFiles({ environment, files = [] }: Given, paths: AttemptPaths): Promise<void> {
  if (files.length === 0) return;
  try {
    await mkdir(paths.files, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  await Promise.all(files.map((name) => writeDurably(join(paths.files, name), environment[name] ?? "")));
  await syncFolder(paths.folder);
}

/** What stands in the variables in place of the values. */
export function filePaths(
  { files = [] }: Pick<RunOrder, "files">,
  paths: AttemptPaths,
): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map((name) => [name, join(paths.files, name)]));
}

/** The input and the token of AWS's services too. Harmless when repeated. */
export async function takeFilesBack(paths: AttemptPaths): Promise<void> {
  for (const path of [paths.files, paths.input, paths.awsToken])
    await rm(path, { recursive: true, force: true });
}
