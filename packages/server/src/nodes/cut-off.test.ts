import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ExecutionBody, NodePageBody } from "@landbridge/api";
import { howToGetPostgres, isPostgresMissing, startNetwork } from "@landbridge/store-postgres/private-server";
import { until } from "../../test/crash/bench.ts";
import type { Client } from "../../test/crash/client.ts";
import { machineOf, projectOf } from "../../test/crash/projects.ts";
import { makeNodeBench } from "../../test/nodes/node-bench.ts";

const leaseMs = 2_000;
const waits = machineOf("waits", {
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", SecondsPath: "$.seconds", End: true } },
});

const start = (client: Client, seconds: number) =>
  client.post<ExecutionBody>("/v1/state-machines/waits/executions", { input: { seconds } });

async function holds(client: Client, name: string): Promise<number> {
  const { items } = await client.get<NodePageBody>("/v1/nodes");
  return items.find((node) => node.name === name && node.isAlive)?.partitions.length ?? 0;
}

suite("a node whose cable to the database is pulled", {
  skip: isPostgresMissing() && howToGetPostgres,
}, () => {
  const bounds = { timeout: 180_000 };

  test(
    "acknowledges nothing, loses its work to the others, and takes its share again by itself",
    bounds,
    async (t) => {
      const bench = await makeNodeBench(t, "a");
      const network = await startNetwork(bench.database.port);
      t.after(() => network.close());
      const project = projectOf({ stateMachines: [waits] });
      const a = await bench.start("a", { project, leaseMs });
      const storeUrl = `postgres://postgres:${bench.database.password}@127.0.0.1:${network.port}/postgres`;
      const b = await bench.start("b", { project, leaseMs, storeUrl });
      await until(
        () => holds(a.client, "b"),
        (count) => count === 16,
      );
      const ids: string[] = [];
      for (const { client } of [a, b, a, b]) {
        const { status, body } = await start(client, 3);
        assert.equal(status, 202);
        ids.push(body.id);
      }

      network.swallow();
      // Whoever asks in its last moments waits for an answer that will not come; then it knows by its own clock.
      const refused = await until(
        () => b.client.call("/readyz"),
        ({ status }) => status === 503,
      );
      assert.equal(refused.status, 503);
      const unacknowledged = await start(b.client, 3);
      assert.equal(unacknowledged.status, 503);
      assert.match(String(unacknowledged.headers["retry-after"]), /^[1-9]/);
      await until(
        () => holds(a.client, "a"),
        (count) => count === 32,
      );

      network.heal();
      await until(
        () => holds(a.client, "b"),
        (count) => count === 16,
      );
      const again = await until(
        () => start(b.client, 0),
        ({ status }) => status === 202,
      );
      for (const id of [...ids, again.body.id])
        await until(
          () => b.client.get<ExecutionBody>(`/v1/executions/${id}`),
          ({ status }) => status === "SUCCEEDED",
        );
    },
  );
});
