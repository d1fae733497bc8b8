import type { TaskOrder } from "@landbridge/engine";
import type { ProcessInterval } from "@landbridge/jobs/simulated-host";
import type { EpochMs } from "@landbridge/model";
import type { Entry, Store } from "@landbridge/store";
import type { Ledger } from "../world/ledger.ts";
import type { Timetables } from "../world/timetables.ts";
import type { StoredHistory } from "./stored-history.ts";

/**
 * One law, watched. A check learns what was truly committed as it happens, and looks at everything now and
 * then; it trusts no answer of what it checks. It throws a Violation.
 */
export interface Check {
  readonly law: string;
  /** A partition was taken over. */
  acquired?(partition: number, epoch: number): void;
  /** This node is about to commit these entries. */
  commits?(node: string, entries: readonly Entry[]): void;
  /** This entry was applied. */
  committed?(entry: Entry): void;
  /** A task reached whoever executes it. */
  delivered?(order: TaskOrder): void;
  /** At any moment, whatever is going wrong. */
  always?(evidence: Evidence): void | Promise<void>;
  /** Every few minutes of a world that was healed. */
  healed?(evidence: Evidence): void | Promise<void>;
  /** Once the world was healed and everything had its time. */
  inTheEnd?(evidence: Evidence): void | Promise<void>;
}

export interface Evidence {
  /** What is really there. */
  readonly store: Store;
  readonly histories: readonly StoredHistory[];
  readonly ledger: Ledger;
  readonly timetables: Timetables;
  /** When each process truly lived, over all nodes. */
  readonly processes: readonly ProcessInterval[];
  readonly jobs: readonly { readonly name: string; readonly concurrency: string }[];
  /** By the clock on the wall. */
  readonly now: EpochMs;
}

/** A law was broken: the sentence says what, where, and what was found instead. */
export class Violation extends Error {
  override readonly name = "Violation";
}

export function must(fact: unknown, sentence: string | (() => string)): asserts fact {
  if (!fact) throw new Violation(typeof sentence === "string" ? sentence : sentence());
}
