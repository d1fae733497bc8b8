import { setTimeout as delay } from "node:timers/promises";
import { isOpenRun, isTerminal } from "@landbridge/model";
import type { Client } from "../client/client.ts";
import { patienceOf } from "../client/patience.ts";
import { cliLimits } from "../limits.ts";
import type { Output } from "../terminal.ts";
import type { Work } from "./find-by-id.ts";

export type Waited =
  | { readonly kind: "ended"; readonly found: Work }
  /** Ctrl-C: what was waited for goes on. */
  | { readonly kind: "interrupted" };

/** Looks until it has ended, less often the longer it takes; a server that restarts meanwhile is waited for. */
export async function waitForEnd(client: Client, launched: Work, err: Output): Promise<Waited> {
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  // More than once: a shell, npm and a launcher each pass the same Ctrl-C on.
  process.on("SIGINT", stop);
  try {
    return await poll(client, launched, err, interrupt.signal);
  } finally {
    process.off("SIGINT", stop);
  }
}

async function poll(client: Client, launched: Work, err: Output, signal: AbortSignal): Promise<Waited> {
  let found = launched;
  let pauseMs: number = cliLimits.pollMsMin;
  const patience = patienceOf(err);
  while (!hasEnded(found)) {
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return { kind: "interrupted" };
    pauseMs = Math.min(pauseMs * 1.5, cliLimits.pollMsMax);
    try {
      found = await lookAgain(client, found);
      patience.answered();
    } catch (error) {
      patience.failed(error);
    }
  }
  return { kind: "ended", found };
}

async function lookAgain(client: Client, found: Work): Promise<Work> {
  if (found.kind === "run")
    return { kind: "run", run: await client.call("getRun", { parameters: { id: found.run.id } }) };
  const parameters = { id: found.execution.id };
  return { kind: "execution", execution: await client.call("getExecution", { parameters }) };
}

function hasEnded(found: Work): boolean {
  return found.kind === "run" ? !isOpenRun(found.run.status) : isTerminal(found.execution.status);
}

export function isSucceeded(found: Work): boolean {
  return (found.kind === "run" ? found.run.status : found.execution.status) === "SUCCEEDED";
}
