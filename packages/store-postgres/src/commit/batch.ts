import type { Entry, Outcome } from "@landbridge/store";
import { rowOf } from "../row.ts";
import { tableNames } from "../sql/names.ts";
import { Wave } from "./wave.ts";

// What one transaction carries: calls, sorted into waves. An entry goes into the wave after the last one that
// touches one of its rows, so it sees what was done before it, as if the entries had gone one by one.

export const batchLimits = {
  /** Entries of one transaction; a call larger than that goes alone. */
  entriesMax: 2_000,
  /** Characters of bodies and journal rows, likewise. */
  charactersMax: 8 * 1024 * 1024,
  /** Entries for one row queue up behind each other; more waves than these wait for the next transaction. */
  wavesMax: 64,
} as const;

export interface BatchCall {
  readonly entries: readonly Entry[];
}

export class Batch<C extends BatchCall> {
  readonly calls: C[] = [];
  readonly #waves: Wave[] = [];
  /** The last wave that writes a row (or holds it absent), and the last that guards it. */
  readonly #written = new Map<string, number>();
  readonly #guarded = new Map<string, number>();
  readonly #places: (readonly { readonly wave: number; readonly place: number }[])[] = [];
  readonly #epochs = new Map<number, number>();
  #entries = 0;
  #characters = 0;

  /** False: it does not fit any more, and nothing was added. The first call always fits. */
  add(call: C): boolean {
    if (this.calls.length > 0 && !this.#fits(call)) return false;
    this.calls.push(call);
    this.#places.push(call.entries.map((entry) => this.#place(entry)));
    for (const { partition, epoch } of call.entries)
      if (partition !== null) this.#epochs.set(partition, epoch);
    this.#entries += call.entries.length;
    this.#characters += charactersOf(call.entries);
    return true;
  }

  get waves(): readonly Wave[] {
    return this.#waves;
  }

  /** The partitions and their epochs, for the first wave; null: entries of no partition only (S10). */
  fences(): string | null {
    if (this.#epochs.size === 0) return null;
    // In the order of their numbers, in which everybody locks them.
    return JSON.stringify([...this.#epochs].map(([i, e]) => ({ i, e })).toSorted((a, b) => a.i - b.i));
  }

  /** What each call's entries came to, out of what each wave returned. */
  outcomes(answers: readonly unknown[]): readonly (readonly Outcome[])[] {
    const refused = answers.map((answer, wave) => refusalsOf(answer, this.#waves[wave]));
    return this.#places.map((places) =>
      places.map(({ wave, place }) => refused[wave]?.get(place) ?? applied),
    );
  }

  #fits({ entries }: C): boolean {
    if (this.#entries + entries.length > batchLimits.entriesMax) return false;
    if (this.#characters + charactersOf(entries) > batchLimits.charactersMax) return false;
    // A partition has one epoch at a time; a call under another one fails by itself.
    if (entries.some((entry) => this.#epochOf(entry) !== entry.epoch)) return false;
    return this.#waves.length < batchLimits.wavesMax;
  }

  #epochOf({ partition, epoch }: Entry): number {
    return partition === null ? epoch : (this.#epochs.get(partition) ?? epoch);
  }

  #place(entry: Entry): { readonly wave: number; readonly place: number } {
    const { guards, writes } = entry;
    let wave = 0;
    for (const { table, key, kind } of guards) {
      const row = `${table}\0${key}`;
      wave = Math.max(wave, (this.#written.get(row) ?? -1) + 1);
      // Two that hold the same row absent would stand in each other's way.
      if (kind === "absent") wave = Math.max(wave, (this.#guarded.get(row) ?? -1) + 1);
    }
    for (const { table, key } of writes) {
      const row = `${table}\0${key}`;
      wave = Math.max(wave, (this.#written.get(row) ?? -1) + 1, (this.#guarded.get(row) ?? -1) + 1);
    }
    for (const { table, key } of guards) this.#guarded.set(`${table}\0${key}`, wave);
    for (const { table, key } of writes) this.#written.set(`${table}\0${key}`, wave);
    let target = this.#waves[wave];
    if (target === undefined) {
      target = new Wave();
      this.#waves.push(target);
    }
    target.add(entry);
    return { wave, place: target.entries.length - 1 };
  }
}

const applied: Outcome = Object.freeze({ ok: true });

function charactersOf(entries: readonly Entry[]): number {
  let sum = 0;
  for (const { writes } of entries)
    for (const write of writes)
      if (write.kind !== "delete") sum += (write.body?.length ?? 0) + (write.journal?.length ?? 0);
  return sum;
}

/** What the commit function returns: null, or for each table a list of the guards that failed. */
type Answer =
  | readonly (readonly { t: number; e: number; n: number; r: Record<string, unknown> | null }[])[]
  | null;

function refusalsOf(answer: unknown, wave: Wave | undefined): ReadonlyMap<number, Outcome> {
  const first = new Map<number, { readonly n: number; readonly outcome: Outcome }>();
  for (const { t, e, n, r } of ((answer as Answer) ?? []).flat()) {
    const guard = wave?.entries[e]?.guards[n];
    const table = tableNames[t];
    if (guard === undefined || table === undefined || (first.get(e)?.n ?? Number.POSITIVE_INFINITY) < n)
      continue;
    first.set(e, {
      n,
      outcome: r === null ? { ok: false, guard } : { ok: false, guard, holder: rowOf(table, r) },
    });
  }
  return new Map([...first].map(([e, { outcome }]) => [e, outcome]));
}
