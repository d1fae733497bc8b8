import {
  nextOccurrence,
  occurrencesBetween,
  parseExpression,
  type ScheduleExpression,
} from "@landbridge/calendar";
import { assert, type EpochMs, epochMs, type ScheduleDefinition } from "@landbridge/model";

/** Law 4, told a second time: which occurrences there are, from what was applied when, and nothing else. */
export interface Timetables {
  apply(definition: ScheduleDefinition, now: EpochMs): void;
  readonly names: readonly string[];
  of(schedule: string): readonly Timetable[];
}

/** One expression of one schedule, for as long as it held. */
export interface Timetable {
  /** As the scheduler names it in its rows. */
  readonly id: string;
  readonly definition: ScheduleDefinition;
  /** Oldest first; `upTo` is included. */
  due(upTo: EpochMs): readonly EpochMs[];
  /** Whether it is one of its instants, though perhaps after its end: a clock that was ahead may have seen it before that. */
  has(instant: EpochMs): boolean;
}

interface Held {
  readonly id: string;
  readonly definition: ScheduleDefinition;
  readonly anchor: EpochMs;
  readonly since: EpochMs;
  until: EpochMs | null;
}

export function createTimetables(): Timetables {
  const held = new Map<string, Held[]>();
  return {
    apply(definition, now) {
      const all = held.get(definition.name) ?? [];
      held.set(definition.name, all);
      const last = all.at(-1);
      if (last === undefined) {
        all.push({ id: `${now}.1`, definition, anchor: now, since: epochMs(now - 1), until: null });
        return;
      }
      if (isSame(last.definition, definition)) return;
      last.until = now;
      const id = `${last.anchor}.${all.length + 1}`;
      all.push({ id, definition, anchor: last.anchor, since: now, until: null });
    },
    get names() {
      return [...held.keys()];
    },
    of: (schedule) =>
      (held.get(schedule) ?? []).map((one) => ({
        id: one.id,
        definition: one.definition,
        due: (upTo) => dueOf(one, upTo),
        has: (instant) => hasInstant(one, instant),
      })),
  };
}

function isSame(a: ScheduleDefinition, b: ScheduleDefinition): boolean {
  return a.expression === b.expression && a.timezone === b.timezone && a.state === b.state;
}

function hasInstant({ definition, anchor, since }: Held, instant: EpochMs): boolean {
  if (definition.state === "DISABLED" || instant <= since) return false;
  const { timezone } = definition;
  const after = epochMs(instant - 1);
  return nextOccurrence(expressionOf(definition), { timezone, anchor, after }) === instant;
}

const occurrencesMax = 1_000_000;

function dueOf({ definition, anchor, since, until }: Held, latest: EpochMs): readonly EpochMs[] {
  if (definition.state === "DISABLED") return [];
  const upTo = epochMs(Math.min(until ?? latest, latest));
  const { timezone } = definition;
  return occurrencesBetween(expressionOf(definition), {
    timezone,
    anchor,
    after: since,
    upTo,
    limit: occurrencesMax,
  });
}

function expressionOf({ expression }: ScheduleDefinition): ScheduleExpression {
  const parsed = parseExpression(expression);
  assert("expression" in parsed, `${expression} is an expression`);
  return parsed.expression;
}
