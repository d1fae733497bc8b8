import type { QueryLanguage } from "./fields.ts";
import type { Issues } from "./issues.ts";
import type { Source } from "./source.ts";

/** What the reading of one definition carries along. */
export interface Session {
  readonly issues: Issues;
  /** Of the whole machine. A Map's or Parallel's own language does not reach the states inside it. */
  readonly language: QueryLanguage;
  readonly type: MachineType;
  /** Branches and item processors met on the way, to be read after the block that holds them. */
  readonly blocks: PendingBlock[];
  /** Where each state name was first met. */
  readonly names: Map<string, string>;
  /** Where each label of a Map was first met. */
  readonly labels: Map<string, string>;
}

export type MachineType = "STANDARD" | "EXPRESS";

export interface PendingBlock {
  readonly source: Source;
  readonly fields: readonly string[];
}
