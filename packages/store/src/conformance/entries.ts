import type { ColumnsOf, Entry, Guard, Write } from "../port.ts";

// Short ways to write the entries of the cases: rows of `settings` where columns do not matter, and of
// `executions` where they do.

export function entryOf(epoch: number, guards: readonly Guard[], writes: readonly Write[]): Entry {
  return { partition: 0, epoch, guards, writes };
}

export function absent(key: string): Guard {
  return { kind: "absent", table: "settings", key };
}

export function atVersion(key: string, version: number): Guard {
  return { kind: "version", table: "settings", key, version };
}

export function insert(key: string, body = "{}", journal?: string): Write {
  const write = { kind: "insert", table: "settings", key, columns: {}, body } as const;
  return journal === undefined ? write : { ...write, journal };
}

export function update(key: string, body?: string, journal?: string): Write {
  return {
    kind: "update",
    table: "settings",
    key,
    ...(body === undefined ? {} : { body }),
    ...(journal === undefined ? {} : { journal }),
  };
}

export function remove(key: string): Extract<Write, { kind: "delete"; table: "settings" }> {
  return { kind: "delete", table: "settings", key };
}

/** Of an execution that was started by no version and no alias. */
export const unqualified = { machineVersion: null, versionAt: null, machineAlias: null, aliasAt: null };

export function insertExecution(key: string, columns: Partial<ColumnsOf<"executions">> = {}): Write {
  const none = {
    partition: 0,
    machine: "m",
    status: "RUNNING",
    startedAt: 0,
    stoppedAt: null,
    wakeAt: null,
    ...unqualified,
  };
  return { kind: "insert", table: "executions", key, columns: { ...none, ...columns }, body: key };
}
