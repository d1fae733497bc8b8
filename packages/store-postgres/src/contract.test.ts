import { after, test } from "node:test";
import { tables } from "@landbridge/store";
import { sharedContract, storeContract } from "@landbridge/store/conformance";
import { Client } from "pg";
import { openPostgresStore } from "./open.ts";
import { howToGetPostgres, isPostgresMissing, startPrivateServer } from "./private-server/index.ts";

if (isPostgresMissing()) test("the contract on PostgreSQL", { skip: howToGetPostgres });
else await contract();

async function contract(): Promise<void> {
  const server = await startPrivateServer();
  const options = { url: server.url(), log: { warn: () => {} } };
  await (await openPostgresStore(options)).close();
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  after(async () => {
    await client.end();
    await server.remove();
  });

  // An empty store costs two milliseconds so, against a hundred for tables of its own.
  const emptySql = ["journal", "nodes", ...Object.keys(tables)]
    .map((table) => `DELETE FROM landbridge."${table}"`)
    .concat('UPDATE landbridge.partitions SET epoch = 0, holder = NULL, "leaseUntil" = NULL')
    .join(";");

  storeContract("PostgreSQL", async () => {
    await client.query(emptySql);
    return {
      store: await openPostgresStore(options),
      reopen: async (store) => {
        await store.close();
        return openPostgresStore(options);
      },
    };
  });

  sharedContract("PostgreSQL", async () => {
    await client.query(emptySql);
    return { partitionCount: 32, connect: () => openPostgresStore(options), remove: async () => {} };
  });
}
