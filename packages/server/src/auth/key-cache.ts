import type { EpochMs } from "@landbridge/model";
import type { StoredKey } from "./key-row.ts";

export interface KeyCache {
  get(id: string, now: EpochMs): StoredKey | undefined;
  put(stored: StoredKey, now: EpochMs): void;
  drop(id: string): void;
}

/** Keys that were used lately, so that a request need not read the store. Unknown ids are not kept: anyone can make those. */
export function createKeyCache(limits: { readonly entriesMax: number; readonly freshMs: number }): KeyCache {
  const entries = new Map<string, { readonly stored: StoredKey; readonly readAt: EpochMs }>();
  return {
    get(id, now) {
      const entry = entries.get(id);
      // A clock that was set back makes an entry look newer than now: not fresh either.
      if (entry === undefined || now < entry.readAt || now - entry.readAt >= limits.freshMs) return undefined;
      entries.delete(id);
      entries.set(id, entry);
      return entry.stored;
    },
    put(stored, now) {
      entries.delete(stored.key.id);
      entries.set(stored.key.id, { stored, readAt: now });
      const [oldest] = entries.keys();
      if (entries.size > limits.entriesMax && oldest !== undefined) entries.delete(oldest);
    },
    drop: (id) => void entries.delete(id),
  };
}
