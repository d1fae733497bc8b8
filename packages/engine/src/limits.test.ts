import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "@landbridge/model";
import { type Bench, only, openBench, task } from "../test/bench.ts";
import { distributed, ended, pass } from "../test/map-bench.ts";

const large = "x".repeat(300_000);
const half = "x".repeat(131_065);

async function define(
  bench: Bench,
  limits: "ground" | undefined,
  machineDefinition: object = only({ Type: "Pass", End: true }),
): Promise<string> {
  const definition = JSON.stringify(machineDefinition);
  const roleArn = "arn:aws:iam::000000000000:role/test";
  const { epoch } = await bench.store.acquire(1);
  const machine = { name: "m", type: "STANDARD", roleArn, definition, ...(limits && { limits }) } as const;
  const part = await bench.engine.machineWrites([machine], []);
  await bench.store.commit([{ partition: 1, epoch, ...part }]);
  return (await bench.engine.machine("m")).revision;
}

test("a revision with the ground's limits takes what AWS's would refuse", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const first = await define(bench, undefined);
  await assert.rejects(bench.engine.start({ machine: "m", input: large }), { code: "InvalidExecutionInput" });
  const second = await define(bench, "ground");
  assert.notEqual(second, first, "other limits are another revision");
  const { id } = await bench.engine.start({ machine: "m", input: large });
  const { status, output } = await bench.engine.describe(id);
  assert.deepEqual([status, output === large], ["SUCCEEDED", true]);
  const { payloadBytes } = await bench.engine.headroom(id);
  assert.ok(payloadBytes.share > 1, "and it says that it could not run on AWS");
});

test("an execution keeps the limits of the revision that it pins", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  await define(bench, "ground");
  bench.deliveries.at(-1)?.reply.succeeded(large);
  await bench.settle();
  const { failure } = await bench.engine.describe(id);
  assert.equal(failure?.error, "States.DataLimitExceeded");
});

test("items, results and variables of the ground's revisions may be as large as its payloads", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const { States } = distributed(pass, { ItemBatcher: { MaxItemsPerBatch: 2 } }) as { States: JsonObject };
  const Keep = { Type: "Pass", Assign: { "all.$": "$" }, Next: "Each" };
  const definition = { StartAt: "Keep", States: { Keep, ...States } };
  const failure = async (limits: "ground" | undefined): Promise<string | undefined> => {
    await define(bench, limits, definition);
    const input = limits === "ground" ? [large, large] : [half, half];
    const { id } = await bench.engine.start({ machine: "m", input });
    const { status, output, failure } = await ended(bench, id);
    if (status === "SUCCEEDED") assert.deepEqual(output, [{ Items: input }]);
    return failure?.error;
  };
  assert.equal(await failure("ground"), undefined);
  assert.equal(
    await failure(undefined),
    "States.DataLimitExceeded",
    "the batch's results are too large for AWS",
  );
});

test("a definition that is too large for AWS runs with the ground's limits", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const definition = { ...only({ Type: "Pass", End: true }), Comment: "x".repeat(1_048_576) };
  await define(bench, undefined, definition);
  await assert.rejects(bench.engine.start({ machine: "m", input: 1 }), { code: "InvalidDefinition" });
  await define(bench, "ground", definition);
  const { id } = await bench.engine.start({ machine: "m", input: 1 });
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
});

test("headroom goes on from where it was asked for last, and stands still at the end", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.advance(9_000);
  const open = await bench.engine.headroom(id);
  assert.deepEqual([open.longestTaskSeconds?.used, open.longestTaskSeconds?.limit], [9, 900]);
  bench.deliveries.at(-1)?.reply.succeeded("x".repeat(1_000));
  await bench.advance(60_000);
  const closed = await bench.engine.headroom(id);
  assert.equal(closed.longestTaskSeconds?.used, 9);
  assert.equal(closed.payloadBytes.used, 1_002);
  assert.equal(closed.events.used, (await bench.events(id)).length);
  const anew = await (await bench.restart()).engine.headroom(id);
  assert.deepEqual(anew, closed);
});
