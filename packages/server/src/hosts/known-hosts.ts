import { ApiError } from "@landbridge/api";
import { type HostName, hostName } from "@landbridge/model";
import type { Guard, Row, Store, Write } from "@landbridge/store";
import type { Host } from "./host.ts";
import {
  type HostProofs,
  hostAtVersion,
  insertHost,
  readHost,
  type StoredHost,
  updateHost,
} from "./host-row.ts";

export interface KnownHostsParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  /** Other nodes change the same rows: each change reads its row first. */
  readonly isShared: boolean;
  readonly hostsMax: number;
}

/** A change is decided anew when another node's came in between, so often. */
const TRIES_MAX = 5;

class Overtaken extends ApiError {}

/** The rows of hosts, as they were last read or committed here (R5). */
export class KnownHosts {
  readonly #parts: KnownHostsParts;
  readonly #known = new Map<HostName, StoredHost>();
  readonly #turns = new Map<HostName, Promise<unknown>>();

  constructor(parts: KnownHostsParts) {
    this.#parts = parts;
  }

  all(): readonly StoredHost[] {
    return [...this.#known.values()];
  }

  find(name: HostName): StoredHost | undefined {
    return this.#known.get(name);
  }

  /** Throws HOST_NOT_FOUND. */
  get(name: HostName): StoredHost {
    const stored = this.#known.get(name);
    if (stored !== undefined) return stored;
    throw new ApiError("HOST_NOT_FOUND", `there is no host ${JSON.stringify(name.slice(0, 128))}.`);
  }

  /** Changes of one host follow each other. */
  inTurn<T>(name: HostName, change: () => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      for (let tries = 1; ; tries += 1) {
        if (this.#parts.isShared) await this.reread(name);
        try {
          return await change();
        } catch (error) {
          if (!(error instanceof Overtaken) || tries >= TRIES_MAX) throw error;
          await this.reread(name);
        }
      }
    };
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(attempt, attempt);
    this.#turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  }

  /** Throws HOST_LIMIT. */
  async insert(host: Host, proofs: HostProofs): Promise<void> {
    const room = this.#makeRoom();
    const guards: Guard[] = [{ kind: "absent", table: "hosts", key: host.name }];
    await this.#commit(guards, [...room, insertHost(host, proofs)]);
    this.#known.set(host.name, { host, proofs, version: 1 });
  }

  async put(before: StoredHost, host: Host, proofs: HostProofs): Promise<Host> {
    try {
      await this.#commit([hostAtVersion(before)], [updateHost(host, proofs)]);
    } catch (error) {
      await this.reread(before.host.name);
      throw error;
    }
    this.#known.set(host.name, { host, proofs, version: before.version + 1 });
    return host;
  }

  async reread(name: HostName): Promise<void> {
    const row = await this.#parts.store.get("hosts", name).catch(() => undefined);
    if (row !== undefined) this.#learn(row);
  }

  /** All rows, again too: what was committed here meanwhile stays. */
  async load(): Promise<void> {
    const before = new Map(this.#known);
    const found = new Set<string>();
    let after: string | undefined;
    do {
      const page = await this.#parts.store.list("hosts", {
        orderBy: "createdAt",
        direction: "ascending",
        limit: 1_000,
        ...(after === undefined ? {} : { after }),
      });
      for (const row of page.rows) {
        this.#learn(row);
        found.add(row.key);
      }
      after = page.next;
    } while (after !== undefined);
    for (const [name, stored] of before)
      if (!found.has(name) && this.#known.get(name) === stored) this.#known.delete(name);
  }

  #learn(row: Row<"hosts">): void {
    const name = hostName(row.key);
    const known = this.#known.get(name);
    // A row that was deleted and made again begins its versions anew.
    const isOlder = (known?.version ?? 0) > row.version;
    if (!isOlder || known?.host.createdAt !== row.columns.createdAt) this.#known.set(name, readHost(row));
  }

  async #commit(guards: readonly Guard[], writes: readonly Write[]): Promise<void> {
    const { store, partition, epoch } = this.#parts;
    const [outcome] = await store.commit([{ partition, epoch: epoch(), guards, writes }]);
    if (outcome?.ok !== true)
      throw new Overtaken("STORE_UNAVAILABLE", "Another change of the same host came in between; try again.");
  }

  /** One that was removed gives its place up. */
  #makeRoom(): readonly Write[] {
    if (this.#known.size < this.#parts.hostsMax) return [];
    const removed = this.all().find(({ host }) => host.state === "REMOVED");
    if (removed === undefined)
      throw new ApiError("HOST_LIMIT", `${this.#known.size} hosts are registered, which is the limit.`);
    this.#known.delete(removed.host.name);
    return [{ kind: "delete", table: "hosts", key: removed.host.name }];
  }
}
