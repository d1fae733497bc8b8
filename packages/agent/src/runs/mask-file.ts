import { open, rm, writeFile } from "node:fs/promises";
import { parseJson, type RunOrder } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { isMissing, readIfThere } from "./durable-file.ts";
import { createMask, type Mask } from "./mask.ts";

// What is to be hidden in an attempt's output. The values are kept beside it while it runs, readable by the agent's
// user alone, since an agent that is started again must still know them. When it is over they are overwritten in the
// output itself, and the file goes: from then on they are nowhere on the host.

/** Before the process starts: it may print them at once. */
export async function keepMask(order: RunOrder, paths: AttemptPaths): Promise<void> {
  // A callback's address is as good as its last part, which nobody can guess.
  const callback = order.callback?.path.split("/").at(-1) ?? [];
  const secrets = (order.secrets ?? []).flatMap((name) => order.environment[name] ?? []);
  const values = secrets.concat(callback);
  if (values.length > 0) await writeFile(paths.masked, JSON.stringify(values), { mode: 0o600, flush: true });
}

export async function readMask(paths: AttemptPaths): Promise<Mask> {
  const values = parseJson((await readIfThere(paths.masked)) ?? "[]");
  return createMask(Array.isArray(values) ? values.filter((value) => typeof value === "string") : []);
}

/** Of an attempt that is over; harmless when repeated. */
export async function maskForGood(paths: AttemptPaths): Promise<void> {
  const mask = await readMask(paths);
  if (mask.bytesMax > 0)
    for (const path of [paths.stdout, paths.stderr, paths.result, paths.progress]) await maskFile(path, mask);
  await rm(paths.masked, { force: true });
}

const stepBytes = 1_048_576;

async function maskFile(path: string, mask: Mask): Promise<void> {
  const file = await open(path, "r+").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return;
    // Steps overlap, so that what lies across a boundary is whole in one of them.
    const overlap = mask.bytesMax - 1;
    for (let at = 0; at < facts.size; at += stepBytes) {
      const bytes = Buffer.alloc(Math.min(stepBytes + overlap, facts.size - at));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      const found = bytes.subarray(0, bytesRead);
      const masked = Buffer.from(found);
      mask.hide(masked);
      if (!masked.equals(found)) await file.write(masked, 0, masked.length, at);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
