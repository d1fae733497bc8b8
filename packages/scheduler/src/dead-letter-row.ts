import { assert, type EpochMs, epochMs, type ScheduleDefinition } from "@landbridge/model";
import type { Row, Write } from "@landbridge/store";
import { type Occurrence, type OccurrenceReason, occurrenceKey } from "./occurrence-row.ts";

// The dead-letter queues of EventBridge Scheduler: SQS has no place on the ground, so a queue is the rows that
// carry its ARN, to be read, and deleted, by whoever would have read the queue.

export interface DeadLetter {
  readonly id: string;
  /** ARN. */
  readonly queue: string;
  readonly schedule: string;
  readonly due: EpochMs;
  readonly sentAt: EpochMs;
  readonly reason: OccurrenceReason;
  /** The definition as it was. */
  readonly definition: ScheduleDefinition;
}

/**
 * What could not be launched, in the entry that records it as missed. One that a newer occurrence has taken the
 * place of was not to be launched any more, and is no dead letter.
 */
export function deadLetterWrites(
  definition: ScheduleDefinition,
  { schedule, due, decidedAt, reason, summary }: Occurrence,
): readonly Write[] {
  const queue = definition.deadLetterArn;
  const isDead = reason?.code === "LAUNCH_FAILED" || reason?.code === "TOO_LATE";
  if (queue === undefined || !isDead || summary !== undefined) return [];
  const body = JSON.stringify({ v: 1, schedule, due, reason, definition });
  const columns = { queue, sentAt: decidedAt };
  // With the instant, since an occurrence whose row was removed with age may be decided anew.
  const key = `${occurrenceKey(schedule, due)}#${decidedAt}`;
  return [{ kind: "insert", table: "deadLetters", key, columns, body }];
}

export function toDeadLetter(row: Row<"deadLetters">): DeadLetter {
  const { queue, sentAt } = row.columns;
  assert(typeof queue === "string" && typeof sentAt === "number", `dead letter ${row.key} has its columns`);
  const { v, due, ...body } = JSON.parse(row.body) as { v: number; due: number } & Pick<
    DeadLetter,
    "schedule" | "reason" | "definition"
  >;
  assert(v === 1, `the row of dead letter ${row.key} is of a version that this program knows`);
  return { ...body, id: row.key, queue, due: epochMs(due), sentAt: epochMs(sentAt) };
}
