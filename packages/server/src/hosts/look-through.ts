import type { HostName } from "@landbridge/model";
import type { Host } from "./host.ts";
import { type HostsContext, isConnected, placeElsewhere } from "./hosts-context.ts";

/**
 * Does what the rows and the living nodes say now (S4), host by host.
 * @param wasConnected who was when it was looked last; made true again
 */
export function lookThrough(context: HostsContext, wasConnected: Set<HostName>): void {
  let isMoved = false;
  for (const host of context.registry.all()) {
    lookAfter(context, host);
    const is = isConnected(context, host.name);
    isMoved ||= is !== wasConnected.has(host.name);
    if (is) wasConnected.add(host.name);
    else wasConnected.delete(host.name);
  }
  if (isMoved) context.changed();
}

function lookAfter(context: HostsContext, { name, state, at }: Host): void {
  const { agents, silences, givenUp, registry, jobs } = context;
  if (state === "REMOVED") {
    agents.detach(name)?.close("removed", "the host was removed");
    silences.forget(name);
  } else if (agents.isHere(name)) {
    if (at?.connection !== agents.placeOf(name))
      agents.detach(name)?.close("replaced", "another node has taken its place");
  } else if (placeElsewhere(context, name) !== undefined) {
    // That node has heard it; whatever waits for its silence here need not.
    if (silences.forget(name) || givenUp.delete(name)) jobs().hostHeard(name);
  } else if (registry.isEnrolled(name) && !silences.isWatched(name) && !givenUp.has(name))
    silences.watch(name);
}
