import assert from "node:assert/strict";
import {
  nextOccurrence,
  occurrencesBetween,
  parseExpression,
  type ScheduleExpression,
} from "@landbridge/calendar";
import { type EpochMs, epochMs, type ScheduleDefinition } from "@landbridge/model";
import type { Occurrence } from "../src/index.ts";

// Law 4, told a second time: which occurrences there are, from what was applied when, and nothing else.

/** One expression of one schedule, for as long as it held. */
export interface Held {
  readonly id: string;
  /** The newest of those that were due alike. */
  definition: ScheduleDefinition;
  /** Of its creation. */
  readonly anchor: EpochMs;
  readonly since: EpochMs;
  until: EpochMs | null;
  /** The schedule was removed: what was open then is owed no more. */
  isRemoved: boolean;
}

export class Model {
  readonly held = new Map<string, Held[]>();

  apply(definition: ScheduleDefinition, now: EpochMs): void {
    const all = this.held.get(definition.name) ?? [];
    this.held.set(definition.name, all);
    const last = all.at(-1);
    if (last === undefined || last.isRemoved) {
      all.push(newHeld(`${now}.1`, definition, now, epochMs(now - 1)));
      return;
    }
    if (termsOf(last.definition) === termsOf(definition)) {
      last.definition = definition;
      return;
    }
    last.until = now;
    const [created = "", revision = ""] = last.id.split(".");
    all.push(newHeld(`${created}.${Number(revision) + 1}`, definition, last.anchor, now));
  }

  remove(name: string): void {
    const all = this.held.get(name) ?? [];
    const created = all.at(-1)?.id.split(".")[0];
    for (const held of all) if (held.id.split(".")[0] === created) held.isRemoved = true;
  }

  changes(name: string): number {
    return this.held.get(name)?.length ?? 0;
  }

  /** @param upTo up to when everything must have been decided by now */
  check(name: string, rows: readonly Occurrence[], launchKeys: readonly string[], upTo: EpochMs): void {
    const all = this.held.get(name) ?? [];
    for (const row of rows) checkBelongs(row, all);
    for (const held of all) if (!held.isRemoved) checkAccounted(held, rows, upTo);
    checkSharedRows(rows, all);
    const fired = rows.filter(({ status }) => status === "FIRED").map(({ launchKey }) => String(launchKey));
    assert.deepEqual(
      launchKeys.toSorted(),
      fired.toSorted(),
      "what fired was launched, once, and nothing else was",
    );
  }
}

function newHeld(id: string, definition: ScheduleDefinition, anchor: EpochMs, since: EpochMs): Held {
  return { id, definition, anchor, since, until: null, isRemoved: false };
}

/** What says when it is due. */
function termsOf({ expression, timezone, state, startAt, endAt }: ScheduleDefinition): string {
  return JSON.stringify([expression, timezone, state, startAt, endAt]);
}

/** They say nothing of a one-time schedule. */
function datesOf(definition: ScheduleDefinition): Pick<ScheduleDefinition, "startAt" | "endAt"> {
  return definition.expression.startsWith("at(") ? {} : definition;
}

function dueOf(held: Held, upTo: EpochMs): readonly EpochMs[] {
  const { definition, anchor: createdAt, since } = held;
  const { timezone, state } = definition;
  const { startAt, endAt } = datesOf(definition);
  if (state === "DISABLED") return [];
  const anchor = epochMs(startAt ?? createdAt);
  const after = epochMs(Math.max(since, (startAt ?? 0) - 1));
  const last = epochMs(Math.min(upTo, endAt ?? upTo));
  return occurrencesBetween(expressionOf(definition), { timezone, anchor, after, upTo: last, limit: 1e6 });
}

function isDue({ definition, anchor: createdAt, since }: Held, due: EpochMs): boolean {
  const { timezone, state } = definition;
  const { startAt, endAt } = datesOf(definition);
  if (state === "DISABLED" || due <= since || due < (startAt ?? due) || due > (endAt ?? due)) return false;
  const anchor = epochMs(startAt ?? createdAt);
  const after = epochMs(due - 1);
  return nextOccurrence(expressionOf(definition), { timezone, anchor, after }) === due;
}

function expressionOf({ expression }: ScheduleDefinition): ScheduleExpression {
  const parsed = parseExpression(expression);
  assert.ok("expression" in parsed);
  return parsed.expression;
}

/** It is due by the timetable that it names, though that may have been decided by a clock that was ahead. */
function checkBelongs(row: Occurrence, all: readonly Held[]): void {
  const of = all.filter(({ id }) => id === row.timetable);
  assert.ok(
    of.some((held) => isDue(held, row.due)),
    `nothing was due at ${row.due}`,
  );
}

function checkAccounted(held: Held, rows: readonly Occurrence[], upTo: EpochMs): void {
  // What a flexible window puts off need not have been decided yet.
  const windowMs = (held.definition.flexibleWindowMinutes ?? 0) * 60_000;
  const last = epochMs(held.until === null ? upTo - windowMs : Math.min(held.until, upTo));
  const single = new Set(rows.map(({ due }) => due));
  const shared = rows.filter(({ summary, timetable }) => summary !== undefined && timetable === held.id);
  for (const due of dueOf(held, last)) {
    const isShared = shared.some(
      (row) => row.summary !== undefined && due >= row.summary.from && due <= row.due,
    );
    assert.ok(single.has(due) || isShared, `${held.definition.expression}: ${due} is lost`);
  }
}

/** A row that stands for many counts them right, and none of them has a row of its own by the same timetable. */
function checkSharedRows(rows: readonly Occurrence[], all: readonly Held[]): void {
  for (const { summary, due, timetable } of rows) {
    if (summary === undefined) continue;
    const { from, count } = summary;
    // Removed and made anew in the same instant, a schedule has the same timetable twice.
    const counts = all
      .filter(({ id }) => id === timetable)
      .map((held) => dueOf(held, due).filter((one) => one >= from).length);
    assert.ok(counts.includes(count), `${count} of ${counts.join()}`);
    const doubled = rows.filter((row) => row.timetable === timetable && row.due >= from && row.due < due);
    assert.deepEqual(doubled, []);
  }
}
