import type { EpochMs, FunctionDefinition } from "@landbridge/model";
import type { EntryPart, Guard, Row, Store, Write } from "@landbridge/store";

/** What makes the stored functions equal to `definitions`, for the entry that applies a project. */
export function functionWrites(
  definitions: readonly FunctionDefinition[],
  present: readonly Row<"functions">[],
  now: EpochMs,
): EntryPart {
  const guards: Guard[] = [];
  const writes: Write[] = [];
  const gone = new Map(present.map((row) => [row.key, row]));
  for (const definition of definitions) {
    const key = definition.name;
    const row = gone.get(key);
    gone.delete(key);
    const body = JSON.stringify(definition);
    if (row === undefined) {
      guards.push({ kind: "absent", table: "functions", key });
      writes.push({ kind: "insert", table: "functions", key, columns: { createdAt: now }, body });
    } else if (row.body !== body) {
      guards.push({ kind: "version", table: "functions", key, version: row.version });
      writes.push({ kind: "update", table: "functions", key, body });
    }
  }
  for (const { key, version } of gone.values()) {
    guards.push({ kind: "version", table: "functions", key, version });
    writes.push({ kind: "delete", table: "functions", key });
  }
  return { guards, writes };
}

/** Source: `definitionsPerKindMax` of the API: one page holds them all. */
const functionsMax = 1_000;

export async function functionRows(store: Pick<Store, "list">): Promise<readonly Row<"functions">[]> {
  const page = await store.list("functions", {
    orderBy: "createdAt",
    direction: "ascending",
    limit: functionsMax,
  });
  return page.rows;
}

export function readFunctionRow(row: Row<"functions">): FunctionDefinition {
  return JSON.parse(row.body) as FunctionDefinition;
}
