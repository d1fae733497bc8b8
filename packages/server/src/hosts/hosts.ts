import type { HostFacts, Hosts as JobHosts, Jobs } from "@landbridge/jobs";
import type { Clock, HostLink, HostName } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import type { Log } from "../http/log.ts";
import type { ConnectedHosts, ServerNode } from "../nodes/node.ts";
import type { Door } from "./door.ts";
import type { HostOperations } from "./host-operations.ts";
import type { HostsLimits } from "./limits.ts";

// The hosts that are connected to this server, and what an operator does with them (docs/decisions/0010).
//
// S1. A host is heard whenever anything comes from it. One that was silent for `silenceMs` is given up: jobs is told,
//     and told again when it is back. A connection that ends is no silence yet: most come back at once.
// S2. At the start every host that has a key is taken for heard just now, so that a restart of the server alone gives
//     nobody up.
// S3. A new connection of the same host takes the place of the old one; who may be that, the registry decides.
// S4. Where nodes share the store, the row says which node a host is connected to, and by which connection. That node
//     decides its silence. Without a living one every node does, each for itself: who comes first writes it down, and it
//     is the same to the runs however many tell them.
// S5. A node answers beats only while it has looked within `lookMs`, and the row still names its connection. Another
//     one that has given the host up since waits for longer than that (0010).

export interface HostsOptions {
  /** Absent: the store is this process's alone. */
  readonly node?: Pick<ServerNode, "id" | "isAlive" | "connectedTo" | "rotate">;
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  readonly jobs: () => Jobs;
  readonly log: Log;
  readonly limits?: Partial<HostsLimits>;
  /** SHA-256 of the certificate that agents are to pin; absent: no TLS. */
  readonly authority?: string;
}

export interface Hosts extends HostOperations, Door {
  link(host: HostName): HostLink | undefined;
  facts(): readonly HostFacts[];
  /** The same without the server's own. */
  remote(): readonly HostFacts[];
  load(): Promise<void>;
  /** Another node has changed some. */
  reload(): Promise<void>;
  /** The rows were as they are known, not before `sinceMs`. Who holds what is looked through. */
  readonly looked: (sinceMs: number) => void;
  silence: NonNullable<JobHosts["silence"]>;
  connected: ConnectedHosts["connected"];
  isKnown: ConnectedHosts["isKnown"];
  rotateOver: ConnectedHosts["rotateOver"];
  /** From now on agents are let in, and silences counted. */
  open(): void;
  close(): void;
  connectedCount(): number;
}
