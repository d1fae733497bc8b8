import { setTimeout as pause } from "node:timers/promises";
import type { FunctionLog } from "@landbridge/agent";

/** What functions print, for callers who ask for the end of it. */
export interface LogTails {
  note(line: FunctionLog): void;
  /** Collects what is printed under this id until `take`. */
  begin(requestId: string): { readonly take: () => Promise<string> };
}

/** Source: Lambda API Reference, Invoke, `LogResult`. */
const tailBytesMax = 4_096;
/** What a function prints comes by another pipe than its answer, and may be a moment behind it. */
const behindMs = 25;

export function createLogTails(): LogTails {
  const tails = new Map<string, string>();
  return {
    note({ requestId, text }) {
      const tail = requestId === undefined ? undefined : tails.get(requestId);
      if (requestId !== undefined && tail !== undefined)
        tails.set(requestId, `${tail}${text}\n`.slice(-tailBytesMax));
    },
    begin(requestId) {
      tails.set(requestId, "");
      return {
        async take() {
          await pause(behindMs);
          const printed = tails.get(requestId) ?? "";
          tails.delete(requestId);
          const start = `START RequestId: ${requestId} Version: $LATEST\n`;
          const whole = Buffer.from(`${start}${printed}END RequestId: ${requestId}\n`);
          return whole.subarray(-tailBytesMax).toString("base64");
        },
      };
    },
  };
}
