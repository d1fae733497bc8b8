import type { EpochMs, FunctionDefinition } from "@landbridge/model";
import { type EntryPart, type Row, replaceRows, type Store } from "@landbridge/store";

/** What makes the stored functions equal to `definitions`, for the entry that applies a project. */
export function functionWrites(
  definitions: readonly FunctionDefinition[],
  present: readonly Row<"functions">[],
  now: EpochMs,
): EntryPart {
  const wanted = definitions.map((definition) => ({
    key: definition.name,
    body: JSON.stringify(definition),
  }));
  return replaceRows("functions", wanted, present, now);
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
