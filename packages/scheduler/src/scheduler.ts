import type { Clock, EpochMs, Json, ScheduleDefinition, ScheduleTarget } from "@landbridge/model";
import type { EntryPart, Holdings, Row, Store } from "@landbridge/store";
import type { SchedulerLimits } from "./limits.ts";
import type { LaunchedId, Occurrence, OccurrenceStatus } from "./occurrence-row.ts";
import type { ScheduleOwner } from "./schedule-row.ts";

// What the scheduler offers: due occurrences become launches (law 4).
//
// S1. An occurrence is (schedule, due instant), and has one row. The row is inserted under an `absent` guard,
//     in the entry of the launch itself, or alone when the occurrence is missed or skipped. So it is decided
//     once, over crashes, over clocks that go back, and if two schedulers should tick at once.
// S2. A schedule's occurrences are decided in the order in which they are due, and what is passed over is
//     committed before a newer one is launched. So the newest row of a timetable is its cursor: all before
//     it are accounted for. The cursor that is stored is only ever a lower bound of it.
// S3. Of several that are due, the newest is launched if it is not too late, and the older ones are missed.
// S4. When an outcome is unknown, memory is dropped and read again; the launch is made again under the same
//     key, and finds its row if it had been committed.
//
// It leaves to the launch's target: what a launch is, and whether it may overlap another one.

export interface SchedulerOptions {
  readonly store: Store;
  /** Null where nodes share the store: occurrences' rows alone decide (S1). */
  readonly partition: number | null;
  /** Of the lease under which this node holds the partition. */
  readonly epoch: () => number;
  /** Of a store that nodes share: a schedule is ticked by the holder of its name's partition. Default: all are. */
  readonly holdings?: Holdings;
  readonly clock: Clock;
  readonly launch: LaunchTarget;
  readonly log: SchedulerLog;
  readonly limits?: Partial<SchedulerLimits>;
}

export interface Launch {
  /** Its key: the name, with the group's before it unless that is the default one. */
  readonly schedule: string;
  readonly due: EpochMs;
  /** From 1. */
  readonly attempt: number;
  readonly target: ScheduleTarget;
  readonly input: Json;
  /** The same for the same occurrence, always; fit to be an execution's name. */
  readonly launchKey: string;
  /** The occurrence's row, guarded absent: in the same entry as the launch, accepted or refused. */
  readonly also: EntryPart;
}

/** What it throws counts as a failure that may be tried again, a lost lease or a closed store apart. */
export type LaunchTarget = (launch: Launch) => Promise<LaunchOutcome>;

export type LaunchOutcome =
  | ({ readonly kind: "launched" } & { readonly launched: LaunchedId })
  /** It would overlap: recorded as a refused run, together with `also`. */
  | { readonly kind: "refused"; readonly runId: string; readonly blockingRun: string }
  /** The guard of `also` failed: the occurrence has its row; nothing was written. */
  | { readonly kind: "duplicate" }
  /** Nothing was written. */
  | { readonly kind: "failed"; readonly isRetryable: boolean; readonly reason: string };

/** Never holds a value of a schedule's input. */
export interface SchedulerLogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly schedule?: string;
  readonly due?: EpochMs;
  readonly error?: unknown;
}
export type SchedulerLog = (line: SchedulerLogLine) => void;

export interface TickReport {
  readonly launched: number;
  readonly refused: number;
  /** Occurrences, not rows. */
  readonly missed: number;
  readonly skipped: number;
  /** Launches that are tried again. */
  readonly retrying: number;
  /** When the next tick has something to do; null: never, as things stand. */
  readonly nextAt: EpochMs | null;
}

export interface ScheduleView {
  readonly definition: ScheduleDefinition;
  readonly owner: ScheduleOwner;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** All that was due up to it is accounted for. */
  readonly cursor: EpochMs;
  readonly nextDue: EpochMs | null;
}

export interface OccurrenceQuery {
  /** Default: of every schedule. */
  readonly schedule?: string;
  readonly status?: OccurrenceStatus;
  readonly cursor?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

export interface OccurrencePage {
  /** Newest due first. */
  readonly items: readonly Occurrence[];
  readonly next?: string;
}

export interface Scheduler {
  /** Everything that is due by the clock, up to the limits of a tick. Never two at a time. */
  tick(): Promise<TickReport>;
  /**
   * Ticks when something is due, until `stop`. Rejects when going on would be wrong: the lease was taken over, the
   * store is closed or damaged, or a mistake of our own came to light.
   */
  run(): Promise<void>;
  /** Resolves when the tick under way has ended. */
  stop(): Promise<void>;
  /** Reads the definitions again; after an apply, and after a change of what is held. */
  reload(): Promise<void>;
  /** Reads one of them again, by its key, after it was put or removed. */
  refresh(key: string): Promise<void>;

  /** The stored rows, for `scheduleWrites`. */
  scheduleRows(): Promise<readonly Row<"schedules">[]>;
  /** By name. */
  listSchedules(): Promise<readonly ScheduleView[]>;
  countSchedules(): Promise<number>;
  listOccurrences(query: OccurrenceQuery): Promise<OccurrencePage>;
  /** The next `count` instants (1 to 1,000) at which it is due. Throws UNKNOWN_SCHEDULE. */
  upcoming(schedule: string, count: number): Promise<readonly EpochMs[]>;
}
