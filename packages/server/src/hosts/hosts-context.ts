import type { Jobs } from "@landbridge/jobs";
import type { Clock, HostName } from "@landbridge/model";
import type { Log } from "../http/log.ts";
import type { ServerNode } from "../nodes/node.ts";
import type { ConnectedAgents } from "./connected-agents.ts";
import type { HostConnection } from "./connection.ts";
import type { HostsLimits } from "./limits.ts";
import type { Registry } from "./registry.ts";
import type { SilenceWatch } from "./silence-watch.ts";

/** What everything that has to do with this node's hosts shares. */
export interface HostsContext {
  /** Absent: the store is this process's alone. */
  readonly node: Pick<ServerNode, "id" | "isAlive" | "connectedTo" | "rotate"> | undefined;
  readonly clock: Clock;
  readonly jobs: () => Jobs;
  readonly log: Log;
  readonly limits: HostsLimits;
  readonly registry: Registry;
  readonly agents: ConnectedAgents;
  readonly silences: SilenceWatch;
  /** Given up by this node, and not heard of since. */
  readonly givenUp: Set<HostName>;
  /** Agents are let in, and silences counted. */
  readonly isOpen: () => boolean;
  /** This node has looked at the rows within `lookMs` (S5). */
  readonly hasLooked: () => boolean;
  /** Who is connected, or may take runs, is not as it was. */
  readonly changed: () => void;
}

/** The connection that the host has to another node which lives (S4). */
export function placeElsewhere(
  { registry, node }: Pick<HostsContext, "registry" | "node">,
  name: HostName,
): string | undefined {
  const at = registry.find(name)?.at;
  return at !== undefined && at.node !== node?.id && node?.isAlive(at.node) === true
    ? at.connection
    : undefined;
}

export function isConnected(context: HostsContext, name: HostName): boolean {
  return context.agents.isHere(name) || placeElsewhere(context, name) !== undefined;
}

/** Its agent takes the new key with its next words; until then it comes with the old one. */
export async function rotateHere(
  { registry }: HostsContext,
  name: HostName,
  connection: HostConnection,
): Promise<void> {
  connection.send({ kind: "new-key", key: await registry.rotate(name) });
}

/** Another connection of the same host takes its place (S3). */
export function replace({ agents, changed }: HostsContext, name: HostName): void {
  const old = agents.detach(name);
  if (old === undefined) return;
  old.close("replaced", "its agent has connected again");
  changed();
}

export function warn({ log }: HostsContext, host: HostName, message: string, error?: unknown): void {
  log.warn(error === undefined ? { host } : { host, err: error }, message);
}
