import type { ConcurrencyPolicy, RunId } from "@landbridge/model";
import type { Slot } from "./slot-row.ts";

/** What a launch finds. */
export interface AdmissionFacts {
  readonly policy: ConcurrencyPolicy;
  /** Undefined: free. */
  readonly slot: Slot | undefined;
  /** An open run from when the job's policy was `allow`: it holds no slot, and is in the way all the same. */
  readonly unslotted: RunId | undefined;
  readonly waitingRunsMax: number;
}

export type Admission =
  /** Beside whatever else runs. */
  | { readonly kind: "start-beside" }
  /** The slot is free: take it. */
  | { readonly kind: "start-in-slot" }
  | { readonly kind: "wait"; readonly slot: Slot }
  /** Stop the holder, and those that wait give way: only the newest counts. */
  | { readonly kind: "replace"; readonly slot: Slot; readonly superseded: readonly RunId[] }
  | { readonly kind: "refuse"; readonly blockingRun: RunId; readonly reason: string };

/** What becomes of a launch, by the job's concurrency policy alone. */
export function admit({ policy, slot, unslotted, waitingRunsMax }: AdmissionFacts): Admission {
  if (policy === "allow") return { kind: "start-beside" };
  if (unslotted !== undefined)
    return refuse(unslotted, `it was launched while the job's concurrency was "allow", and is still open`);
  if (slot === undefined) return { kind: "start-in-slot" };
  switch (policy) {
    case "forbid":
      return refuse(slot.holder, "it is still open, and the job's runs must not overlap");
    case "queue":
      if (slot.waiting.length < waitingRunsMax) return { kind: "wait", slot };
      return refuse(
        slot.holder,
        `it is still open, and ${slot.waiting.length} runs wait for its place already`,
      );
    case "replace":
      return { kind: "replace", slot, superseded: slot.waiting };
  }
}

function refuse(blockingRun: RunId, why: string): Admission {
  return { kind: "refuse", blockingRun, reason: `run ${blockingRun} is in the way: ${why}` };
}
