import type { Clock } from "@landbridge/model";
import type { Store, Write } from "@landbridge/store";
import { moveAnchor, readAnchor } from "./anchor.ts";
import { type Block, blockKey, headOf, readBlock } from "./block-row.ts";
import type { AuditLimits } from "./limits.ts";
import type { Sealer } from "./seal.ts";

/** Deletes blocks from the beginning while they are too old or too many, and moves the anchor in the same entry. */
export async function prune(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly limits: AuditLimits;
}): Promise<void> {
  const { store, clock, sealer, limits } = parts;
  const newest = await store.list("audit", { orderBy: "first", direction: "descending", limit: 1 });
  const [last] = newest.rows;
  if (last === undefined) return;
  const head = headOf(readBlock(last));
  const keptFrom = clock.now() - limits.keptMs;
  for (;;) {
    const anchor = await readAnchor(store);
    const page = await store.list("audit", {
      orderBy: "first",
      direction: "ascending",
      limit: limits.deletedBlocksMax,
    });
    const gone: Block[] = [];
    for (const row of page.rows) {
      const block = readBlock(row);
      const isOld = Number(row.columns.at) < keptFrom;
      const isBeyond = head.seq - headOf(block).seq >= limits.keptRecordsMax;
      // The newest block stays: it is where the chain goes on.
      if ((!isOld && !isBeyond) || block.number === head.block) break;
      gone.push(block);
    }
    const end = gone.at(-1);
    if (end === undefined) return;
    const { guard, write } = moveAnchor(anchor, headOf(end), sealer);
    const deletes = gone.map(
      ({ number }): Write => ({ kind: "delete", table: "audit", key: blockKey(number) }),
    );
    const guards = gone.map(({ number }) => ({
      kind: "version" as const,
      table: "audit" as const,
      key: blockKey(number),
      version: 1,
    }));
    // A guard that fails: another node sweeps too.
    await store.commit([
      { partition: null, epoch: 0, guards: [guard, ...guards], writes: [write, ...deletes] },
    ]);
    if (gone.length < limits.deletedBlocksMax) return;
  }
}
