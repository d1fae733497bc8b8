import { storeError } from "./errors.ts";
import type { Entry, Store } from "./port.ts";

// A store whose commits fail as the plan says: for the simulator and for tests. It adds no chance and no
// clock of its own, so the same plan over the same calls gives the same faults.

export type CommitFault =
  /** Nothing is applied, and the caller is told so (REJECTED). */
  | "rejected"
  /** Nothing is applied, and the caller cannot know (UNKNOWN_OUTCOME). */
  | "lost-before"
  /** All is applied, and the caller cannot know (UNKNOWN_OUTCOME). */
  | "lost-after";

export interface FaultPlan {
  /** Asked once for each call, in order; `undefined`: the call goes through. */
  commit(call: { readonly index: number; readonly entries: readonly Entry[] }): CommitFault | undefined;
}

export function withFaults(store: Store, plan: FaultPlan): Store {
  let index = 0;
  return {
    acquire: (partition) => store.acquire(partition),
    commit(entries) {
      const fault = plan.commit({ index, entries });
      index += 1;
      switch (fault) {
        case undefined:
          return store.commit(entries);
        case "rejected":
          return Promise.reject(storeError("REJECTED", "a fault was planned before it"));
        case "lost-before":
          return Promise.reject(storeError("UNKNOWN_OUTCOME", "a fault was planned before it"));
        case "lost-after":
          return store.commit(entries).then(() => {
            throw storeError("UNKNOWN_OUTCOME", "a fault was planned after it");
          });
      }
    },
    get: (table, key) => store.get(table, key),
    list: (table, query) => store.list(table, query),
    journal: (from, limit) => store.journal(from, limit),
    close: () => store.close(),
    ...(store.shared !== undefined && { shared: store.shared }),
  };
}
