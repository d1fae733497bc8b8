import { randomBytes } from "node:crypto";
import type { AgentFrame } from "@landbridge/agent/link";
import { ApiError } from "@landbridge/api";
import { localHost } from "@landbridge/jobs";
import { type Clock, type EpochMs, epochMs, type HostName, hostName } from "@landbridge/model";
import type { Guard, Row, Store, Write } from "@landbridge/store";
import { hashSecret, provesSecret } from "../auth/key-text.ts";
import type { Host, HostPlace } from "./host.ts";
import {
  type HostProofs,
  hostAtVersion,
  insertHost,
  readHost,
  type StoredHost,
  updateHost,
} from "./host-row.ts";
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
  readonly by: "key" | "next-key" | "enrolment";
}

type Hello = Extract<AgentFrame, { readonly kind: "hello" }>;

export type Admission =
  | { readonly kind: "admitted"; readonly key?: string }
  | { readonly kind: "refused"; readonly why: "copied" | "removed"; readonly reason: string };

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
  /** It has stored what `admit` brought. */
  /** `session`: the name that it told; rejects when there is a newer one. */
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

/** A change is decided anew when another node's came in between, so often. */
const TRIES_MAX = 5;

class Overtaken extends ApiError {}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const KEY_PREFIX = "lbh_";
const TOKEN_PREFIX = "lbt_";

export function createRegistry(options: RegistryOptions): Registry {
  const { store, clock, limits } = options;
  const known = new Map<HostName, StoredHost>();
  const turns = new Map<HostName, Promise<unknown>>();

  /** Changes of one host follow each other. */
  function inTurn<T>(name: HostName, change: () => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      for (let tries = 1; ; tries += 1) {
        if (options.isShared) await reread(name);
        try {
          return await change();
        } catch (error) {
          if (!(error instanceof Overtaken) || tries >= TRIES_MAX) throw error;
          await reread(name);
        }
      }
    };
    const turn = (turns.get(name) ?? Promise.resolve()).then(attempt, attempt);
    turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  }

  async function commit(guards: readonly Guard[], writes: readonly Write[]): Promise<void> {
    const { partition, epoch } = options;
    const [outcome] = await store.commit([{ partition, epoch: epoch(), guards, writes }]);
    if (outcome?.ok !== true)
      throw new Overtaken("STORE_UNAVAILABLE", "Another change of the same host came in between; try again.");
  }

  async function put(before: StoredHost, host: Host, proofs: HostProofs): Promise<Host> {
    try {
      await commit([hostAtVersion(before)], [updateHost(host, proofs)]);
    } catch (error) {
      await reread(before.host.name);
      throw error;
    }
    known.set(host.name, { host, proofs, version: before.version + 1 });
    return host;
  }

  async function reread(name: HostName): Promise<void> {
    const row = await store.get("hosts", name).catch(() => undefined);
    if (row !== undefined) learn(row);
  }

  function learn(row: Row<"hosts">): void {
    const name = hostName(row.key);
    // A row that was deleted and made again begins its versions anew.
    const isOlder = (known.get(name)?.version ?? 0) > row.version;
    if (!isOlder || known.get(name)?.host.createdAt !== row.columns.createdAt) known.set(name, readHost(row));
  }

  function get(name: HostName): StoredHost {
    const stored = known.get(name);
    if (stored !== undefined) return stored;
    throw new ApiError("HOST_NOT_FOUND", `there is no host ${JSON.stringify(name.slice(0, 128))}.`);
  }

  async function makeRoom(): Promise<readonly Write[]> {
    if (known.size < limits.hostsMax) return [];
    const removed = [...known.values()].find(({ host }) => host.state === "REMOVED");
    if (removed === undefined)
      throw new ApiError("HOST_LIMIT", `${known.size} hosts are registered, which is the limit.`);
    known.delete(removed.host.name);
    return [{ kind: "delete", table: "hosts", key: removed.host.name }];
  }

  function refuseWhileBusy(name: HostName): void {
    const count = options.runsOn(name);
    if (count > 0)
      throw new ApiError(
        "HOST_BUSY",
        `${count} runs may be alive on host ${name}: drain it and wait, or stop or resolve them, first.`,
      );
  }

  return {
    async load() {
      const before = new Map(known);
      const found = new Set<string>();
      let after: string | undefined;
      do {
        const page = await store.list("hosts", {
          orderBy: "createdAt",
          direction: "ascending",
          limit: 1_000,
          ...(after === undefined ? {} : { after }),
        });
        for (const row of page.rows) {
          learn(row);
          found.add(row.key);
        }
        after = page.next;
      } while (after !== undefined);
      for (const [name, stored] of before)
        if (!found.has(name) && known.get(name) === stored) known.delete(name);
    },
    async read(name) {
      await reread(name);
      return known.get(name);
    },
    all: () => [...known.values()].map(({ host }) => host),
    find: (name) => known.get(name)?.host,
    isEnrolled: (name) => known.get(name)?.proofs.key !== undefined,

    enrol({ name: text, expiresInMs = limits.enrolmentMs, principal }) {
      const name = hostName(text);
      if (!NAME.test(text) || name === localHost)
        throw new ApiError(
          "INVALID_REQUEST",
          `a host's name has letters, digits and . _ - and at most 128 of them, and is not "${localHost}".`,
        );
      return inTurn(name, async () => {
        const now = clock.now();
        const secret = randomBytes(32).toString("hex");
        const expiresAt = epochMs(now + expiresInMs);
        const enrolment = { hash: hashText(secret), expiresAt };
        const before = known.get(name);
        if (before !== undefined) {
          refuseWhileBusy(name);
          const isRemoved = before.host.state === "REMOVED";
          const host: Host = isRemoved
            ? { ...before.host, state: "ENROLLED", createdAt: now, createdBy: principal }
            : before.host;
          await put(before, host, { ...before.proofs, enrolment });
          return { host, secret, expiresAt };
        }
        const room = await makeRoom();
        const host: Host = {
          name,
          labels: {},
          capacity: {},
          state: "ENROLLED",
          createdAt: now,
          createdBy: principal,
        };
        const guards: Guard[] = [{ kind: "absent", table: "hosts", key: name }];
        await commit(guards, [...room, insertHost(host, { enrolment })]);
        known.set(name, { host, proofs: { enrolment }, version: 1 });
        return { host, secret, expiresAt };
      });
    },

    claim(name, bearer) {
      const stored = known.get(hostName(name));
      const proofs = stored?.host.state === "REMOVED" ? undefined : stored?.proofs;
      const host = hostName(name);
      const isToken = bearer.startsWith(TOKEN_PREFIX);
      const secret = bearer.slice(KEY_PREFIX.length);
      if (isToken) {
        const { enrolment } = proofs ?? {};
        const isProof = provesSecret(secret, bytesOf(enrolment?.hash));
        const isLive = enrolment !== undefined && clock.now() < enrolment.expiresAt;
        return isProof && isLive ? { host, by: "enrolment" } : undefined;
      }
      // Both are always compared: which of them it was is not told by the time it takes.
      const isKey = provesSecret(secret, bytesOf(proofs?.key?.hash));
      const isNext = provesSecret(secret, bytesOf(proofs?.nextKey?.hash));
      if (!bearer.startsWith(KEY_PREFIX) || !(isKey || isNext)) return undefined;
      return { host, by: isKey ? "key" : "next-key" };
    },

    admit: (claim, hello) =>
      inTurn(claim.host, async (): Promise<Admission> => {
        const before = known.get(claim.host);
        if (before === undefined || before.host.state === "REMOVED")
          return { kind: "refused", why: "removed", reason: "the host was removed" };
        const now = clock.now();
        const { proofs } = before;
        const { last, next } = hello.session;
        const isEnrolling = claim.by === "enrolment";
        const count = options.runsOn(claim.host);
        if (isEnrolling && count > 0)
          return {
            kind: "refused",
            why: "copied",
            reason: `${count} runs may be alive on the host of before`,
          };
        if (!isEnrolling && !isNewest(proofs.session, last, next))
          return { kind: "refused", why: "copied", reason: "another agent has used this host's key since" };
        const key = isEnrolling ? KEY_PREFIX + randomBytes(32).toString("hex") : undefined;
        const { nextKey, ...rest } = proofs;
        const after: HostProofs = {
          ...rest,
          ...(claim.by === "next-key" && nextKey ? { key: nextKey } : {}),
          ...(claim.by === "key" && nextKey ? { nextKey } : {}),
          ...(key === undefined
            ? {}
            : { key: { hash: hashText(key.slice(KEY_PREFIX.length)), madeAt: now } }),
          session: { current: next, isConfirmed: false },
        };
        const { labels, capacity, agentVersion, bootId } = hello;
        // Whatever connection it had is over by now, wherever that was.
        const { at: _old, ...unplaced } = before.host;
        const host: Host = { ...unplaced, labels, capacity, agentVersion, bootId, lastSeenAt: now };
        await put(before, host, after);
        return { kind: "admitted", ...(key === undefined ? {} : { key }) };
      }),

    confirm: (name, told, at) =>
      inTurn(name, async () => {
        const before = get(name);
        const { session, enrolment: _used, ...proofs } = before.proofs;
        if (session?.current !== told)
          throw new ApiError("HOST_UNREACHABLE", `host ${name} has connected again meanwhile.`);
        const state = before.host.state === "DRAINING" ? "DRAINING" : "ONLINE";
        await put(
          before,
          { ...before.host, state, ...(at && { at }) },
          { ...proofs, ...(session && { session: { ...session, isConfirmed: true } }) },
        );
      }),

    left: (name, connection) =>
      inTurn(name, async () => {
        const before = known.get(name);
        if (before?.host.at?.connection !== connection) return;
        const { at: _left, ...host } = before.host;
        await put(before, { ...host, lastSeenAt: clock.now() }, before.proofs);
      }),

    rotate: (name) =>
      inTurn(name, async () => {
        const before = get(name);
        const key = KEY_PREFIX + randomBytes(32).toString("hex");
        const nextKey = { hash: hashText(key.slice(KEY_PREFIX.length)), madeAt: clock.now() };
        await put(before, before.host, { ...before.proofs, nextKey });
        return key;
      }),

    sessionOf: (name) => known.get(name)?.proofs.session?.current,

    isKeyOld: (name) => {
      const madeAt = known.get(name)?.proofs.key?.madeAt;
      return madeAt !== undefined && clock.now() - madeAt > limits.keyMsMax;
    },

    keyStored: (name) =>
      inTurn(name, async () => {
        const before = get(name);
        const { nextKey, ...proofs } = before.proofs;
        if (nextKey !== undefined) await put(before, before.host, { ...proofs, key: nextKey });
      }),

    setDraining: (name, isDraining, isConnected) =>
      inTurn(name, async () => {
        const before = get(name);
        const { state } = before.host;
        if (state === "REMOVED") throw new ApiError("HOST_NOT_FOUND", `host ${name} was removed.`);
        if (isDraining === (state === "DRAINING")) return before.host;
        const back = before.proofs.key === undefined ? "ENROLLED" : isConnected ? "ONLINE" : "SILENT";
        return put(before, { ...before.host, state: isDraining ? "DRAINING" : back }, before.proofs);
      }),

    remove: (name) =>
      inTurn(name, async () => {
        const before = get(name);
        if (before.host.state === "REMOVED") return before.host;
        refuseWhileBusy(name);
        const { at: _cut, ...host } = before.host;
        return put(before, { ...host, state: "REMOVED" }, {});
      }),

    noteSilent: (name, lastSeenAt, gone) =>
      inTurn(name, async () => {
        const before = get(name);
        const state = before.host.state === "ONLINE" ? "SILENT" : before.host.state;
        const { at, ...host } = before.host;
        if (at !== undefined && at.connection !== gone) return false;
        const isNoted = at === undefined && state === before.host.state;
        if (isNoted && (options.isShared || lastSeenAt === before.host.lastSeenAt)) return true;
        await put(before, { ...host, state, lastSeenAt }, before.proofs);
        return true;
      }),
  };
}

/** R2, R3. */
function isNewest(session: HostProofs["session"], last: string | null, next: string): boolean {
  if (session === undefined) return false;
  return last === session.current || (next === session.current && !session.isConfirmed);
}

function hashText(secret: string): string {
  return Buffer.from(hashSecret(secret)).toString("hex");
}

function bytesOf(hash: string | undefined): Uint8Array | undefined {
  return hash === undefined ? undefined : Buffer.from(hash, "hex");
}
