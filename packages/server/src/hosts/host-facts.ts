import { type HostFacts, localHost } from "@landbridge/jobs";
import type { Host, HostState } from "./host.ts";

/** The server's own host: it comes and goes with the server. */
export const localFacts: HostFacts = { name: localHost, labels: {}, capacity: {}, takesRuns: "yes" };

/** What jobs has to know of a host to choose one; nothing of one that was removed. */
export function factsOf({ name, labels, capacity, state }: Host, isConnected: boolean): readonly HostFacts[] {
  if (state === "REMOVED") return [];
  const takesRuns = takers[state] ?? (isConnected ? "yes" : "away");
  return [{ name, labels, capacity, takesRuns }];
}

const takers: Partial<Record<HostState, HostFacts["takesRuns"]>> = { DRAINING: "draining" };
