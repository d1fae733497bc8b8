import { assert } from "@landbridge/model";
import {
  type Beat,
  type Holding,
  type LivingNode,
  type NodesView,
  type NodeView,
  type PartitionView,
  type SharedStore,
  storeLimits,
} from "@landbridge/store";
import type { Row } from "../link/link.ts";
import type { Reads } from "../reads.ts";
import type { Hints } from "./hints.ts";
import * as sql from "./shared-sql.ts";

export interface SharedParts {
  readonly partitionCount: number;
  readonly reads: Reads;
  readonly hints: Hints;
  /** Shared with the commit queue: what is held here. */
  readonly epochs: Map<number, number>;
  /** Turns what a link threw into the store's error. */
  readonly answer: <T>(read: () => Promise<T>) => Promise<T>;
}

/** How nodes agree, by rows of the database. */
export function makeSharedStore({ partitionCount, reads, hints, epochs, answer }: SharedParts): SharedStore {
  const hold = (rows: readonly Row[]): readonly Holding[] => {
    const held = rows.map(([partition, epoch]) => ({ partition: Number(partition), epoch: Number(epoch) }));
    for (const { partition, epoch } of held) epochs.set(partition, epoch);
    return held;
  };
  return {
    partitionCount,
    beat: ({ id, name, leaseMs, facts }) =>
      answer(async () => {
        const link = reads.link();
        const { system, timeline } = link.state.identity;
        const [, , , , held = [], free = [], nodes = [], era = []] = await link.pipeline([
          { text: "BEGIN" },
          { text: sql.eraSql, values: [system, timeline], name: "era" },
          { text: sql.beatSql, values: [id, leaseMs, name, facts], name: "beat" },
          { text: sql.forgetSql, name: "forget", values: [] },
          { text: sql.renewSql, values: [id, leaseMs], name: "renew" },
          { text: sql.freeSql, name: "free", values: [] },
          { text: sql.livingSql, name: "living", values: [] },
          { text: sql.readEraSql, name: "read era", values: [] },
          { text: "COMMIT" },
        ]);
        return {
          era: Number(era[0]?.[0]),
          held: hold(held),
          free: free.map(([partition]) => Number(partition)),
          nodes: nodes.map(toLivingNode),
        } satisfies Beat;
      }),
    take: (node, partitions, leaseMs) =>
      answer(async () => hold(await reads.query(sql.takeSql, [node, leaseMs, partitions], "take"))),
    release: (node, held) =>
      answer(async () => {
        const partitions = held.map(({ partition }) => partition);
        const given = held.map(({ epoch }) => epoch);
        await reads.query(sql.releaseSql, [node, partitions, given], "release");
      }),
    leave: (node) => answer(async () => void (await reads.query(sql.leaveSql, [node], "leave"))),
    view: () =>
      answer(async (): Promise<NodesView> => {
        const [nodes = [], partitions = [], era = []] = await reads
          .link()
          .pipeline([{ text: sql.viewNodesSql }, { text: sql.viewPartitionsSql }, { text: sql.readEraSql }]);
        return {
          era: Number(era[0]?.[0]),
          nodes: nodes.map(toNodeView),
          partitions: partitions.map(toPartitionView).slice(0, partitionCount),
        };
      }),
    drain: (name, isDraining) =>
      answer(async () => (await reads.query(sql.drainSql, [name, isDraining], "drain")).length),
    hint(given) {
      for (const hint of given)
        assert(Buffer.byteLength(hint) <= storeLimits.hintBytesMax, "a hint has at most hintBytesMax bytes");
      hints.send(given);
    },
    onHint: (listener) => hints.listen(listener),
  };
}

function toLivingNode([id, name, isDraining, heldCount]: Row): LivingNode {
  return {
    id: String(id),
    name: String(name),
    isDraining: isDraining === true,
    heldCount: Number(heldCount),
  };
}

function toNodeView(row: Row): NodeView {
  const [facts, startedAt, lastBeatAgoMs, leaseLeftMs] = row.slice(4);
  return {
    ...toLivingNode(row),
    facts: String(facts),
    startedAt: Number(startedAt),
    lastBeatAgoMs: Number(lastBeatAgoMs),
    leaseLeftMs: Number(leaseLeftMs),
  };
}

function toPartitionView([partition, epoch, holder, leaseLeftMs]: Row): PartitionView {
  return {
    partition: Number(partition),
    epoch: Number(epoch),
    holder: typeof holder === "string" ? holder : null,
    leaseLeftMs: Number(leaseLeftMs),
  };
}
