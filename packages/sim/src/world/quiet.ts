import { setImmediate as turnEnds } from "node:timers/promises";

/** Of the event loop: promises settle within one; anything that starts a new turn gets its chance too. */
const turns = 2;

/** Everything that can happen at this instant has happened: the store in memory answers within the turn. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await turnEnds();
}
