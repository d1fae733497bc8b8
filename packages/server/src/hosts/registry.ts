import { ApiError } from "@landbridge/api";
import { localHost } from "@landbridge/jobs";
import { type Clock, type EpochMs, epochMs, type HostName, hostName } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { admit, type Hello, type Refused } from "./admission.ts";
import type { Host, HostPlace } from "./host.ts";
import type { StoredHost } from "./host-row.ts";
import { freshKey, freshToken, type Proof, proofOf } from "./host-secrets.ts";
import { KnownHosts } from "./known-hosts.ts";
import type { HostsLimits } from "./limits.ts";

// The hosts of this installation: who may connect as which, and what an operator wants of them.
//
// R1. The store holds hashes only. A token holds once and for a while; what it yields is a key that is good for this
//     host's name and nothing else.
// R2. Each connection has a name that the agent made, and tells the name of the one before. Whoever does not know
//     the newest name has a copy of the agent's folder, or an old one, and is refused: two agents that both believe
//     to be one host would each start what the other one runs.
// R3. A name whose connection was never confirmed may be told again: its agent may not have been told that it counts.
// R4. A host is enrolled again only when nothing may live there (law 3): the new agent knows nothing of the old one's.
// R5. Memory is the rows, as they were last read or committed here.

export interface RegistryOptions {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  readonly limits: HostsLimits;
  /** Other nodes change the same rows: each change reads its row first. */
  readonly isShared: boolean;
  /** How many runs may be alive on a host. */
  readonly runsOn: (host: HostName) => number;
}

/** Who stands at the door, once what it brought has been looked at. */
export interface Claim {
  readonly host: HostName;
  readonly by: Proof;
}

export type Admission = { readonly kind: "admitted"; readonly key?: string } | Refused;

export interface Registry {
  /** Reads all rows, again too: what this node has committed meanwhile stays. */
  load(): Promise<void>;
  /** One host, as its row is now. */
  read(name: HostName): Promise<StoredHost | undefined>;
  all(): readonly Host[];
  find(name: HostName): Host | undefined;
  /** Whether it could connect, had it reason to. */
  isEnrolled(name: HostName): boolean;
  enrol(request: {
    readonly name: string;
    readonly expiresInMs?: number;
    readonly principal: string;
  }): Promise<{ readonly host: Host; readonly secret: string; readonly expiresAt: EpochMs }>;
  /** Undefined: nothing that it brought proves anything. */
  claim(name: string, bearer: string): Claim | undefined;
  admit(claim: Claim, hello: Hello): Promise<Admission>;
  /** It has stored what `admit` brought. `session`: the name that it told; rejects when there is a newer one. */
  confirm(name: HostName, session: string, at?: HostPlace): Promise<void>;
  /** The connection has ended; nothing, if the host has another one since. */
  left(name: HostName, connection: string): Promise<void>;
  /** A new key for its agent; it holds from `keyStored` on. */
  rotate(name: HostName): Promise<string>;
  /** The newest name of a connection. */
  sessionOf(name: HostName): string | undefined;
  isKeyOld(name: HostName): boolean;
  keyStored(name: HostName): Promise<void>;
  setDraining(name: HostName, isDraining: boolean, isConnected: boolean): Promise<Host>;
  remove(name: HostName): Promise<Host>;
  /** @param gone the connection that nothing came by; false: it has another one by now */
  noteSilent(name: HostName, lastSeenAt: EpochMs, gone: string | undefined): Promise<boolean>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export function createRegistry(options: RegistryOptions): Registry {
  const { clock, limits } = options;
  const hosts = new KnownHosts({ ...options, hostsMax: limits.hostsMax });
  const inTurn = <T>(name: HostName, change: () => Promise<T>): Promise<T> => hosts.inTurn(name, change);

  function refuseWhileBusy(name: HostName): void {
    const count = options.runsOn(name);
    if (count > 0)
      throw new ApiError(
        "HOST_BUSY",
        `${count} runs may be alive on host ${name}: drain it and wait, or stop or resolve them, first.`,
      );
  }

  return {
    load: () => hosts.load(),
    async read(name) {
      await hosts.reread(name);
      return hosts.find(name);
    },
    all: () => hosts.all().map(({ host }) => host),
    find: (name) => hosts.find(name)?.host,
    isEnrolled: (name) => hosts.find(name)?.proofs.key !== undefined,

    enrol({ name: text, expiresInMs = limits.enrolmentMs, principal }) {
      const name = checkName(text);
      return inTurn(name, async () => {
        const now = clock.now();
        const { text: secret, hash } = freshToken();
        const expiresAt = epochMs(now + expiresInMs);
        const enrolment = { hash, expiresAt };
        const fresh: Host = {
          name,
          labels: {},
          capacity: {},
          state: "ENROLLED",
          createdAt: now,
          createdBy: principal,
        };
        const before = hosts.find(name);
        if (before === undefined) {
          await hosts.insert(fresh, { enrolment });
          return { host: fresh, secret, expiresAt };
        }
        refuseWhileBusy(name);
        const { state, createdAt, createdBy } = before.host.state === "REMOVED" ? fresh : before.host;
        const host: Host = { ...before.host, state, createdAt, createdBy };
        await hosts.put(before, host, { ...before.proofs, enrolment });
        return { host, secret, expiresAt };
      });
    },

    claim(name, bearer) {
      const host = hostName(name);
      const stored = hosts.find(host);
      const proofs = stored?.host.state === "REMOVED" ? undefined : stored?.proofs;
      const by = proofOf(proofs, bearer, clock.now());
      return by === undefined ? undefined : { host, by };
    },

    admit: ({ host: name, by }, hello) =>
      inTurn(name, async (): Promise<Admission> => {
        const before = hosts.find(name);
        const key = by === "enrolment" ? freshKey() : undefined;
        const admission = admit(before, by, hello, { now: clock.now(), runs: options.runsOn(name), key });
        if (admission.kind === "refused") return admission;
        await hosts.put(admission.before, admission.host, admission.proofs);
        return { kind: "admitted", ...(key === undefined ? {} : { key: key.text }) };
      }),

    confirm: (name, told, at) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        const { session, enrolment: _used, ...proofs } = before.proofs;
        if (session?.current !== told)
          throw new ApiError("HOST_UNREACHABLE", `host ${name} has connected again meanwhile.`);
        const state = before.host.state === "DRAINING" ? "DRAINING" : "ONLINE";
        await hosts.put(
          before,
          { ...before.host, state, ...(at && { at }) },
          { ...proofs, ...(session && { session: { ...session, isConfirmed: true } }) },
        );
      }),

    left: (name, connection) =>
      inTurn(name, async () => {
        const before = hosts.find(name);
        if (before?.host.at?.connection !== connection) return;
        const { at: _left, ...host } = before.host;
        await hosts.put(before, { ...host, lastSeenAt: clock.now() }, before.proofs);
      }),

    rotate: (name) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        const { text, hash } = freshKey();
        await hosts.put(before, before.host, { ...before.proofs, nextKey: { hash, madeAt: clock.now() } });
        return text;
      }),

    sessionOf: (name) => hosts.find(name)?.proofs.session?.current,

    isKeyOld: (name) => {
      const madeAt = hosts.find(name)?.proofs.key?.madeAt;
      return madeAt !== undefined && clock.now() - madeAt > limits.keyMsMax;
    },

    keyStored: (name) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        const { nextKey, ...proofs } = before.proofs;
        if (nextKey !== undefined) await hosts.put(before, before.host, { ...proofs, key: nextKey });
      }),

    setDraining: (name, isDraining, isConnected) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        const { state } = before.host;
        if (state === "REMOVED") throw new ApiError("HOST_NOT_FOUND", `host ${name} was removed.`);
        if (isDraining === (state === "DRAINING")) return before.host;
        const back = before.proofs.key === undefined ? "ENROLLED" : isConnected ? "ONLINE" : "SILENT";
        return hosts.put(before, { ...before.host, state: isDraining ? "DRAINING" : back }, before.proofs);
      }),

    remove: (name) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        if (before.host.state === "REMOVED") return before.host;
        refuseWhileBusy(name);
        const { at: _cut, ...host } = before.host;
        return hosts.put(before, { ...host, state: "REMOVED" }, {});
      }),

    noteSilent: (name, lastSeenAt, gone) =>
      inTurn(name, async () => {
        const before = hosts.get(name);
        const state = before.host.state === "ONLINE" ? "SILENT" : before.host.state;
        const { at, ...host } = before.host;
        if (at !== undefined && at.connection !== gone) return false;
        const isNoted = at === undefined && state === before.host.state;
        if (isNoted && (options.isShared || lastSeenAt === before.host.lastSeenAt)) return true;
        await hosts.put(before, { ...host, state, lastSeenAt }, before.proofs);
        return true;
      }),
  };
}

/** Throws INVALID_REQUEST. */
function checkName(text: string): HostName {
  const name = hostName(text);
  if (NAME.test(text) && name !== localHost) return name;
  throw new ApiError(
    "INVALID_REQUEST",
    `a host's name has letters, digits and . _ - and at most 128 of them, and is not "${localHost}".`,
  );
}
