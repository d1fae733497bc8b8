import { join } from "node:path";
import { readIfThere, writeDurably, writeInPlace } from "./durable-file.ts";

/** The highest epoch that this host has seen, over restarts too (H2). */
export interface EpochGate {
  /** Whether an order of this epoch may be carried out; a higher one is remembered, durably, first. */
  admit(epoch: number): Promise<boolean>;
}

export async function openEpochGate(runsFolder: string): Promise<EpochGate> {
  const path = join(runsFolder, "epoch");
  const text = await readIfThere(path);
  let durable = parse(text, path);
  // Room for any epoch, so that a full disk takes no part in who may give orders.
  if (text?.length !== line(durable).length) await writeDurably(path, line(durable));
  let highest = durable;
  let writing = Promise.resolve();
  // In turn, so that a lower one written late cannot replace a higher one.
  const remember = async (): Promise<void> => {
    if (durable >= highest) return;
    const epoch = highest;
    await writeInPlace(path, line(epoch));
    durable = epoch;
  };
  return {
    async admit(epoch) {
      if (epoch < highest) return false;
      highest = epoch;
      writing = writing.then(remember, remember);
      await writing;
      return epoch >= highest;
    },
  };
}

function line(epoch: number): string {
  return `${String(epoch).padEnd(String(Number.MAX_SAFE_INTEGER).length)}\n`;
}

function parse(text: string | undefined, path: string): number {
  if (text === undefined) return 0;
  const epoch = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(epoch)) return epoch;
  throw new Error(
    `${path} does not hold an epoch but "${text.slice(0, 40)}": write the store's present epoch into it`,
  );
}
