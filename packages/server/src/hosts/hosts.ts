import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { formatEnrolmentToken, linkLimits, linkNameHeader, linkPath } from "@landbridge/agent/link";
import { ApiError } from "@landbridge/api";
import {
  type HostFacts,
  type HostLoad,
  type Hosts as JobHosts,
  type Jobs,
  localHost,
} from "@landbridge/jobs";
import {
  type Cancel,
  type Clock,
  type EpochMs,
  epochMs,
  type HostLink,
  type HostName,
  hostName,
} from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { WebSocketServer } from "ws";
import type { Log } from "../http/log.ts";
import type { ConnectedHosts, ServerNode } from "../nodes/node.ts";
import { type HostConnection, serveConnection } from "./connection.ts";
import type { Host, HostState } from "./host.ts";
import { hostAtVersion } from "./host-row.ts";
import { defaultHostsLimits, type HostsLimits } from "./limits.ts";
import { type Claim, createRegistry } from "./registry.ts";
import { createRemoteHost, type RemoteHost } from "./remote-host.ts";

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

export interface HostView extends Host {
  readonly isConnected: boolean;
  readonly load: HostLoad;
}

export interface Hosts {
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
  /** Whether a request is for a connection to be that of an agent, which `upgrade` answers. */
  takes(request: IncomingMessage): boolean;
  /** False: it brought nothing that proves a host. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  connectedCount(): number;

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

export function createHosts(options: HostsOptions): Hosts {
  const { clock, log, jobs } = options;
  const limits: HostsLimits = { ...defaultHostsLimits, ...options.limits };
  const { node } = options;
  const isShared = node !== undefined;
  const registry = createRegistry({
    ...options,
    limits,
    isShared,
    runsOn: (name) => jobs().loadOf(name).runs,
  });
  const remotes = new Map<HostName, RemoteHost>();
  const heardAt = new Map<HostName, EpochMs>();
  const silences = new Map<HostName, Cancel>();
  const connections = new Set<HostConnection>();
  /** The names of the connections that hosts have here. */
  const places = new Map<HostName, string>();
  /** Given up by this node, and not heard of since. */
  const givenUp = new Set<HostName>();
  const wasConnected = new Set<HostName>();
  let lookedMs = performance.now();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: linkLimits.messageBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  let isOpen = false;
  let facts: readonly HostFacts[] | undefined;

  const remoteOf = (name: HostName): RemoteHost => {
    const known = remotes.get(name);
    if (known !== undefined) return known;
    const made = createRemoteHost(name);
    remotes.set(name, made);
    return made;
  };
  const isHere = (name: HostName): boolean => remotes.get(name)?.connection !== undefined;
  /** The connection that it has to another node which lives. */
  const elsewhere = (name: HostName): string | undefined => {
    const at = registry.find(name)?.at;
    return at !== undefined && at.node !== node?.id && node?.isAlive(at.node) === true
      ? at.connection
      : undefined;
  };
  const isConnected = (name: HostName): boolean => isHere(name) || elsewhere(name) !== undefined;
  const changed = (): void => {
    facts = undefined;
    jobs().hostsChanged();
  };
  const warn = (host: HostName, message: string, error?: unknown): void =>
    log.warn(error === undefined ? { host } : { host, err: error }, message);

  /** Armed while a host has no connection, or says nothing on it; a timer each that looks again when something came. */
  const watchSilence = (name: HostName): void => {
    silences.get(name)?.();
    const seenAt = heardAt.get(name);
    const look = (): void => {
      silences.delete(name);
      if (!isOpen) return;
      if (heardAt.get(name) !== seenAt) return watchSilence(name);
      const connection = remotes.get(name)?.connection;
      const gone = places.get(name) ?? registry.find(name)?.at?.connection;
      if (connection === undefined && elsewhere(name) !== undefined) return;
      if (connection !== undefined) {
        connection.close("silent", `nothing was heard for ${limits.silenceMs} ms`);
        remotes.get(name)?.detach(connection);
      }
      void giveUp(name, gone);
    };
    silences.set(name, clock.setTimer(epochMs(clock.now() + limits.silenceMs), look));
  };
  const giveUp = async (name: HostName, gone: string | undefined): Promise<void> => {
    try {
      warn(name, `nothing was heard of it for ${limits.silenceMs} ms; its runs cannot be reached`);
      const seenAt = heardAt.get(name) ?? registry.find(name)?.lastSeenAt ?? clock.now();
      if (!(await registry.noteSilent(name, seenAt, gone))) return changed();
      givenUp.add(name);
      changed();
      if (!isConnected(name)) await jobs().hostLost(name);
    } catch (error) {
      if (!isOpen) return;
      warn(name, "its silence could not be noted; again soon", error);
      watchSilence(name);
    }
  };

  const serve = (claim: Claim, socket: Parameters<typeof serveConnection>[0]): void => {
    const { host: name } = claim;
    const place = randomUUID();
    let session = "";
    const connection = serveConnection(socket, {
      clock,
      limits,
      on: {
        hello: async (hello) => {
          session = hello.session.next;
          // Nothing new is to come to life on the host that the enrolled one takes the place of.
          if (claim.by === "enrolment") {
            replace(name);
            if (isShared) await jobs().refresh();
          }
          const admission = await registry.admit(claim, hello);
          if (admission.kind === "refused") {
            warn(name, `an agent was refused: ${admission.reason}`);
            return admission;
          }
          replace(name);
          // Before the welcome, which keeps alive what a silent host would end: nobody may wait for that any more.
          jobs().hostHeard(name);
          heardAt.set(name, clock.now());
          watchSilence(name);
          return { kind: "welcome", ...(admission.key === undefined ? {} : { key: admission.key }) };
        },
        ready: async () => {
          await registry.confirm(name, session, node && { node: node.id, connection: place });
          heardAt.set(name, clock.now());
          replace(name);
          remoteOf(name).attach(connection);
          places.set(name, place);
          givenUp.delete(name);
          watchSilence(name);
          changed();
          log.info({ host: name }, "its agent is connected");
          await jobs().hostBack(name);
          if (registry.isKeyOld(name)) await rotateHere(name, connection);
        },
        report: (report) => jobs().report(report, name),
        grown: (watch) => remoteOf(name).grown(watch),
        keyStored: () => registry.keyStored(name),
        mayAnswer: () =>
          !isShared ||
          (performance.now() - lookedMs <= limits.lookMs && registry.find(name)?.at?.connection === place),
        heard: () => {
          if (remotes.get(name)?.connection === connection) heardAt.set(name, clock.now());
        },
        failed: (message, error) => warn(name, message, error),
        closed: () => {
          connections.delete(connection);
          const remote = remoteOf(name);
          if (remote.connection !== connection) return;
          remote.detach(connection);
          places.delete(name);
          changed();
          if (!isShared || !isOpen) return;
          registry.left(name, place).catch((error: unknown) => {
            if (isOpen) warn(name, "the end of its connection could not be noted", error);
          });
        },
      },
    });
    connections.add(connection);
  };
  const replace = (name: HostName): void => {
    const old = remotes.get(name)?.connection;
    if (old === undefined) return;
    remotes.get(name)?.detach(old);
    places.delete(name);
    old.close("replaced", "its agent has connected again");
    changed();
  };

  const drop = (name: HostName, why: "replaced" | "removed", reason: string): void => {
    const connection = remotes.get(name)?.connection;
    if (connection === undefined) return;
    remotes.get(name)?.detach(connection);
    places.delete(name);
    connection.close(why, reason);
  };
  /** What the rows and the living nodes say now, of one host. */
  const lookAfter = ({ name, state, at }: Host): void => {
    if (state === "REMOVED") {
      drop(name, "removed", "the host was removed");
      endSilence(name);
    } else if (isHere(name)) {
      if (at?.connection !== places.get(name)) drop(name, "replaced", "another node has taken its place");
    } else if (elsewhere(name) !== undefined) {
      // That node has heard it; whatever waits for its silence here need not.
      if (endSilence(name) || givenUp.delete(name)) jobs().hostHeard(name);
    } else if (registry.isEnrolled(name) && !silences.has(name) && !givenUp.has(name)) watchSilence(name);
  };
  const endSilence = (name: HostName): boolean => {
    silences.get(name)?.();
    heardAt.delete(name);
    return silences.delete(name);
  };
  const lookThrough = (): void => {
    let isMoved = false;
    for (const host of registry.all()) {
      lookAfter(host);
      const is = isConnected(host.name);
      isMoved ||= is !== wasConnected.has(host.name);
      if (is) wasConnected.add(host.name);
      else wasConnected.delete(host.name);
    }
    if (isMoved) changed();
  };
  const rotateHere = async (name: HostName, connection: HostConnection): Promise<void> => {
    connection.send({ kind: "new-key", key: await registry.rotate(name) });
  };
  const nameAt = (place: string): HostName | undefined => [...places].find(([, one]) => one === place)?.[0];

  const view = (host: Host): HostView => {
    const seen = heardAt.get(host.name);
    return {
      ...host,
      ...(seen === undefined ? {} : { lastSeenAt: seen }),
      isConnected: isConnected(host.name),
      load: jobs().loadOf(host.name),
    };
  };
  const localView = (): HostView => ({
    ...local,
    lastSeenAt: clock.now(),
    isConnected: true,
    load: jobs().loadOf(localHost),
  });
  const startedAt = clock.now();
  const local: Host = {
    name: localHost,
    labels: {},
    capacity: {},
    state: "ONLINE",
    createdAt: startedAt,
    createdBy: "server",
  };
  const refuseLocal = (name: string): HostName => {
    if (name === localHost)
      throw new ApiError(
        "HOST_BUSY",
        `"${localHost}" is the server's own host: it comes and goes with the server.`,
      );
    return hostName(name);
  };
  const draining = async (text: string, isDraining: boolean): Promise<HostView> => {
    const name = refuseLocal(text);
    const host = await registry.setDraining(name, isDraining, isConnected(name));
    changed();
    return view(host);
  };

  return {
    link(name) {
      if (isHere(name)) return remotes.get(name);
      const place = elsewhere(name);
      return place === undefined ? undefined : node?.connectedTo(place);
    },
    async reload() {
      await registry.load();
      lookThrough();
      changed();
    },
    looked(sinceMs) {
      lookedMs = sinceMs;
      if (isOpen) lookThrough();
    },
    silence(name) {
      const known = registry.find(name);
      if (!isShared || known === undefined) return async () => [];
      // It may still be given words by the node that the row names.
      if (known.at !== undefined) return undefined;
      const session = registry.sessionOf(name);
      return async () => {
        const stored = await registry.read(name);
        if (stored === undefined) return [];
        const isBack = stored.host.at !== undefined || stored.proofs.session?.current !== session;
        return isBack ? undefined : [hostAtVersion(stored)];
      };
    },
    connected(place) {
      const name = nameAt(place);
      return name === undefined ? undefined : remotes.get(name);
    },
    isKnown: (place) =>
      registry.all().some(({ at }) => at?.connection === place && node?.isAlive(at.node) === true),
    async rotateOver(place) {
      const name = nameAt(place);
      const connection = name === undefined ? undefined : remotes.get(name)?.connection;
      if (name !== undefined && connection !== undefined) await rotateHere(name, connection);
    },
    facts: () => {
      facts ??= [
        { name: localHost, labels: {}, capacity: {}, takesRuns: "yes" },
        ...registry.all().flatMap((host) => factsOf(host, isConnected(host.name))),
      ];
      return facts;
    },
    remote: () => registry.all().flatMap((host) => factsOf(host, isConnected(host.name))),
    load: () => registry.load(),
    open() {
      isOpen = true;
      for (const { name } of registry.all())
        if (registry.isEnrolled(name) && elsewhere(name) === undefined) watchSilence(name);
      changed();
    },
    close() {
      isOpen = false;
      for (const cancel of silences.values()) cancel();
      for (const connection of connections) connection.close("goingAway", "the server stops");
    },
    takes: (request) => (request.url ?? "").split("?")[0] === linkPath,
    upgrade(request, socket, head) {
      const claim = claimOf(request, registry);
      if (isOpen && claim !== undefined)
        sockets.handleUpgrade(request, socket, head, (made) => serve(claim, made));
      else if (isOpen) refuseUpgrade(socket, 401, "Unauthorized");
      else refuseUpgrade(socket, 503, "Service Unavailable");
      return claim !== undefined || !isOpen;
    },
    connectedCount: () => [...remotes.values()].filter(({ connection }) => connection !== undefined).length,

    list: () => [localView(), ...registry.all().map(view)],
    get(name) {
      if (name === localHost) return localView();
      const host = registry.find(hostName(name));
      if (host === undefined)
        throw new ApiError("HOST_NOT_FOUND", `there is no host ${JSON.stringify(name.slice(0, 128))}.`);
      return view(host);
    },
    async enrol({ name, expiresInSeconds, principal }) {
      if (isShared) await jobs().refresh();
      const { host, secret, expiresAt } = await registry.enrol({
        name,
        principal,
        ...(expiresInSeconds === undefined ? {} : { expiresInMs: expiresInSeconds * 1_000 }),
      });
      const { authority } = options;
      const token = formatEnrolmentToken({
        host: name,
        secret,
        ...(authority === undefined ? {} : { authority }),
      });
      changed();
      return { host: view(host), token, expiresAt };
    },
    drain: (name) => draining(name, true),
    resume: (name) => draining(name, false),
    async remove(text) {
      const name = refuseLocal(text);
      // What another node has launched there a moment ago counts too.
      if (isShared) await jobs().refresh();
      const host = await registry.remove(name);
      remotes.get(name)?.connection?.close("removed", "the host was removed");
      silences.get(name)?.();
      silences.delete(name);
      heardAt.delete(name);
      changed();
      return view(host);
    },
    async rotate(text) {
      const name = refuseLocal(text);
      const connection = remotes.get(name)?.connection;
      const place = elsewhere(name);
      if (connection === undefined && place !== undefined) await node?.rotate(place);
      else if (connection === undefined)
        throw new ApiError("HOST_UNREACHABLE", `host ${name} is not connected, and a new key must reach it.`);
      else await rotateHere(name, connection);
      return view(registry.find(name) ?? local);
    },
  };
}

function factsOf({ name, labels, capacity, state }: Host, isConnected: boolean): readonly HostFacts[] {
  if (state === "REMOVED") return [];
  const takesRuns = takers[state] ?? (isConnected ? "yes" : "away");
  return [{ name, labels, capacity, takesRuns }];
}

const takers: Partial<Record<HostState, HostFacts["takesRuns"]>> = { DRAINING: "draining" };

function claimOf(
  { headers }: IncomingMessage,
  registry: { readonly claim: (name: string, bearer: string) => Claim | undefined },
): Claim | undefined {
  const name = headers[linkNameHeader];
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "") ?? [];
  return typeof name === "string" && bearer !== undefined ? registry.claim(name, bearer) : undefined;
}

function refuseUpgrade(socket: Duplex, status: number, words: string): void {
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
