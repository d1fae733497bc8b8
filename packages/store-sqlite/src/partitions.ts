import type { DatabaseSync } from "node:sqlite";
import { assert } from "@landbridge/model";

/**
 * Who may write where (S4). The epochs are also in memory, as this process is the only one that raises
 * them; the database has the last word, since `touch` names the epoch that it expects.
 */
export interface Partitions {
  isCurrent(partition: number, epoch: number): boolean;
  /** Inside a transaction: one more on the partition's count of transactions. */
  touch(partition: number): void;
  /** Inside a transaction: gives the raised epoch. */
  raise(partition: number): number;
  /** Once that transaction is committed: entries under an older epoch are refused from now on. */
  install(partition: number, epoch: number): void;
}

export function openPartitions(database: DatabaseSync): Partitions {
  const touch = database.prepare("UPDATE partitions SET seq = seq + 1 WHERE id = ? AND epoch = ?");
  const raise = database.prepare(
    "INSERT INTO partitions (id, epoch, seq) VALUES (?, 1, 0) ON CONFLICT (id) DO UPDATE SET epoch = epoch + 1 RETURNING epoch",
  );
  const epochs = new Map<number, number>();
  for (const row of database.prepare("SELECT id, epoch FROM partitions").all()) {
    epochs.set(Number(row.id), Number(row.epoch));
  }
  return {
    isCurrent: (partition, epoch) => epochs.get(partition) === epoch,
    touch(partition) {
      const { changes } = touch.run(partition, epochs.get(partition) ?? 0);
      assert(changes === 1, "a partition's epoch in memory is the one in the database");
    },
    raise: (partition) => Number(raise.get(partition)?.epoch),
    install(partition, epoch) {
      epochs.set(partition, epoch);
    },
  };
}
