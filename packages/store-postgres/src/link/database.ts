import { storeError } from "@landbridge/store";
import { connect, type Link, unavailable } from "./link.ts";
import { LinkError } from "./link-error.ts";
import type { ServerIdentity } from "./server-identity.ts";
import type { HostAddress, Target } from "./target.ts";

// The database behind a target, which may change its address and its timeline.
//
// D1. Only a primary is used, and never one on an older timeline than one that was seen: after a failover the old
//     primary may still be there.
// D2. On a new timeline (or another system) what was acquired before is worth nothing: a standby that was promoted
//     may not have heard of it. `renewed` is called before anybody gets a connection to it (protocol 6).

export interface DatabaseLog {
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

const versionMin = 150_000;

export class Database {
  readonly target: Target;
  readonly #log: DatabaseLog;
  readonly #renewed: () => void;
  readonly #links = new Set<Link>();
  #identity: ServerIdentity | undefined;

  constructor(target: Target, log: DatabaseLog, renewed: () => void) {
    this.target = target;
    this.#log = log;
    this.#renewed = renewed;
  }

  /** Tries each host once. Rejects with what the last said, or with why none of them will ever do. */
  async connect(): Promise<Link> {
    let last: unknown;
    for (const address of this.target.hosts) {
      try {
        return this.#admit(await connect(this.target, address), address);
      } catch (error) {
        if (isHopeless(error)) throw hopeless(error, this.target);
        last = error;
      }
    }
    throw unavailable(this.target, last);
  }

  #admit(link: Link, address: HostAddress): Link {
    const known = this.#identity;
    const { identity } = link.state;
    if (known !== undefined && known.system === identity.system && identity.timeline < known.timeline) {
      void link.close();
      throw new LinkError(
        "read-only",
        `${address.host}:${address.port} is an old primary: timeline ${identity.timeline}, and ${known.timeline} was seen`,
      );
    }
    checkServer(link);
    if (known === undefined) this.#warnOf(link);
    else if (known.system !== identity.system || known.timeline !== identity.timeline)
      this.#renew(link, address, known);
    this.#identity = identity;
    this.#links.add(link);
    void link.lost.then(() => this.#links.delete(link));
    return link;
  }

  #renew(link: Link, { host, port }: HostAddress, known: ServerIdentity): void {
    const { identity } = link.state;
    this.#log.warn("the database is on a new timeline: everything in memory is dropped and read again", {
      host,
      port,
      before: known,
      now: identity,
    });
    for (const old of this.#links) void old.close();
    this.#renewed();
    this.#warnOf(link);
  }

  #warnOf({ state }: Link): void {
    if (state.fsync === "off")
      this.#log.warn(
        "the database runs with fsync=off: a power loss may cost everything, acknowledged or not",
        {},
      );
    const hasStandbys = (state.standbys ?? 0) > 0 || this.target.hosts.length > 1;
    if (hasStandbys && state.synchronousStandbys === "")
      this.#log.warn(
        "the database replicates asynchronously: when a standby is promoted, what was acknowledged in the last moments may be lost, and with it jobs may run twice; set synchronous_standby_names to rule that out",
        { standbys: state.standbys },
      );
  }
}

function checkServer({ state }: Link): void {
  if (state.versionNumber < versionMin)
    throw storeError(
      "STORE_UNSUITABLE",
      `PostgreSQL 15 or newer is needed, this is ${Math.floor(state.versionNumber / 10_000)}`,
    );
  if (state.encoding !== "UTF8")
    throw storeError(
      "STORE_UNSUITABLE",
      `the database's encoding must be UTF8, this one's is ${state.encoding}; create it with ENCODING 'UTF8' TEMPLATE template0`,
    );
}

/** Trying again changes nothing: a wrong password, a database that is not there, a server that is too old. */
function isHopeless(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "STORE_UNSUITABLE" || ["28P01", "28000", "3D000"].includes(String(error.code));
}

function hopeless(error: unknown, { description }: Target): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "code" in error && error.code === "STORE_UNSUITABLE") return error;
  return storeError("STORE_UNSUITABLE", `${description}: ${message}`, error);
}
