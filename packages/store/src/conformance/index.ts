// The contract suite: what every store must pass.

import { atomicityContract } from "./atomicity.ts";
import { durabilityContract } from "./durability.ts";
import { epochContract } from "./epochs.ts";
import { guardContract } from "./guards.ts";
import { journalContract } from "./journals.ts";
import { listContract } from "./lists.ts";
import type { OpenStore } from "./open-store.ts";
import { propertyContract } from "./property.ts";
import { rowContract } from "./rows.ts";

export type { OpenedStore, OpenStore } from "./open-store.ts";
export { type OpenedSharedStore, type OpenSharedStore, sharedContract } from "./shared.ts";

/**
 * Registers the cases with `node:test`, a group for each area.
 * @param name of the store, as it shall stand in the report
 * @param open gives an empty store each time
 * @param keeps false: what it holds is gone once it is closed
 */
export function storeContract(name: string, open: OpenStore, { keeps = true } = {}): void {
  rowContract(name, open);
  guardContract(name, open);
  atomicityContract(name, open);
  epochContract(name, open);
  journalContract(name, open);
  listContract(name, open);
  durabilityContract(name, open, keeps);
  propertyContract(name, open);
}
