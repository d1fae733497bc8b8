import type { Batch } from "../../src/batch.ts";
import { readBatch } from "../../src/read-batch.ts";
import { checkRows } from "../../src/rules.ts";

/** The workflow catches this name and sets the rows aside. */
class BadRows extends Error {
  override readonly name = "BadRows";
}

/** Answers when every row may be loaded; throws BadRows when one may not. */
export async function handler(batch: Batch): Promise<{ readonly rowCount: number }> {
  const { airports, parts } = await readBatch(batch);
  const checked = checkRows(airports, parts.flat());
  const [first] = checked.bad;
  if (first === undefined) return { rowCount: checked.airports.length + checked.routes.length };
  throw new BadRows(
    `${checked.bad.length} rows cannot be loaded, the first is ${first.kind} ${first.key}: ${first.reason}`,
  );
}
