import { checkEntries, type Entry, type Outcome, storeError } from "@landbridge/store";
import { isOneCallsFault, isRace, toStoreError } from "../errors.ts";
import type { Database } from "../link/database.ts";
import { type Link, type Statement, unavailable } from "../link/link.ts";
import { Slot } from "../link/slot.ts";
import { callCommitSql, commitFunctionName } from "../sql/commit-function.ts";
import { Batch, batchLimits } from "./batch.ts";

// Group commit over a few connections, the **lanes**.
//
// Q1. What waits when a lane is free goes together, in one transaction and one round trip; nothing waits for a timer.
// Q2. A partition's calls take effect in their order (S9): each is in at most one transaction at a time, since
//     transactions of one partition would wait for each other anyway (F1), and a call that must wait makes every
//     later call wait that shares a partition with it.
// Q3. A call that cannot be applied takes nobody with it: its batch was rolled back, and each call is made again alone.
// Q4. Without a connection nothing waits: whoever calls is told at once, and tries again (STORE_UNAVAILABLE).

const queueLimits = {
  /** Beyond it `commit` rejects with STORE_BUSY. */
  waitingEntriesMax: 100_000,
  /** How many waiting calls are looked at to fill a transaction. */
  lookedAtMax: 4 * batchLimits.entriesMax,
  /** Somebody else may come in between so often before each call goes alone… */
  triesMax: 3,
  /** …and so often again before a row that was to be there is taken to be missing. */
  aloneTriesMax: 20,
} as const;

interface Call {
  readonly entries: readonly Entry[];
  /** Entries of no partition count as one: two lanes would but stand in each other's way over their rows. */
  readonly partitions: ReadonlySet<number | null>;
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: Error) => void;
}

interface Lane {
  readonly slot: Slot;
  isBusy: boolean;
}

export class CommitQueue {
  readonly #database: Database;
  readonly #lanes: readonly Lane[];
  /** Of the partitions that this store acquired; no epoch is right once the timeline is another. */
  readonly #epochs: ReadonlyMap<number, number>;
  readonly #underWay = new Set<number | null>();
  #waiting: Call[] = [];
  #waitingEntries = 0;
  #isScheduled = false;
  #drained: (() => void) | undefined;

  constructor(database: Database, links: readonly Link[], epochs: ReadonlyMap<number, number>) {
    this.#database = database;
    this.#epochs = epochs;
    this.#lanes = links.map((link) => ({
      slot: new Slot(database, link, () => this.#linkChanged()),
      isBusy: false,
    }));
  }

  commit(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    try {
      checkEntries(entries);
      if (entries.length === 0) return Promise.resolve([]);
      const stale = this.#findStale(entries);
      if (stale !== undefined) throw fenced(stale);
      if (!this.#lanes.some(({ slot }) => slot.link !== undefined)) throw unavailable(this.#database.target);
      if (this.#waitingEntries + entries.length > queueLimits.waitingEntriesMax) throw busy();
    } catch (error) {
      return Promise.reject(error);
    }
    const partitions = new Set(entries.map(({ partition }) => partition));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, partitions, resolve, reject });
      this.#waitingEntries += entries.length;
      this.#schedule();
    });
  }

  /** Lets what waits be committed, then closes the lanes. */
  async close(): Promise<void> {
    if (this.#waiting.length > 0 || this.#lanes.some(({ isBusy }) => isBusy))
      await new Promise<void>((resolve) => (this.#drained = resolve));
    await Promise.all(this.#lanes.map(({ slot }) => slot.close()));
  }

  /** `setImmediate` runs once the loop has handed out all the events that were ready: what they commit goes together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    for (let i = 0; i < this.#lanes.length && this.#waiting.length > 0; i += 1) {
      const lane = this.#lanes[i];
      const link = lane?.slot.link;
      if (lane === undefined || lane.isBusy || link === undefined) continue;
      const batch = this.#take();
      if (batch.calls.length > 0) void this.#send(lane, link, batch);
    }
    if (this.#waiting.length === 0 && !this.#lanes.some(({ isBusy }) => isBusy)) this.#drained?.();
  }

  /** The calls that may go now (Q2). */
  #take(): Batch<Call> {
    const batch = new Batch<Call>();
    const blocked = new Set(this.#underWay);
    const left: Call[] = [];
    const lookedAt = Math.min(this.#waiting.length, queueLimits.lookedAtMax);
    for (let i = 0; i < lookedAt; i += 1) {
      const call = this.#waiting[i];
      if (call === undefined) continue;
      // Perhaps it has waited through a takeover, or for a database on a new timeline (D2).
      const stale = this.#findStale(call.entries);
      if (stale !== undefined) {
        this.#waitingEntries -= call.entries.length;
        call.reject(fenced(stale));
        continue;
      }
      if (call.partitions.isDisjointFrom(blocked) && batch.add(call)) {
        this.#waitingEntries -= call.entries.length;
        continue;
      }
      left.push(call);
      for (const partition of call.partitions) blocked.add(partition);
    }
    if (left.length < lookedAt) this.#waiting = [...left, ...this.#waiting.slice(lookedAt)];
    return batch;
  }

  async #send(lane: Lane, link: Link, batch: Batch<Call>): Promise<void> {
    const partitions = batch.calls.flatMap(({ partitions: own }) => [...own]);
    for (const partition of partitions) this.#underWay.add(partition);
    lane.isBusy = true;
    await this.#apply(link, batch.calls, batch, 1);
    lane.isBusy = false;
    for (const partition of partitions) this.#underWay.delete(partition);
    this.#schedule();
  }

  async #apply(link: Link, calls: readonly Call[], batch: Batch<Call>, tries: number): Promise<void> {
    try {
      const outcomes = await transact(link, batch);
      calls.forEach((call, i) => {
        call.resolve(outcomes[i] ?? []);
      });
    } catch (error) {
      if (isRace(error) && tries < (calls.length > 1 ? queueLimits.triesMax : queueLimits.aloneTriesMax)) {
        await this.#apply(link, calls, batch, tries + 1);
      } else if (calls.length > 1 && isOneCallsFault(error)) {
        for (const call of calls) await this.#apply(link, [call], batchOf(call), 1);
      } else {
        const reason = toStoreError(error, this.#database.target);
        for (const call of calls) call.reject(reason);
      }
    }
  }

  /** An entry whose epoch is over, as far as is known here: of a partition acquired elsewhere the database knows (F1). */
  #findStale(entries: readonly Entry[]): Entry | undefined {
    const within = new Map<number, number>();
    return entries.find(({ partition, epoch }) => {
      if (partition === null) return false;
      const current = this.#epochs.get(partition) ?? within.get(partition) ?? epoch;
      within.set(partition, current);
      return current !== epoch;
    });
  }

  #linkChanged(): void {
    if (this.#lanes.some(({ slot }) => slot.link !== undefined)) {
      this.#schedule();
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingEntries = 0;
    for (const { reject } of waiting) reject(unavailable(this.#database.target));
    this.#schedule();
  }
}

function batchOf(call: Call): Batch<Call> {
  const batch = new Batch<Call>();
  batch.add(call);
  return batch;
}

async function transact(link: Link, batch: Batch<Call>): Promise<readonly (readonly Outcome[])[]> {
  const { waves } = batch;
  const statements = waves.map(
    (wave, i): Statement => ({
      text: callCommitSql,
      values: [i === 0 ? batch.fences() : null, ...wave.parameters()],
      name: commitFunctionName,
    }),
  );
  // A lone statement is a transaction of its own.
  const answers =
    statements.length === 1
      ? await link.pipeline(statements)
      : (await link.pipeline([{ text: "BEGIN" }, ...statements, { text: "COMMIT" }])).slice(1, -1);
  return batch.outcomes(answers.map(([row]) => row?.[0] ?? null));
}

function fenced({ partition, epoch }: Entry): Error {
  return storeError(
    "FENCED",
    `partition ${partition} has left epoch ${epoch}; drop what is in memory and read again`,
  );
}

function busy(): Error {
  return storeError("STORE_BUSY", `${queueLimits.waitingEntriesMax} entries wait already; try again later`);
}
