/** "12 executions, 40 journal" */
export function rowsText(rows: Readonly<Record<string, number>>): string {
  const parts = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
