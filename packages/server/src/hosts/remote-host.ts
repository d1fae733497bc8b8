import { linkLimits } from "@landbridge/agent/link";
import { type HostLink, type HostName, LandbridgeError } from "@landbridge/model";
import type { HostConnection } from "./connection.ts";

type Watch = Parameters<HostLink["watchOutput"]>;

/** What jobs has of a host on another machine: stays over its connections, and so does what is watched there. */
export interface RemoteHost extends HostLink {
  readonly connection: HostConnection | undefined;
  /** A watcher looks again whenever the connection comes or goes: it may have missed something. */
  attach(connection: HostConnection): void;
  detach(connection: HostConnection): void;
  grown(watch: number): void;
}

export function createRemoteHost(name: HostName): RemoteHost {
  const watches = new Map<number, Watch>();
  let connection: HostConnection | undefined;
  let ids = 0;
  const present = (): HostConnection => {
    if (connection !== undefined) return connection;
    throw new LandbridgeError("HOST_AWAY", `host ${name} is not connected`, { retryable: true });
  };
  const tellAll = (): void => {
    for (const [, , changed] of watches.values()) changed();
  };
  const ask = (id: number, [run, attempt]: Watch): void => {
    connection?.send({ kind: "watch", id, attempt: { run, attempt } });
  };
  return {
    get connection() {
      return connection;
    },
    attach(fresh) {
      connection = fresh;
      for (const [id, watch] of watches) ask(id, watch);
      tellAll();
    },
    detach(old) {
      if (connection !== old) return;
      connection = undefined;
      tellAll();
    },
    grown: (id) => watches.get(id)?.[2](),
    // What does not get through is asked about again (W3).
    start: (order) => void connection?.send({ kind: "start", order }),
    stop: (target) => void connection?.send({ kind: "stop", target }),
    deliver: (target) => void connection?.send({ kind: "deliver", target }),
    reconcile: (attempts) => void connection?.send({ kind: "reconcile", attempts }),
    signal: async (target) => present().signal(target),
    readOutput: async (request) => present().read(request),
    watchOutput(run, attempt, changed) {
      if (watches.size >= linkLimits.watchesMax)
        throw new LandbridgeError("HOST_AWAY", `${watches.size} outputs of host ${name} are watched already`);
      ids += 1;
      const id = ids;
      const watch: Watch = [run, attempt, changed];
      watches.set(id, watch);
      ask(id, watch);
      return () => {
        if (watches.delete(id)) connection?.send({ kind: "unwatch", id });
      };
    },
  };
}
