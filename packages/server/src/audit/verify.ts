import type { Store } from "@landbridge/store";
import { anchorText, readAnchor } from "./anchor.ts";
import { type Block, headOf, readBlock, recordsOf } from "./block-row.ts";
import type { Sealer } from "./seal.ts";

export interface AuditVerification {
  readonly isSound: boolean;
  readonly recordCount: number;
  readonly first: number;
  readonly head: { readonly seq: number; readonly hash: string };
  /** Blocks whose seal cannot be checked, since the master key file no longer has their key. */
  readonly uncheckedSealCount: number;
  /** Where the chain breaks first, in one sentence. */
  readonly problem?: string;
}

/** Walks the whole chain from its anchor: numbers without gaps, each hash from the one before, each seal. */
export async function verifyAudit(store: Store, sealer: Sealer): Promise<AuditVerification> {
  const anchor = await readAnchor(store);
  let head: { readonly block: number; readonly seq: number; readonly hash: string } = anchor;
  let unchecked = 0;
  const found = (problem?: string): AuditVerification => ({
    isSound: problem === undefined,
    recordCount: head.seq - anchor.seq,
    first: anchor.seq + 1,
    head: { seq: head.seq, hash: head.hash },
    uncheckedSealCount: unchecked,
    ...(problem === undefined ? {} : { problem }),
  });
  if (anchor.version > 0) {
    const check = sealer.check(anchorText(anchor), anchor.keyId ?? "", anchor.seal ?? "");
    if (check === "broken") return found("the anchor, where retention cut the trail, was changed");
    if (check === "unknown-key") unchecked += 1;
  }
  let after: string | undefined;
  do {
    const page = await store.list("audit", {
      orderBy: "first",
      direction: "ascending",
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page.rows) {
      const block = readBlock(row);
      const problem = problemOf(block, head, sealer);
      if (problem !== undefined && problem !== "unchecked") return found(problem);
      if (problem === "unchecked") unchecked += 1;
      head = headOf(block);
    }
    after = page.next;
  } while (after !== undefined);
  return found();
}

function problemOf(
  block: Block,
  before: { readonly block: number; readonly seq: number; readonly hash: string },
  sealer: Sealer,
): string | undefined {
  const place = `block ${block.number}, records from ${block.first}`;
  if (block.number !== before.block + 1) return `${place}: blocks ${before.block + 1} and on are missing`;
  if (block.first !== before.seq + 1) return `${place}: record ${before.seq + 1} should come next`;
  if (block.previous !== before.hash) return `${place}: it does not follow what stands before it`;
  const last = recordsOf(block).at(-1);
  if (last?.hash !== block.hash) return `${place}: a record was changed`;
  const seal = sealer.check(block.hash, block.keyId, block.seal);
  if (seal === "broken") return `${place}: its seal is not one of this installation's master key`;
  return seal === "unknown-key" ? "unchecked" : undefined;
}
