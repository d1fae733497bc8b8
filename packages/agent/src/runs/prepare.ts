import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { RunOrder } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { errorCode, syncFolder, writeDurably } from "./durable-file.ts";
import { giveFiles } from "./given-files.ts";
import { keepMask } from "./mask-file.ts";
import { reserveLack } from "./output-lack.ts";

/**
 * Makes the attempt's folder with all that its process needs, durable once this resolves. Doing it again
 * for a folder that was left half made completes it; nothing runs in it yet.
 */
export async function prepare(order: RunOrder, paths: AttemptPaths): Promise<void> {
  await makeAttemptFolder(paths);
  const { environment: _environment, callback: _callback, aws, input, ...rest } = order;
  await Promise.all([
    writeDurably(paths.order, JSON.stringify(rest)),
    writeDurably(paths.input, JSON.stringify(input)),
    ...(aws === undefined ? [] : [writeDurably(paths.awsToken, aws.token)]),
    giveFiles(order, paths),
    reserveLack(paths),
    makeFile(paths.stdout),
    makeFile(paths.stderr),
    keepMask(order, paths),
  ]);
  await syncFolder(paths.folder);
}

export async function makeAttemptFolder(paths: AttemptPaths): Promise<void> {
  await makeFolder(paths.folder);
  await Promise.all([makeFolder(paths.state), makeFolder(paths.work)]);
  await syncFolder(paths.folder);
  await syncFolder(dirname(paths.folder));
}

/** Never `recursive`: a runs folder that vanished is not made anew behind everybody's back. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

async function makeFile(path: string): Promise<void> {
  await (await open(path, "a", 0o600)).close();
}
