import type { Answer, Command, MapRunChanges } from "@landbridge/asl";
import type { ExecutionNews } from "../options.ts";
import type { StoredExecution } from "../rows/execution-row.ts";
import type { Resident } from "./resident.ts";

/** What is done about a turn's commands and a closed execution; the engine wires it. */
export interface TurnActions {
  act(resident: Resident, command: Command): void;
  closed(resident: Resident): void;
  /** A closed execution whose parent was perhaps not told yet. */
  closedBefore(stored: StoredExecution): void;
  news(news: ExecutionNews): void;
  /** `stale`: it runs no longer. */
  updateMapRun(id: string, changes: MapRunChanges): Promise<Answer>;
  /** The memory is not used any more: neither is what was built on it. */
  dropped(): void;
  /** The memory was read again. */
  recovered(): Promise<void>;
}
