import type { Hosts as JobHosts } from "@landbridge/jobs";
import type { HostName } from "@landbridge/model";
import { hostAtVersion } from "./host-row.ts";
import { type HostsContext, isConnected, placeElsewhere, warn } from "./hosts-context.ts";

/** Nothing came from the host for too long (S1): unless it is another node's, it is given up. */
export function takeAsSilent(context: HostsContext, name: HostName): void {
  const { agents, registry, limits } = context;
  const gone = agents.placeOf(name) ?? registry.find(name)?.at?.connection;
  const connection = agents.connectionOf(name);
  if (connection === undefined && placeElsewhere(context, name) !== undefined) return;
  connection?.close("silent", `nothing was heard for ${limits.silenceMs} ms`);
  agents.detachSilent(name);
  void giveUp(context, name, gone);
}

async function giveUp(context: HostsContext, name: HostName, gone: string | undefined): Promise<void> {
  const { registry, silences, givenUp, limits, clock, jobs, changed, isOpen } = context;
  try {
    warn(context, name, `nothing was heard of it for ${limits.silenceMs} ms; its runs cannot be reached`);
    const seenAt = silences.heardAt(name) ?? registry.find(name)?.lastSeenAt ?? clock.now();
    if (!(await registry.noteSilent(name, seenAt, gone))) return changed();
    givenUp.add(name);
    changed();
    if (!isConnected(context, name)) await jobs().hostLost(name);
  } catch (error) {
    if (!isOpen()) return;
    warn(context, name, "its silence could not be noted; again soon", error);
    silences.watch(name);
  }
}

/** Whether the host is still silent, for whoever takes its runs from it; undefined: it may still be given words. */
export function silenceCheckOf(
  { registry, node }: Pick<HostsContext, "registry" | "node">,
  name: HostName,
): ReturnType<NonNullable<JobHosts["silence"]>> {
  const known = registry.find(name);
  if (node === undefined || known === undefined) return async () => [];
  // By the node that the row names.
  if (known.at !== undefined) return undefined;
  const session = registry.sessionOf(name);
  return async () => {
    const stored = await registry.read(name);
    if (stored === undefined) return [];
    const isBack = stored.host.at !== undefined || stored.proofs.session?.current !== session;
    return isBack ? undefined : [hostAtVersion(stored)];
  };
}
