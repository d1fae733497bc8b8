// Commits rows as fast as it can, eight at a time, and prints the key of each once it is acknowledged.
// Arguments: the folder, and how many rows at most.

import { writeSync } from "node:fs";
import { openSqliteStore } from "../src/open.ts";

const [, , folder = "", max = "Infinity"] = process.argv;
const store = await openSqliteStore({ folder });
const { epoch } = await store.acquire(0);
let rows = 0;

async function commitRows(): Promise<void> {
  while (rows < Number(max)) {
    const key = `${epoch}-${rows}`;
    rows += 1;
    const at = { table: "settings", key } as const;
    await store.commit([
      {
        partition: 0,
        epoch,
        guards: [{ kind: "absent", ...at }],
        writes: [{ kind: "insert", ...at, columns: {}, body: key, journal: `journal of ${key}` }],
      },
    ]);
    writeSync(1, `${key}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, commitRows));
await store.close();
