import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import type { ObjectStore } from "@landbridge/objects";
import { type CommitFault, withFaults } from "@landbridge/store/faults";
import { type Bench, type BenchParts, only, openBench, task } from "../../test/bench.ts";
import { csvReader, distributed, ended, freshObjects, pass, readJson, until } from "../../test/map-bench.ts";
import { executionArn } from "../arns.ts";

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;

async function run(
  definition: object,
  input: Json,
  parts: BenchParts = {},
): Promise<{ bench: Bench; id: string }> {
  const bench = await openBench(parts);
  await bench.define("m", definition);
  const { id } = await bench.engine.start({ machine: "m", input });
  return { bench, id };
}

async function mapRunOf(bench: Bench, id: string) {
  const { mapRuns } = await bench.engine.mapRuns(id, { limit: 10 });
  return mapRuns[0] ?? assert.fail("there is a map run");
}

test("items become executions of their own, and their outputs the Map's, in the order of the items", async () => {
  const { bench, id } = await run(distributed(pass, { Label: "Lines" }), ["a", "b", "c"]);
  assert.deepEqual((await ended(bench, id)).output, ["a", "b", "c"]);
  const { arn, executionCounts, itemCounts, ...rest } = await mapRunOf(bench, id);
  assert.match(arn, /^arn:aws:states:us-east-1:000000000000:mapRun:m\/Lines:[\da-f-]{36}$/);
  const counts = {
    succeeded: 3,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    pending: 0,
    running: 0,
    resultsWritten: 3,
    total: 3,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
  assert.deepEqual(executionCounts, counts);
  assert.deepEqual(itemCounts, counts);
  assert.equal(rest.executionArn, executionArn(home, "m", id));
  assert.equal(rest.machineArn, "arn:aws:states:us-east-1:000000000000:stateMachine:m/Lines");
  assert.deepEqual(await bench.engine.describeMapRun(arn), await mapRunOf(bench, id));
  assert.deepEqual(await bench.engine.describeMapRun(rest.id), await mapRunOf(bench, id));
  const children = await bench.engine.list({ machine: arn.split(":mapRun:")[1] ?? "", limit: 10 });
  assert.equal(children.executions.length, 3);
  const [child] = children.executions;
  assert.match(child?.arn ?? "", /^arn:aws:states:us-east-1:000000000000:execution:m\/Lines:[\da-f-]{36}$/);
  assert.equal((await bench.engine.describe(child?.arn ?? "")).status, "SUCCEEDED");
  assert.equal((await bench.engine.list({ machine: "m", limit: 10 })).executions.length, 1);
  assert.deepEqual(await bench.types(child?.id ?? ""), [
    "ExecutionStarted",
    "PassStateEntered",
    "PassStateExited",
    "ExecutionSucceeded",
  ]);
  await bench.close();
});

test("no items are no executions, and an empty result", async () => {
  const { bench, id } = await run(distributed(pass), []);
  assert.deepEqual((await ended(bench, id)).output, []);
  await bench.close();
});

test("no more children run at once than the definition allows", async () => {
  const { bench, id } = await run(distributed(task(), { MaxConcurrency: 2 }), [0, 1, 2, 3, 4]);
  for (let done = 0; done < 5; done += 1) {
    await until(bench, async () => bench.deliveries.length > done);
    assert.ok(bench.deliveries.length - done <= 2, `${bench.deliveries.length} under way`);
    bench.deliveries[done]?.reply.succeeded(done);
    await bench.settle();
  }
  assert.deepEqual((await ended(bench, id)).output, [0, 1, 2, 3, 4]);
  await bench.close();
});

const boom = {
  Type: "Choice",
  Choices: [{ Variable: "$", NumericGreaterThan: 1, Next: "Bad" }],
  Default: "Good",
} as const;

function failingPastOne(more: Record<string, Json>): object {
  const States = { Look: boom, Good: { Type: "Succeed" }, Bad: { Type: "Fail", Error: "Boom" } };
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Look",
    States,
  };
  return { StartAt: "Each", States: { Each: { Type: "Map", End: true, ItemProcessor, ...more } } };
}

test("failures up to a threshold are told in the result; past it the run fails", async () => {
  for (const [more, isKept] of [
    [{}, false],
    [{ ToleratedFailureCount: 2 }, true],
    [{ ToleratedFailureCount: 1 }, false],
    [{ ToleratedFailurePercentage: 50 }, true],
    [{ ToleratedFailurePercentage: 49 }, false],
    [{ ToleratedFailureCount: 3, ToleratedFailurePercentage: 49 }, false],
    [{ ToleratedFailureCount: 0, ToleratedFailurePercentage: 50 }, true],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 0 }, true],
    [{ ToleratedFailureCount: 0 }, false],
  ] as const) {
    const { bench, id } = await run(failingPastOne(more), [0, 1, 2, 3]);
    const { status, output, failure } = await ended(bench, id);
    const told = JSON.stringify(more);
    assert.equal(status, isKept ? "SUCCEEDED" : "FAILED", told);
    const boomed = { Status: "FAILED", Error: "Boom" };
    if (isKept) assert.deepEqual(output, [0, 1, boomed, boomed]);
    else assert.equal(failure?.error, "States.ExceedToleratedFailureThreshold", told);
    assert.equal((await mapRunOf(bench, id)).status, status);
    const types = await bench.types(id);
    assert.deepEqual(
      types.slice(3, 5),
      isKept ? ["MapRunStarted", "MapRunSucceeded"] : ["MapRunStarted", "MapRunFailed"],
    );
    await bench.close();
  }
});

test("when the run fails the children that run are stopped, and counted", async () => {
  const { bench, id } = await run(distributed(task()), [0, 1, 2]);
  await until(bench, async () => bench.deliveries.length === 3);
  bench.deliveries[1]?.reply.failed({ error: "Boom" });
  assert.equal((await ended(bench, id)).status, "FAILED");
  const { executionCounts } = await mapRunOf(bench, id);
  assert.deepEqual([executionCounts.failed, executionCounts.aborted, executionCounts.running], [1, 2, 0]);
  assert.equal(bench.cancelled.length, 2);
  await bench.close();
});

test("a stopped parent stops its map run, though the process dies before the run hears of it", async () => {
  for (const isKilled of [false, true]) {
    const { bench: first, id } = await run(distributed(task()), [0, 1, 2]);
    await until(first, async () => first.deliveries.length === 3);
    const stopped = first.engine.stopExecution(id, {});
    if (!isKilled) await stopped;
    else await stopped.catch(() => {});
    const bench = isKilled ? await first.restart() : first;
    await until(bench, async () => (await mapRunOf(bench, id)).status === "ABORTED");
    const { executionCounts } = await mapRunOf(bench, id);
    assert.deepEqual([executionCounts.aborted, executionCounts.running], [3, 0]);
    await bench.close();
  }
});

test("children under way outlive a restart, and are told of once", async () => {
  const { bench: first, id } = await run(distributed(task(), { MaxConcurrency: 2 }), [0, 1, 2, 3]);
  await until(first, async () => first.deliveries.length === 2);
  first.deliveries[0]?.reply.succeeded("zero");
  await until(first, async () => first.deliveries.length === 3);
  const bench = await first.restart();
  await until(bench, async () => bench.deliveries.length === 2);
  for (let done = 0; done < 3; done += 1) {
    await until(bench, async () => bench.deliveries.length > done);
    bench.deliveries[done]?.reply.succeeded(bench.deliveries[done]?.order.payload ?? null);
  }
  const { output } = await ended(bench, id);
  assert.deepEqual(output, ["zero", 1, 2, 3]);
  await bench.close();
});

const items = Array.from({ length: 7 }, (_, index) => index);

for (const fault of ["rejected", "lost-before", "lost-after"] as const) {
  test(`whichever commit fails (${fault}), no item is lost and none is run twice`, async () => {
    for (let at = 0; at < 40; at += 1) {
      if (!(await survives({ fault, at, isKilled: false }))) return;
    }
  });
}

test("whichever commit the process dies after, no item is lost and none is run twice", async () => {
  for (let at = 0; at < 60; at += 1) {
    const isLast = !(await survives({ fault: "lost-after", at, isKilled: true }));
    if (isLast) return assert.ok(at >= 10, `only ${at} commits were tried`);
  }
});

/** `false`: there is no such commit any more. */
async function survives(plan: { fault: CommitFault; at: number; isKilled: boolean }): Promise<boolean> {
  let commits = -1;
  let isArmed = false;
  let isHit = false;
  let bench = await openBench({
    wrap: (store) =>
      withFaults(store, {
        commit: () => {
          if (!isArmed) return undefined;
          commits += 1;
          if (isHit && plan.isKilled && isArmed) return "lost-before";
          if (commits !== plan.at) return undefined;
          isHit = true;
          return plan.fault;
        },
      }),
  });
  await bench.define("m", distributed(pass, { MaxConcurrency: 3, ItemBatcher: { MaxItemsPerBatch: 2 } }));
  const { id } = await bench.engine.start({ machine: "m", input: items });
  isArmed = true;
  await until(bench, async () => isHit || (await bench.engine.describe(id)).status !== "RUNNING");
  if (plan.isKilled && isHit) {
    isArmed = false;
    bench = await bench.restart();
  }
  const told = `${plan.fault} at commit ${plan.at}`;
  const { status, output } = await ended(bench, id);
  assert.equal(status, "SUCCEEDED", told);
  assert.deepEqual(
    (output as { Items: number[] }[]).flatMap((batch) => batch.Items),
    items,
    told,
  );
  const { arn, executionCounts, itemCounts } = await mapRunOf(bench, id);
  assert.deepEqual(
    [executionCounts.total, executionCounts.succeeded, executionCounts.running],
    [4, 4, 0],
    told,
  );
  assert.deepEqual([itemCounts.total, itemCounts.succeeded], [7, 7], told);
  const children = await bench.engine.list({ machine: arn.split(":mapRun:")[1] ?? "", limit: 100 });
  assert.equal(children.executions.length, 4, told);
  assert.equal((await bench.types(id)).filter((type) => type === "MapRunSucceeded").length, 1, told);
  const untold = await bench.store.list("executions", {
    orderBy: "wakeAt",
    direction: "ascending",
    limit: 10,
  });
  assert.equal(untold.rows.length, 0, told);
  await bench.close();
  return isHit;
}

test("a selector sees the item and its place, and batches keep to their limits", async () => {
  const { bench, id } = await run(
    distributed(pass, {
      ItemsPath: "$.items",
      ItemSelector: { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "n.$": "$.n" },
      ItemBatcher: { MaxInputBytesPerBatch: 90, BatchInput: { "all.$": "$.n" } },
    }),
    { items: ["a", "b", "c", "d", "e"], n: 9 },
  );
  const output = (await ended(bench, id)).output as { BatchInput: Json; Items: Json[] }[];
  assert.deepEqual(
    output.flatMap((batch) => batch.Items),
    ["a", "b", "c", "d", "e"].map((v, i) => ({ i, v, n: 9 })),
  );
  assert.ok(output.length > 1);
  for (const batch of output) {
    assert.deepEqual(batch.BatchInput, { all: 9 });
    assert.ok(JSON.stringify(batch).length <= 90, JSON.stringify(batch));
  }
  await bench.close();
});

test("an object's members become executions of their own, alone or in batches", async () => {
  const members = { a: 1, b: { x: 2 }, c: null };
  const pairs = Object.entries(members).map(([Key, Value]) => ({ Key, Value }));
  const { bench, id } = await run(distributed(pass), members);
  assert.deepEqual((await ended(bench, id)).output, pairs);
  assert.equal((await mapRunOf(bench, id)).itemCounts.succeeded, 3);
  await bench.close();
  const batched = await run(distributed(pass, { ItemBatcher: { MaxItemsPerBatch: 2 } }), members);
  assert.deepEqual((await ended(batched.bench, batched.id)).output, [
    { Items: pairs.slice(0, 2) },
    { Items: pairs.slice(2) },
  ]);
  await batched.bench.close();
});

test("a map run may be in a child of a map run", async () => {
  const { Each } = (distributed(pass) as { States: Record<string, Record<string, Json>> }).States;
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Outer",
    States: { Outer: Each ?? {} },
  };
  const definition = {
    StartAt: "All",
    States: { All: { Type: "Map", End: true, Label: "Outer", ItemProcessor } },
  };
  const { bench, id } = await run(definition, [[1, 2], [3]]);
  assert.deepEqual((await ended(bench, id)).output, [[1, 2], [3]]);
  await bench.close();
});

test("rows are read from the object store; what is wrong with them is the Map's failure, in AWS's words", async () => {
  const objects = await freshObjects({ "items.csv": "a,b\n1,2\n3,4\n" });
  const { bench, id } = await run(distributed(pass, { ItemReader: csvReader }), {}, { options: { objects } });
  assert.deepEqual((await ended(bench, id)).output, [
    { a: "1", b: "2" },
    { a: "3", b: "4" },
  ]);
  await objects.put({ bucket: "bucket", key: "items.csv" }, Buffer.from("a,a\n1,2"));
  const twice = await bench.engine.start({ machine: "m", input: {} });
  assert.deepEqual((await ended(bench, twice.id)).failure, {
    error: "States.ItemReaderFailed",
    cause: "CSV headers cannot contain duplicates.",
  });
  await objects.delete({ bucket: "bucket", key: "items.csv" });
  const gone = await bench.engine.start({ machine: "m", input: {} });
  assert.match((await ended(bench, gone.id)).failure?.cause ?? "", /^The specified key does not exist\./);
  await bench.close();
  const without = await run(distributed(pass, { ItemReader: csvReader }), {});
  assert.equal((await ended(without.bench, without.id)).failure?.error, "States.ItemReaderFailed");
  await without.bench.close();
});

/** In pieces, and nothing any more past so many bytes until it is let go on. */
async function* slowly(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
  goOn: Promise<void>,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += 1_000) {
      if (given >= bytesMax) await goOn;
      yield chunk.subarray(at, at + 1_000);
      given += 1_000;
    }
  }
}

test("after a restart in the middle of a long file reading goes on there, and every row is run once", async () => {
  const rows = 1_500;
  const objects = await freshObjects({
    "items.csv": `id\n${Array.from({ length: rows }, (_, i) => i).join("\n")}\n`,
  });
  const opened: number[] = [];
  let goOn: () => void = () => {};
  const isOver = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow: ObjectStore = {
    ...objects,
    async get(address, options) {
      opened.push(options?.fromByte ?? 0);
      const object = await objects.get(address, options);
      return {
        ...object,
        body: slowly(object.body, opened.length === 1 ? 4_000 : Number.POSITIVE_INFINITY, isOver),
      };
    },
  };
  const writer = {
    Resource: "arn:aws:states:::s3:putObject",
    Parameters: { Bucket: "bucket", Prefix: "out" },
  };
  const definition = distributed(pass, { ItemReader: csvReader, ResultWriter: writer, MaxConcurrency: 50 });
  const { bench: first, id } = await run(definition, {}, { options: { objects: slow } });
  await until(first, async () => (await mapRunOf(first, id)).executionCounts.succeeded > 300);
  const bench = await first.restart();
  const { status, output } = await ended(bench, id);
  assert.equal(status, "SUCCEEDED");
  assert.equal(opened.length, 2);
  assert.ok((opened[1] ?? 0) > 1_000, `it went on at byte ${opened[1]}`);
  const { Key } = (output as { ResultWriterDetails: { Key: string } }).ResultWriterDetails;
  const results = (await readJson(objects, Key.replace("manifest.json", "SUCCEEDED_0.json"))) as {
    Input: string;
  }[];
  assert.deepEqual(
    results.map((one) => (JSON.parse(one.Input) as { id: string }).id),
    Array.from({ length: rows }, (_, i) => String(i)),
  );
  assert.equal((await mapRunOf(bench, id)).executionCounts.succeeded, rows);
  // The first life's reader closes its file.
  goOn();
  await bench.settle();
  await bench.close();
});

test("results are written as AWS writes them, and the Map's output says where", async () => {
  const objects = await freshObjects();
  const writer = {
    Resource: "arn:aws:states:::s3:putObject",
    Parameters: { Bucket: "bucket", Prefix: "jobs" },
  };
  const definition = failingPastOne({ ResultWriter: writer, ToleratedFailureCount: 5, Label: "L" });
  const { bench, id } = await run(definition, [1, 2], { options: { objects } });
  const { output } = await ended(bench, id);
  const { arn } = await mapRunOf(bench, id);
  const folder = `jobs/${arn.split(":").at(-1)}`;
  assert.deepEqual(output, {
    MapRunArn: arn,
    ResultWriterDetails: { Bucket: "bucket", Key: `${folder}/manifest.json` },
  });
  const manifest = (await readJson(objects, `${folder}/manifest.json`)) as Record<string, Json>;
  const listed = (await objects.list({ bucket: "bucket" })).objects.map(({ key, sizeBytes }) => ({
    Key: key,
    Size: sizeBytes,
  }));
  assert.deepEqual(manifest, {
    DestinationBucket: "bucket",
    MapRunArn: arn,
    ResultFiles: { FAILED: [listed[0]], PENDING: [], SUCCEEDED: [listed[1]] },
  });
  const [good] = (await readJson(objects, `${folder}/SUCCEEDED_0.json`)) as Record<string, Json>[];
  assert.deepEqual(
    [good?.["Input"], good?.["Output"], good?.["Status"], good?.["RedriveStatus"]],
    ["1", "1", "SUCCEEDED", "NOT_REDRIVABLE"],
  );
  const [bad] = (await readJson(objects, `${folder}/FAILED_0.json`)) as Record<string, Json>[];
  assert.deepEqual([bad?.["Input"], bad?.["Error"], bad?.["Status"]], ["2", "Boom", "FAILED"]);
  await bench.close();
});

test("a list of all executions leaves the children of map runs out, whatever the size of its pages", async () => {
  const { bench, id } = await run(distributed(pass), [1, 2, 3, 4, 5, 6, 7]);
  await ended(bench, id);
  await bench.define("n", only({ ...pass, End: true }));
  const others = [];
  for (let i = 0; i < 3; i += 1) {
    await bench.advance(1_000);
    others.unshift((await bench.engine.start({ machine: "n", input: i })).id);
    if (i === 1) await ended(bench, (await bench.engine.start({ machine: "m", input: [1, 2] })).id);
  }
  const inPages = async (limit: number): Promise<readonly string[]> => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await bench.engine.list({ limit, ...(after !== undefined && { after }) });
      assert.ok(page.executions.length <= limit);
      found.push(...page.executions.map((execution) => execution.id));
      after = page.next;
    } while (after !== undefined);
    return found;
  };
  const all = await inPages(100);
  assert.equal(all.length, 5);
  assert.equal(new Set([...all, ...others, id]).size, 5, "each once, and no child");
  for (const limit of [1, 2, 3]) assert.deepEqual(await inPages(limit), all, `in pages of ${limit}`);
  await bench.close();
});

test("children may be Express executions, and are found by their ARNs", async () => {
  const States = { P: { Type: "Pass", End: true } };
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
    StartAt: "P",
    States,
  };
  const Each = { Type: "Map", Label: "L", End: true, ItemProcessor };
  const { bench, id } = await run({ StartAt: "Each", States: { Each } }, ["x"]);
  assert.deepEqual((await ended(bench, id)).output, ["x"]);
  const { arn } = await mapRunOf(bench, id);
  const [child] = (await bench.engine.list({ machine: arn.split(":mapRun:")[1] ?? "", limit: 10 }))
    .executions;
  assert.match(child?.arn ?? "", /^arn:aws:states:us-east-1:000000000000:express:m\/L:([\da-f-]{36}):\1$/);
  const described = await bench.engine.describe(child?.arn ?? "");
  assert.deepEqual([described.status, described.output, described.machineName], ["SUCCEEDED", "x", "m/L"]);
  assert.match(await bench.engine.definition(described.machineName, described.revision), /"EXPRESS"/);
  await bench.close();
});

test("in JSONata a reader, a batcher and a selector hold expressions", async () => {
  const objects = await freshObjects({ "in/data.json": '{"rows":[{"n":1},{"n":2},{"n":3},{"n":4}]}' });
  const Each = {
    Type: "Map",
    End: true,
    ItemReader: {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "JSON", ItemsPointer: "/rows", MaxItems: "{% $states.input.most %}" },
      Arguments: { Bucket: "{% $states.input.bucket %}", Key: "in/data.json" },
    },
    ItemSelector: {
      twice: "{% $states.context.Map.Item.Value.n * 2 %}",
      at: "{% $states.context.Map.Item.Index %}",
    },
    ItemBatcher: {
      MaxItemsPerBatch: "{% $states.input.most - 1 %}",
      BatchInput: { b: "{% $states.input.bucket %}" },
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "P",
      States: { P: { Type: "Pass", End: true } },
    },
  };
  const definition = { QueryLanguage: "JSONata", StartAt: "Each", States: { Each } };
  const { bench, id } = await run(definition, { bucket: "bucket", most: 3 }, { options: { objects } });
  assert.deepEqual((await ended(bench, id)).output, [
    {
      BatchInput: { b: "bucket" },
      Items: [
        { twice: 2, at: 0 },
        { twice: 4, at: 1 },
      ],
    },
    { BatchInput: { b: "bucket" }, Items: [{ twice: 6, at: 2 }] },
  ]);
  await bench.close();
});

test("a selector that finds nothing fails the Map with what it looked for", async () => {
  const { bench, id } = await run(distributed(pass, { ItemSelector: { "x.$": "$$.Map.Item.Value.none" } }), [
    {},
  ]);
  const { failure } = await ended(bench, id);
  assert.equal(failure?.error, "States.Runtime");
  assert.match(failure?.cause ?? "", /none/);
  await bench.close();
});

test("a writer's transformation shapes what is handed on or written", async () => {
  const objects = await freshObjects();
  const flat = await run(
    distributed(pass, { ResultWriter: { WriterConfig: { Transformation: "FLATTEN" } } }),
    [[1, 2], 3],
  );
  assert.deepEqual((await ended(flat.bench, flat.id)).output, [1, 2, 3]);
  await flat.bench.close();
  const ResultWriter = {
    Resource: "arn:aws:states:::s3:putObject",
    Parameters: { Bucket: "bucket" },
    WriterConfig: { Transformation: "COMPACT", OutputType: "JSONL" },
  };
  const { bench, id } = await run(distributed(pass, { ResultWriter }), ["x", { y: 1 }], {
    options: { objects },
  });
  await ended(bench, id);
  const [file] = (await objects.list({ bucket: "bucket" })).objects.filter(({ key }) =>
    key.endsWith(".jsonl"),
  );
  const { body } = await objects.get({ bucket: "bucket", key: file?.key ?? "" });
  assert.equal(Buffer.concat(await Array.fromAsync(body)).toString(), '"x"\n{"y":1}\n');
  await bench.close();
});

test("a writer whose bucket is not there fails the Map in the writer's name", async () => {
  const objects = await freshObjects();
  const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "nowhere" } };
  const { bench, id } = await run(distributed(pass, { ResultWriter }), [1], { options: { objects } });
  const { failure } = await ended(bench, id);
  assert.equal(failure?.error, "States.ResultWriterFailed");
  assert.match(failure?.cause ?? "", /The specified bucket does not exist/);
  await bench.close();
});

test("results that are too large for a state fail it instead of filling the memory", async () => {
  const { bench, id } = await run(distributed({ Type: "Pass", Result: "x".repeat(100_000) }), [1, 2, 3]);
  assert.equal((await ended(bench, id)).failure?.error, "States.DataLimitExceeded");
  await bench.close();
});

test("an ARN that is no map run's is refused by name", async () => {
  const bench = await openBench();
  const arn = "arn:aws:states:us-east-1:000000000000:mapRun:m/L:00000000-0000-7000-8000-000000000000";
  for (const text of [arn, "", "x"]) {
    await assert.rejects(bench.engine.describeMapRun(text), { code: "ResourceNotFound" });
  }
  await bench.close();
});

test("ItemSelector sees where an item comes from", async () => {
  const objects = await freshObjects({ "items.csv": "a\n1\n" });
  const ItemSelector = { "from.$": "$$.Map.Item.Source" };
  const listing: Json = {
    Resource: "arn:aws:states:::s3:listObjectsV2",
    Parameters: { Bucket: "bucket" },
  };
  const flattened: Json = {
    ...listing,
    ReaderConfig: { Transformation: "LOAD_AND_FLATTEN", InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
  };
  for (const [ItemReader, from] of [
    [undefined, "STATE_DATA"],
    [csvReader, "S3://bucket/items.csv"],
    [listing, "S3://bucket"],
    [flattened, "S3://bucket/items.csv"],
  ] as const) {
    const more = { ItemSelector, ...(ItemReader !== undefined && { ItemReader }) };
    const { bench, id } = await run(distributed(pass, more), [1], { options: { objects } });
    assert.deepEqual((await ended(bench, id)).output, [{ from }]);
    await bench.close();
  }
});

test("an inventory needs no input type beside its manifest's", async () => {
  const ItemReader = {
    Resource: "arn:aws:states:::s3:getObject",
    ReaderConfig: { ManifestType: "S3_INVENTORY" },
    Parameters: { Bucket: "bucket", Key: "manifest.json" },
  };
  const manifest = {
    fileFormat: "CSV",
    destinationBucket: "arn:aws:s3:::bucket",
    fileSchema: "Bucket, Key",
    files: [],
  };
  const objects = await freshObjects({ "manifest.json": JSON.stringify(manifest) });
  const { bench, id } = await run(distributed(pass, { ItemReader }), [], { options: { objects } });
  assert.deepEqual((await ended(bench, id)).output, []);
  await bench.close();
});
