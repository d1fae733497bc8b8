import { isJsonObject, parseJson } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { readIfThere } from "./durable-file.ts";

/** What supervision needs of an order after a restart of the agent. */
export interface OrderFacts {
  readonly timeoutMs: number | null;
  readonly graceMs: number;
  readonly killAfterMs: number | null;
  readonly outputBytesMax: number;
}

/** Undefined: the order was not written yet, or is not one of ours. */
export async function readOrderFacts(paths: AttemptPaths): Promise<OrderFacts | undefined> {
  const order = parseJson((await readIfThere(paths.order)) ?? "");
  if (!isJsonObject(order)) return undefined;
  const { timeoutSeconds, killGraceSeconds, killAfterSeconds, outputBytesMax } = order;
  if (typeof killGraceSeconds !== "number" || typeof outputBytesMax !== "number") return undefined;
  return {
    timeoutMs: typeof timeoutSeconds === "number" ? timeoutSeconds * 1000 : null,
    graceMs: killGraceSeconds * 1000,
    killAfterMs: typeof killAfterSeconds === "number" ? killAfterSeconds * 1000 : null,
    outputBytesMax,
  };
}
