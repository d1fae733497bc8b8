import type { ListQuery, Row, Store, TableName } from "@landbridge/store";

const pageRows = 1_000;

/** Every row of a table whose `orderBy` is not null, lowest first. */
export async function allRows<T extends TableName>(
  store: Store,
  table: T,
  orderBy: ListQuery<T>["orderBy"],
): Promise<readonly Row<T>[]> {
  const rows: Row<T>[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(table, {
      orderBy,
      direction: "ascending",
      limit: pageRows,
      ...(after !== undefined && { after }),
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
