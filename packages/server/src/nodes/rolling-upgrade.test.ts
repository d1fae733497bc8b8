import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import type { ExecutionBody, NodePageBody } from "@landbridge/api";
import { howToGetPostgres, isPostgresMissing } from "@landbridge/store-postgres/private-server";
import { until } from "../../test/crash/bench.ts";
import type { Client } from "../../test/crash/client.ts";
import { machineOf, projectOf } from "../../test/crash/projects.ts";
import { makeNodeBench, type StartedNode } from "../../test/nodes/node-bench.ts";

// Two releases as they are told apart by what nodes say of themselves; the tables are as a newer release leaves them.

const before = { version: "1.0.0", formats: { reads: 1, writes: 1 } };
const between = { version: "1.1.0", formats: { reads: 2, writes: 1 } };
const after = { version: "1.2.0", formats: { reads: 2, writes: 2 } };
const count = 12;
const activity = "arn:aws:states:us-east-1:000000000000:activity:step";

const threeSteps = machineOf("steps", {
  StartAt: "One",
  States: {
    One: { Type: "Task", Resource: activity, Next: "Two" },
    Two: { Type: "Task", Resource: activity, Next: "Three" },
    Three: { Type: "Task", Resource: activity, End: true },
  },
});

suite("nodes of two releases", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  const bounds = { timeout: 180_000 };

  test(
    "hand open executions over both ways, and the format rises when no node is left that cannot read it",
    bounds,
    async (t) => {
      const bench = await makeNodeBench(t, "a");
      const project = projectOf({ stateMachines: [threeSteps] });
      const old = await bench.start("a", { ...before, project });
      const connect = await awsOf(t, old);
      await connect(old).send(new CreateActivityCommand({ name: "step" }));
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1) {
        const started = await old.client.post<ExecutionBody>("/v1/state-machines/steps/executions", {
          input: { i },
        });
        ids.push(started.body.id);
      }
      await bench.database.execute(additions);

      const newer = await bench.start("b", between);
      await sharedBy(newer.client, { a: before.version, b: between.version });
      await step(connect(newer));
      assert.equal(await old.server.stop(), 0);
      await sharedBy(newer.client, { b: between.version });
      const again = await bench.start("a", before);
      await sharedBy(again.client, { a: before.version, b: between.version });
      await step(connect(again));
      assert.equal(await newer.server.stop(), 0);
      await sharedBy(again.client, { a: before.version });

      await assert.rejects(bench.start("b", after), /NODE_OLDER: the node "a" \(version 1\.0\.0\)/);
      assert.equal(await again.server.stop(), 0);
      const newest = await bench.start("b", after);
      await sharedBy(newest.client, { b: after.version });
      await assert.rejects(bench.start("a", before), /STORE_NEWER: .*format 2.*reads up to 1/);
      await step(connect(newest));
      for (const id of ids) {
        const { status } = await until(
          () => newest.client.get<ExecutionBody>(`/v1/executions/${id}`),
          (execution) => execution.status !== "RUNNING",
        );
        assert.equal(status, "SUCCEEDED");
      }
    },
  );
});

/** What a newer release may add while older ones live. */
const additions = `ALTER TABLE landbridge.executions ADD COLUMN "later" bigint DEFAULT 7;
  CREATE INDEX executions_later ON landbridge.executions ("later", key);
  CREATE TABLE landbridge.novelties (key text PRIMARY KEY, version bigint NOT NULL, head bigint NOT NULL, body text NOT NULL);
  CREATE FUNCTION landbridge.commit_000000000000(fences json) RETURNS json LANGUAGE sql AS $$ SELECT NULL::json $$`;

/** Until these nodes, and no others, hold all of the work. */
async function sharedBy(client: Client, versions: Readonly<Record<string, string>>): Promise<void> {
  const holders = ({ items }: NodePageBody) =>
    items.filter(({ isAlive, partitions }) => isAlive && partitions.length > 0);
  const page = await until(
    () => client.get<NodePageBody>("/v1/nodes"),
    (view) => view.unheldPartitions.length === 0 && holders(view).length === Object.keys(versions).length,
  );
  assert.deepEqual(Object.fromEntries(holders(page).map(({ name, version }) => [name, version])), versions);
}

/** A worker at this node does one task of each execution. */
async function step(client: SFNClient): Promise<void> {
  for (let done = 0; done < count; ) {
    const { taskToken, input = "{}" } = await client.send(
      new GetActivityTaskCommand({ activityArn: activity }),
    );
    if (taskToken === undefined) continue;
    await client.send(new SendTaskSuccessCommand({ taskToken, output: input }));
    done += 1;
  }
}

/** Clients of AWS's own at whichever node, with one key pair. */
async function awsOf(t: TestContext, { client }: StartedNode): Promise<(node: StartedNode) => SFNClient> {
  const made = await client.post<{ readonly accessKeyId: string; readonly secretAccessKey: string }>(
    "/v1/keys",
    {
      name: "worker",
      scopes: ["admin"],
      aws: true,
    },
  );
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { accessKeyId, secretAccessKey } = made.body;
  return ({ url }) => {
    const credentials = { accessKeyId, secretAccessKey };
    const aws = new SFNClient({ endpoint: url, region: "us-east-1", credentials });
    t.after(() => aws.destroy());
    return aws;
  };
}
