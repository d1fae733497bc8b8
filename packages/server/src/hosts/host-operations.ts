import { formatEnrolmentToken } from "@landbridge/agent/link";
import { ApiError } from "@landbridge/api";
import { type HostLoad, localHost } from "@landbridge/jobs";
import { type EpochMs, type HostName, hostName } from "@landbridge/model";
import type { Host } from "./host.ts";
import { type HostsContext, isConnected, placeElsewhere, rotateHere } from "./hosts-context.ts";

export interface HostView extends Host {
  readonly isConnected: boolean;
  readonly load: HostLoad;
}

/** What an operator sees of hosts, and does with them. */
export interface HostOperations {
  list(): readonly HostView[];
  get(name: string): HostView;
  enrol(request: {
    readonly name: string;
    readonly expiresInSeconds?: number;
    readonly principal: string;
  }): Promise<{ readonly host: HostView; readonly token: string; readonly expiresAt: EpochMs }>;
  drain(name: string): Promise<HostView>;
  resume(name: string): Promise<HostView>;
  remove(name: string): Promise<HostView>;
  rotate(name: string): Promise<HostView>;
}

/** @param authority SHA-256 of the certificate that agents are to pin; undefined: no TLS */
export function createHostOperations(context: HostsContext, authority: string | undefined): HostOperations {
  const { registry, agents, silences, jobs, clock, node, changed } = context;
  const local: Host = {
    name: localHost,
    labels: {},
    capacity: {},
    state: "ONLINE",
    createdAt: clock.now(),
    createdBy: "server",
  };
  const localView = (): HostView => ({
    ...local,
    lastSeenAt: clock.now(),
    isConnected: true,
    load: jobs().loadOf(localHost),
  });
  const view = (host: Host): HostView => viewOf(context, host);

  async function setDraining(text: string, isDraining: boolean): Promise<HostView> {
    const name = refuseLocal(text);
    const host = await registry.setDraining(name, isDraining, isConnected(context, name));
    changed();
    return view(host);
  }

  return {
    list: () => [localView(), ...registry.all().map(view)],
    get(name) {
      if (name === localHost) return localView();
      const host = registry.find(hostName(name));
      if (host === undefined)
        throw new ApiError("HOST_NOT_FOUND", `there is no host ${JSON.stringify(name.slice(0, 128))}.`);
      return view(host);
    },
    async enrol({ name, expiresInSeconds, principal }) {
      if (node !== undefined) await jobs().refresh();
      const { host, secret, expiresAt } = await registry.enrol({
        name,
        principal,
        ...(expiresInSeconds === undefined ? {} : { expiresInMs: expiresInSeconds * 1_000 }),
      });
      const pin = authority === undefined ? {} : { authority };
      changed();
      return { host: view(host), token: formatEnrolmentToken({ host: name, secret, ...pin }), expiresAt };
    },
    drain: (name) => setDraining(name, true),
    resume: (name) => setDraining(name, false),
    async remove(text) {
      const name = refuseLocal(text);
      // What another node has launched there a moment ago counts too.
      if (node !== undefined) await jobs().refresh();
      const host = await registry.remove(name);
      agents.connectionOf(name)?.close("removed", "the host was removed");
      silences.forget(name);
      changed();
      return view(host);
    },
    async rotate(text) {
      const name = refuseLocal(text);
      const connection = agents.connectionOf(name);
      const place = placeElsewhere(context, name);
      if (connection !== undefined) await rotateHere(context, name, connection);
      else if (place !== undefined) await node?.rotate(place);
      else
        throw new ApiError("HOST_UNREACHABLE", `host ${name} is not connected, and a new key must reach it.`);
      return view(registry.find(name) ?? local);
    },
  };
}

function viewOf(context: HostsContext, host: Host): HostView {
  const seen = context.silences.heardAt(host.name);
  return {
    ...host,
    ...(seen === undefined ? {} : { lastSeenAt: seen }),
    isConnected: isConnected(context, host.name),
    load: context.jobs().loadOf(host.name),
  };
}

function refuseLocal(name: string): HostName {
  if (name === localHost)
    throw new ApiError(
      "HOST_BUSY",
      `"${localHost}" is the server's own host: it comes and goes with the server.`,
    );
  return hostName(name);
}
