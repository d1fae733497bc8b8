import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type CommitFault, withFaults } from "@landbridge/store/faults";
import { type Bench, openBench, task } from "../../test/bench.ts";
import { distributed, ended, freshObjects, readJson, until } from "../../test/map-bench.ts";

async function counts(bench: Bench, id: string) {
  const { mapRuns } = await bench.engine.mapRuns(id, { limit: 10 });
  assert.equal(mapRuns.length, 1, "the same map run goes on");
  return mapRuns[0] ?? assert.fail();
}

/** Answers every delivery from `from` on: what is asked for, by its payload. */
async function answerAll(bench: Bench, id: string, from: number, isGood: (item: Json) => boolean) {
  let at = from;
  await until(bench, async () => {
    for (; at < bench.deliveries.length; at += 1) {
      const delivery = bench.deliveries[at];
      const item = delivery?.order.payload ?? null;
      if (isGood(item)) delivery?.reply.succeeded([item]);
      else delivery?.reply.failed({ error: "Boom" });
    }
    return (await bench.engine.describe(id)).status !== "RUNNING";
  });
}

for (const kind of ["STANDARD", "EXPRESS"] as const) {
  test(`the children that failed are redriven with their execution, and no other (${kind})`, async () => {
    const bench = await openBench();
    const definition = distributed(task(), { Label: "L" });
    (
      definition as { States: { Each: { ItemProcessor: { ProcessorConfig: Record<string, Json> } } } }
    ).States.Each.ItemProcessor.ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: kind };
    await bench.define("m", definition);
    const { id } = await bench.engine.start({ machine: "m", input: [1, 2, 3] });
    await answerAll(bench, id, 0, (item) => item !== 2);
    assert.equal((await bench.engine.describe(id)).status, "FAILED");
    const failed = await counts(bench, id);
    assert.equal(failed.redriveCount, 0);
    const redriven = failed.itemCounts.failed + failed.itemCounts.aborted;
    const delivered = bench.deliveries.length;
    await bench.engine.redrive(id);
    await answerAll(bench, id, delivered, () => true);
    const { status, output } = await ended(bench, id);
    assert.deepEqual([status, output], ["SUCCEEDED", [[1], [2], [3]]]);
    assert.equal(bench.deliveries.length - delivered, redriven);
    const after = await counts(bench, id);
    assert.deepEqual([after.status, after.redriveCount], ["SUCCEEDED", 1]);
    assert.equal(after.itemCounts.succeeded, 3);
    assert.equal(after.itemCounts.failed + after.itemCounts.aborted + after.itemCounts.pendingRedrive, 0);
    assert.ok((await bench.types(id)).includes("MapRunRedriven"));
    await bench.close();
  });
}

test("a run whose items could not be read goes on where it stopped, and one that was stopped, too", async () => {
  const bench = await openBench();
  await bench.define("m", distributed(task(), { MaxConcurrency: 1 }));
  const { id } = await bench.engine.start({ machine: "m", input: [1, 2, 3] });
  await until(bench, async () => bench.deliveries.length === 1);
  await bench.engine.stopExecution(id, {});
  await bench.settle();
  await bench.engine.redrive(id);
  await answerAll(bench, id, 1, () => true);
  assert.deepEqual((await ended(bench, id)).output, [[1], [2], [3]]);
  const { executionCounts } = await counts(bench, id);
  assert.deepEqual([executionCounts.total, executionCounts.succeeded], [3, 3]);
  await bench.close();
});

test("whatever commit of a redrive is lost, each child is run once more and counted once", async () => {
  for (let nth = 1; nth < 14; nth += 1) {
    for (const fault of ["lost-before", "lost-after"] as const) {
      let armed = 0;
      const commit = (): CommitFault | undefined => {
        if (armed === 0) return undefined;
        armed -= 1;
        return armed === 0 ? fault : undefined;
      };
      const bench = await openBench({ wrap: (store) => withFaults(store, { commit }) });
      await bench.define("m", distributed(task(), { ToleratedFailureCount: 0 }));
      const { id } = await bench.engine.start({ machine: "m", input: [1, 2] });
      await answerAll(bench, id, 0, () => false);
      const from = bench.deliveries.length;
      armed = nth;
      await bench.engine.redrive(id).catch(async () => {
        await bench.advance(100);
        await bench.engine.redrive(id).catch(() => {});
      });
      await answerAll(bench, id, from, () => true);
      const told = `${fault} commit ${nth}`;
      assert.deepEqual((await ended(bench, id)).output, [[1], [2]], told);
      const { executionCounts } = await counts(bench, id);
      assert.deepEqual([executionCounts.total, executionCounts.succeeded], [2, 2], told);
      await bench.close();
    }
  }
});

const writer: Json = {
  Resource: "arn:aws:states:::s3:putObject",
  Parameters: { Bucket: "bucket", Prefix: "out" },
};

test("what was never started is listed as pending, and a redrive writes beside what is there", async () => {
  const objects = await freshObjects();
  const bench = await openBench({ options: { objects } });
  await bench.define("m", distributed(task(), { MaxConcurrency: 1, ResultWriter: writer }));
  const { id } = await bench.engine.start({ machine: "m", input: [1, 2, 3] });
  await answerAll(bench, id, 0, (item) => item === 1);
  const failed = await counts(bench, id);
  assert.deepEqual([failed.itemCounts.pending, failed.itemCounts.total], [1, 3]);
  const folder = `out/${failed.id}`;
  const first = JSON.stringify(await readJson(objects, `${folder}/manifest.json`));
  assert.deepEqual(await readJson(objects, `${folder}/PENDING_0.json`), [
    { Input: "3", InputDetails: { Included: true }, Status: "PENDING" },
  ]);
  const delivered = bench.deliveries.length;
  await bench.engine.redrive(id);
  await answerAll(bench, id, delivered, () => true);
  const { output } = await ended(bench, id);
  assert.deepEqual(output, {
    MapRunArn: failed.arn,
    ResultWriterDetails: { Bucket: "bucket", Key: `${folder}/Redrive-1/manifest.json` },
  });
  const written = await readJson(objects, `${folder}/Redrive-1/SUCCEEDED_0.json`);
  assert.ok(Array.isArray(written));
  assert.deepEqual(
    written.map((one) => (one as { Input: string }).Input),
    ["2", "3"],
    "what succeeded before is in the earlier file",
  );
  assert.equal(JSON.stringify(await readJson(objects, `${folder}/manifest.json`)), first);
  const manifest = JSON.stringify(await readJson(objects, `${folder}/Redrive-1/manifest.json`));
  for (const key of ["PENDING_0.json", "FAILED_0.json", "SUCCEEDED_0.json", "Redrive-1/SUCCEEDED_0.json"]) {
    assert.ok(manifest.includes(`${folder}/${key}`), key);
  }
  assert.equal((await counts(bench, id)).itemCounts.pending, 0);
  await bench.close();
});
