import { createVirtualClock } from "@landbridge/model/virtual-clock";
import { sharedContract } from "@landbridge/store/conformance";
import { shareStore } from "@landbridge/store/share-store";
import { openSqliteStore } from "./open.ts";

sharedContract("SQLite in memory, shared by the nodes of one process", async () => {
  const clock = createVirtualClock();
  const partitionCount = 8;
  const store = await openSqliteStore({ memory: true });
  const shareable = shareStore(store, { clock, partitionCount });
  return {
    partitionCount,
    connect: () => Promise.resolve(shareable.connect()),
    pass: (ms) => clock.jump(ms),
    remove: () => store.close(),
  };
});
