import type { ExecutionState } from "@landbridge/asl";
import type { EpochMs, ExecutionId } from "@landbridge/model";
import type { EntryPart } from "@landbridge/store";
import type { PinnedMachine } from "../definitions/machine-cache.ts";
import type { ExecutionRecord } from "../rows/execution-row.ts";
import type { SinceWhole } from "./journal-writer.ts";

/** What an execution comes into memory with. */
export interface ResidentParts {
  readonly id: ExecutionId;
  readonly record: ExecutionRecord;
  readonly machine: PinnedMachine;
  readonly state: ExecutionState;
  readonly written: Written;
  /** When it wants to be stepped though nothing happens. */
  readonly wakeAt: EpochMs | null;
  /** What somebody else commits in the entry that makes this execution. */
  readonly also?: EntryPart;
  /** The version of the row that has its name, where that is free again. */
  readonly freedName?: number;
  /** It is closed, and `record` says that it is redriven: its next turn writes that down. */
  readonly isReopened?: true;
}

/** What the store has of it. */
export interface Written {
  /** Of its row; 0: there is none yet. */
  readonly version: number;
  /** What its row says of when it wants to be stepped: 0 while a task is under way. */
  readonly wakeAt: EpochMs | null;
  readonly sinceWhole: SinceWhole;
}

/** Of an execution that is about to start. */
export const nothingWritten: Pick<ResidentParts, "written" | "wakeAt"> = {
  written: { version: 0, wakeAt: null, sinceWhole: { rows: 0, bytes: 0 } },
  wakeAt: null,
};
