import type { RunId } from "@landbridge/model";

// The runs that wait for a host, by what they wish for. Of those with the same wish the one that has waited for longest
// is the only one worth a look: so a look costs as many steps as there are wishes, however many runs wait.

export interface WaitingForHosts {
  readonly size: number;
  /** Keeps its place in the line if it waits for the same already. */
  add(run: RunId, wishKey: string): void;
  drop(run: RunId): void;
  /** The one that has waited for longest, of those whose wish is not among these. */
  oldest(except: ReadonlySet<string>): RunId | undefined;
  clear(): void;
}

interface Place {
  readonly wishKey: string;
  readonly arrival: number;
}

export function createWaitingForHosts(): WaitingForHosts {
  const places = new Map<RunId, Place>();
  /** Of each wish those that wait, in the order of their arrival. */
  const lines = new Map<string, Set<RunId>>();
  let arrivals = 0;
  const drop = (run: RunId): void => {
    const place = places.get(run);
    if (place === undefined) return;
    places.delete(run);
    const line = lines.get(place.wishKey);
    line?.delete(run);
    if (line?.size === 0) lines.delete(place.wishKey);
  };
  return {
    get size() {
      return places.size;
    },
    add(run, wishKey) {
      if (places.get(run)?.wishKey === wishKey) return;
      drop(run);
      arrivals += 1;
      places.set(run, { wishKey, arrival: arrivals });
      const line = lines.get(wishKey);
      if (line === undefined) lines.set(wishKey, new Set([run]));
      else line.add(run);
    },
    drop,
    oldest(except) {
      let found: { readonly run: RunId; readonly arrival: number } | undefined;
      for (const [wishKey, line] of lines) {
        const [run] = line;
        const arrival = run === undefined ? undefined : places.get(run)?.arrival;
        if (run === undefined || arrival === undefined || except.has(wishKey)) continue;
        if (found === undefined || arrival < found.arrival) found = { run, arrival };
      }
      return found?.run;
    },
    clear() {
      places.clear();
      lines.clear();
    },
  };
}
