import { type Check, must } from "./check.ts";

/** Protocol 4: whoever was taken over writes no more, and an epoch of a partition is one node's alone. */
export function epochs(): Check {
  const present = new Map<number, number>();
  const holders = new Map<string, string>();
  return {
    law: "one holder a partition and epoch, and no write under an old epoch",
    acquired(partition, epoch) {
      const before = present.get(partition) ?? 0;
      must(epoch > before, `epoch ${epoch} of partition ${partition} was given after ${before}`);
      present.set(partition, epoch);
    },
    commits(node, entries) {
      for (const { partition, epoch } of entries) {
        if (partition === null) continue;
        const lease = `${partition}, epoch ${epoch}`;
        const holder = holders.get(lease) ?? node;
        must(holder === node, `${node} commits as the holder of partition ${lease}, which is ${holder}`);
        holders.set(lease, node);
      }
    },
    committed({ partition, epoch }) {
      if (partition === null) return;
      const now = present.get(partition);
      must(epoch === now, `an entry of epoch ${epoch} was applied in epoch ${now} of partition ${partition}`);
    },
  };
}
