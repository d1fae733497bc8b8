import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type Json, type Seed } from "@landbridge/model";
import { compiled, machineOf, only, Player } from "../../test/player.ts";
import { listItems, selectMapItem, tasksUnderWay } from "../index.ts";

const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
const ItemProcessor = machineOf({ Inner: { Type: "Pass", End: true } }, { ProcessorConfig });
const distributed = (more: Record<string, Json> = {}): Json => only({ Type: "Map", ItemProcessor, ...more });

const play = (more: Record<string, Json>, input: Json = [1, 2]) =>
  new Player(distributed(more), input).start();

test("a distributed Map is one map run, and its execution's history has only its start and its end", async () => {
  const player = await play({});
  const { ref, plan } = player.mapRuns[0] ?? assert.fail("a map run was asked for");
  assert.deepEqual(plan.source, { kind: "items", items: [1, 2] });
  await player.post({ kind: "MapRunTaken", ref });
  assert.equal(player.state.underWay.size, 0);
  await player.post({ kind: "MapRunSucceeded", ref, output: ["a", "b"] });
  assert.deepEqual(player.state.output, ["a", "b"]);
  assert.deepEqual(
    player.history.map((event) => [event.id, event.previousEventId, event.type]),
    [
      [1, 0, "ExecutionStarted"],
      [2, 0, "MapStateEntered"],
      [3, 2, "MapStateStarted"],
      [4, 3, "MapRunStarted"],
      [5, 4, "MapRunSucceeded"],
      [6, 5, "MapStateSucceeded"],
      [7, 4, "MapStateExited"],
      [8, 7, "ExecutionSucceeded"],
    ],
  );
});

test("a map run is named for its state machine and its label", async () => {
  const player = await play({ Label: "Lines" });
  const arn = player.history[3]?.details?.["mapRunArn"];
  assert.ok(typeof arn === "string");
  assert.match(arn, /^arn:aws:states:us-east-1:000000000000:mapRun:m\/Lines:[\da-f-]{36}$/);
  assert.equal(player.mapRuns[0]?.plan.arn, arn);
});

test("until it is taken it is asked for again after a restart, with the same plan", async () => {
  const player = await play({});
  const again = tasksUnderWay(player.machine, player.state);
  assert.deepEqual(again, player.mapRuns);
});

test("its failure is the state's, may be caught, and a repeated answer is refused", async () => {
  const failure = { error: "States.ItemReaderFailed", cause: "CSV headers cannot contain duplicates." };
  const player = await play({});
  const { ref } = player.mapRuns[0] ?? assert.fail("a map run was asked for");
  await player.post({ kind: "MapRunFailed", ref, failure }, { kind: "MapRunFailed", ref, failure });
  assert.deepEqual(player.state.failure, failure);
  assert.deepEqual(
    player.history.slice(4).map((event) => [event.previousEventId, event.type]),
    [
      [4, "MapRunFailed"],
      [5, "MapStateFailed"],
      [6, "ExecutionFailed"],
    ],
  );
  const Retry = [{ ErrorEquals: ["States.ItemReaderFailed"], IntervalSeconds: 1, MaxAttempts: 1 }];
  const retried = await play({ Retry });
  const first = retried.mapRuns[0] ?? assert.fail("a map run was asked for");
  await retried.post(
    { kind: "MapRunTaken", ref: first.ref },
    { kind: "MapRunFailed", ref: first.ref, failure },
  );
  await retried.wake();
  assert.notEqual(retried.mapRuns[1]?.plan.arn, first.plan.arn);
  assert.deepEqual(
    await retried.post({ kind: "MapRunSucceeded", ref: first.ref, output: [] }).then((one) => one.isOver),
    false,
  );
});

test("a stop calls the map run off", async () => {
  const player = await play({});
  await player.post({ kind: "Stop", failure: {} });
  assert.deepEqual(player.cancelled, [player.mapRuns[0]?.ref]);
});

test("a reader, a batcher and a writer are evaluated once, when the map run starts", async () => {
  const player = await play(
    {
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItemsPath: "$.n" },
        Parameters: { "Bucket.$": "$.b", Key: "k" },
      },
      ItemBatcher: { MaxItemsPerBatchPath: "$.n", MaxInputBytesPerBatch: 10, BatchInput: { "at.$": "$.b" } },
      ResultWriter: {
        Resource: "arn:aws:states:::s3:putObject",
        Parameters: { "Bucket.$": "$.b", Prefix: "p" },
      },
      ItemsPath: "$.no.such.path",
      MaxConcurrencyPath: "$.n",
    },
    { b: "bucket", n: 3 },
  );
  const { arn: _arn, ...plan } = player.mapRuns[0]?.plan ?? assert.fail("a map run was asked for");
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), {
    block: "",
    state: "S",
    source: {
      kind: "reader",
      parameters: { Bucket: "bucket", Key: "k" },
      maxItems: 3,
      resource: "object",
      format: { type: "CSV", delimiter: "COMMA" },
    },
    maxConcurrency: 3,
    batch: { maxItems: 3, maxBytes: 10, input: { at: "bucket" } },
    writer: { transformation: "NONE", outputType: "JSON", place: { Bucket: "bucket", Prefix: "p" } },
  });
  assert.equal(player.history[2]?.details?.["length"], 0);
});

test("a path that finds no number fails the state in AWS's words, before there is a map run", async () => {
  const ItemReader = {
    Resource: "arn:aws:states:::s3:getObject",
    ReaderConfig: { InputType: "JSON", MaxItemsPath: "$.MaxItems" },
    Parameters: { Bucket: "b", Key: "k" },
  };
  const player = await play({ ItemReader }, { MaxItems: 1.5 });
  assert.equal(
    player.state.failure?.cause,
    `An error occurred while executing the state 'S' (entered at the event id #2). The MaxItemsPath field refers to value "1.5" which is not a valid integer: $.MaxItems`,
  );
  assert.deepEqual(player.types.slice(2), ["MapStateStarted", "ExecutionFailed"]);
  const causes = await Promise.all(
    [-1, "many", 1.5].map(async (n) => {
      const { state } = await play(
        { ItemsPath: "$.items", ToleratedFailureCountPath: "$.n" },
        { items: [1], n },
      );
      return state.failure?.cause?.split("). ")[1];
    }),
  );
  const invalid = (value: string): string =>
    `The ToleratedFailureCountPath field refers to value "${value}" which is not a valid integer: $.n`;
  assert.deepEqual(causes, ["ToleratedFailureCount cannot be negative.", invalid("many"), invalid("1.5")]);
});

test("an item is selected with its place in the context object, and alike each time", async () => {
  const ItemSelector = {
    "x.$": "$$.Map.Item.Value",
    "i.$": "$$.Map.Item.Index",
    "b.$": "$.b",
    "u.$": "States.UUID()",
  };
  const player = await play({ ItemsPath: "$.items", ItemSelector }, { items: [1], b: 2 });
  const plan = player.mapRuns[0]?.plan ?? assert.fail("a map run was asked for");
  const state = compiled(distributed({ ItemsPath: "$.items", ItemSelector }))
    .blocks.get("")
    ?.states.get("S");
  assert.ok(state?.type === "Map");
  const seed: Seed = [1, 2, 3, 4];
  const select = () => selectMapItem(state, plan, { value: "item" }, { index: 7, now: epochMs(0), seed });
  const { u, ...rest } = (await select()) as { u: string };
  assert.deepEqual(rest, { x: "item", i: 7, b: 2 });
  assert.deepEqual(await select(), { ...rest, u });
});

test("an object's members are items, with their keys in the context object", async () => {
  const members = { b: 1, a: { x: 2 } };
  const player = await play({ ItemsPath: "$.m" }, { m: members });
  assert.deepEqual(player.mapRuns[0]?.plan.source, { kind: "items", items: members });
  assert.equal(player.history[2]?.details?.["length"], 2);
  const chosen = async (more: Record<string, Json>): Promise<readonly Json[]> => {
    const { plan } = (await play(more, members)).mapRuns[0] ?? assert.fail("a map run was asked for");
    const state = compiled(distributed(more)).blocks.get("")?.states.get("S");
    assert.ok(state?.type === "Map");
    const seed: Seed = [1, 2, 3, 4];
    return Promise.all(
      listItems(members).map(async (item, index) =>
        selectMapItem(state, plan, item, { index, now: epochMs(0), seed }),
      ),
    );
  };
  assert.deepEqual(await chosen({}), [
    { Key: "b", Value: 1 },
    { Key: "a", Value: { x: 2 } },
  ]);
  const ItemSelector = {
    "k.$": "$$.Map.Item.Key",
    "v.$": "$$.Map.Item.Value",
    "i.$": "$$.Map.Item.Index",
    "all.$": "$",
  };
  assert.deepEqual(await chosen({ ItemSelector }), [
    { k: "b", v: 1, i: 0, all: members },
    { k: "a", v: { x: 2 }, i: 1, all: members },
  ]);
  assert.deepEqual(
    await chosen({
      QueryLanguage: "JSONata",
      ItemSelector: { k: "{% $states.context.Map.Item.Key %}", v: "{% $states.context.Map.Item.Value %}" },
    }),
    [
      { k: "b", v: 1 },
      { k: "a", v: { x: 2 } },
    ],
  );
});

test("Items in JSONata may give an object, computed or written out, but no scalar", async () => {
  const sourceOf = async (Items: Json) =>
    (await play({ QueryLanguage: "JSONata", Items }, { m: { a: 1 } })).mapRuns[0]?.plan.source;
  const items = { kind: "items", items: { a: 1 } };
  assert.deepEqual(await sourceOf("{% $states.input.m %}"), items);
  assert.deepEqual(await sourceOf({ a: "{% $states.input.m.a %}" }), items);
  const { state } = await play({ QueryLanguage: "JSONata", Items: "{% 7 %}" });
  assert.match(state.failure?.cause ?? "", /Expected 'array', but was 'number' for value: 7$/);
});

test("in JSONPath items that are none are told in AWS's words", async () => {
  const inline = machineOf({ Inner: { Type: "Pass", End: true } });
  const causeOf = async (more: Record<string, Json>, input: Json): Promise<string | undefined> =>
    (await play(more, input)).state.failure?.cause?.split("). ")[1];
  assert.equal(await causeOf({ ItemsPath: "$.m" }, { m: 7 }), 'Reference path "$.m" must point to array.');
  const ItemProcessor = inline;
  assert.equal(await causeOf({ ItemProcessor }, { a: 1 }), 'Reference path "$" must point to array.');
  assert.equal(
    await causeOf({ ItemProcessor, ItemsPath: "$$.Execution.Input" }, { a: 1 }),
    'Reference path "$.Execution.Input" must point to array.',
  );
});
