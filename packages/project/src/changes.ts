import { isDeepStrictEqual } from "node:util";
import type { ProjectDefinitions } from "@landbridge/model";

export interface ProjectChange {
  readonly kind: "job" | "function" | "state-machine" | "schedule" | "webhook";
  readonly name: string;
  readonly change: "created" | "updated" | "deleted";
}

export interface ProjectChanges {
  /** By kind in the order above, then by name. */
  readonly changes: readonly ProjectChange[];
  readonly unchangedCount: number;
}

/** @param before undefined: nothing was applied yet */
export function describeChanges(
  before: ProjectDefinitions | undefined,
  after: ProjectDefinitions,
): ProjectChanges {
  const parts = [
    compare("job", before?.jobs, after.jobs),
    compare("function", before?.functions, after.functions),
    compare("state-machine", before?.stateMachines, after.stateMachines),
    compare("schedule", before?.schedules, after.schedules),
    compare("webhook", before?.webhooks, after.webhooks ?? []),
  ];
  return {
    changes: parts.flatMap(({ changes }) => changes),
    unchangedCount: parts.reduce((sum, { unchangedCount }) => sum + unchangedCount, 0),
  };
}

interface Named {
  readonly name: string;
}

function compare(
  kind: ProjectChange["kind"],
  before: readonly Named[] | undefined,
  after: readonly Named[],
): ProjectChanges {
  const old = new Map((before ?? []).map((definition) => [definition.name, definition]));
  const changes: ProjectChange[] = [];
  for (const definition of after) {
    const { name } = definition;
    const was = old.get(name);
    old.delete(name);
    if (was === undefined) changes.push({ kind, name, change: "created" });
    else if (!isDeepStrictEqual(was, definition)) changes.push({ kind, name, change: "updated" });
  }
  const unchangedCount = after.length - changes.length;
  for (const name of old.keys()) changes.push({ kind, name, change: "deleted" });
  return { changes: changes.toSorted((a, b) => (a.name < b.name ? -1 : 1)), unchangedCount };
}
