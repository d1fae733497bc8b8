import type { EpochMs, HostLabels, HostName, HostShare } from "@landbridge/model";

/** ENROLLED: it never came yet. SILENT: it was given up, until it is back. */
export type HostState = "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";

export interface Host {
  readonly name: HostName;
  readonly labels: HostLabels;
  /** An absent member is no limit. */
  readonly capacity: HostShare;
  readonly state: HostState;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly lastSeenAt?: EpochMs;
  readonly agentVersion?: string;
  readonly bootId?: string;
  /** Where nodes share the store: the node that its agent is connected to, and the name of that connection. */
  readonly at?: HostPlace;
}

export interface HostPlace {
  readonly node: string;
  readonly connection: string;
}
