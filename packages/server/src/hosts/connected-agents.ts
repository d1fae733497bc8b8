import type { HostName } from "@landbridge/model";
import type { HostConnection } from "./connection.ts";
import { createRemoteHost, type RemoteHost } from "./remote-host.ts";

/** The agents that are connected to this node; a host has one at most (S3). */
export class ConnectedAgents {
  readonly #hosts = new Map<HostName, RemoteHost>();
  /** The names of the connections that hosts have here. */
  readonly #places = new Map<HostName, string>();
  /** Those that say nothing yet, too. */
  readonly #connections = new Set<HostConnection>();

  get count(): number {
    return [...this.#hosts.values()].filter(({ connection }) => connection !== undefined).length;
  }

  find(name: HostName): RemoteHost | undefined {
    return this.#hosts.get(name);
  }

  /** It is known from now on: what is watched there stays over its connections. */
  of(name: HostName): RemoteHost {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const made = createRemoteHost(name);
    this.#hosts.set(name, made);
    return made;
  }

  connectionOf(name: HostName): HostConnection | undefined {
    return this.#hosts.get(name)?.connection;
  }

  isHere(name: HostName): boolean {
    return this.connectionOf(name) !== undefined;
  }

  placeOf(name: HostName): string | undefined {
    return this.#places.get(name);
  }

  /** Whose connection has the name. */
  nameAt(place: string): HostName | undefined {
    return [...this.#places].find(([, one]) => one === place)?.[0];
  }

  opened(connection: HostConnection): void {
    this.#connections.add(connection);
  }

  attach(name: HostName, connection: HostConnection, place: string): void {
    this.of(name).attach(connection);
    this.#places.set(name, place);
  }

  /** Takes the host's connection away from it, and gives it to be closed. */
  detach(name: HostName): HostConnection | undefined {
    const connection = this.detachSilent(name);
    if (connection !== undefined) this.#places.delete(name);
    return connection;
  }

  /** The same, but its name stays known until it is written down that nothing came by it. */
  detachSilent(name: HostName): HostConnection | undefined {
    const connection = this.connectionOf(name);
    if (connection !== undefined) this.#hosts.get(name)?.detach(connection);
    return connection;
  }

  /** A connection is over; false: it was not the host's any more. */
  ended(name: HostName, connection: HostConnection): boolean {
    this.#connections.delete(connection);
    if (this.connectionOf(name) !== connection) return false;
    this.detach(name);
    return true;
  }

  closeAll(reason: string): void {
    for (const connection of this.#connections) connection.close("goingAway", reason);
  }
}
