import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type Json, type LandbridgeError } from "@landbridge/model";
import type { TestStateFacts, TestStateOutcome, TestStateRequest, TestStateResult } from "./request.ts";
import { testState } from "./test-state.ts";

type Test = Partial<Omit<TestStateRequest, "definition" | "input" | "context" | "variables">> & {
  readonly state?: Json;
  readonly machine?: Json;
  readonly input?: Json;
  /** In the place of `input`, as it is sent. */
  readonly inputText?: string;
  readonly context?: Json;
  readonly variables?: Json;
};

const roleArn = "arn:aws:iam::123456789012:role/test";

function run(given: Test, outcome?: TestStateOutcome, waited: number[] = []): Promise<TestStateResult> {
  const { state, machine, input, inputText, context, variables, ...rest } = given;
  const facts: TestStateFacts = {
    now: epochMs(Date.UTC(2026, 0, 1)),
    seed: [1, 2, 3, 4],
    home: { partition: "aws", region: "eu-central-1", account: "123456789012" },
    invoke: () =>
      outcome === undefined ? Promise.reject(new Error("nothing is called")) : Promise.resolve(outcome),
    waitUntil: (instant) => Promise.resolve(void waited.push(instant)),
  };
  const text = (value: Json | undefined): string | undefined =>
    value === undefined ? undefined : JSON.stringify(value);
  return testState(
    {
      ...rest,
      definition: JSON.stringify(machine ?? state),
      input: inputText ?? text(input),
      context: text(context),
      variables: text(variables),
    },
    facts,
  );
}

async function refusal(given: Test): Promise<string> {
  const error = await run(given).then(
    () => assert.fail("it is refused"),
    (thrown: LandbridgeError) => thrown,
  );
  return `${error.code}: ${error.message}`;
}

/** With its texts of JSON read. */
function shown({ output, inspectionData, ...rest }: TestStateResult): Record<string, unknown> {
  const stages = Object.entries(inspectionData ?? {}).map(([stage, value]): [string, unknown] => [
    stage,
    typeof value === "string" ? JSON.parse(value) : value,
  ]);
  return {
    ...rest,
    ...(output !== undefined && { output: JSON.parse(output) }),
    ...(inspectionData !== undefined && { inspectionData: Object.fromEntries(stages) }),
  };
}

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true } as const;
const arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

test("a Task shows each stage of its data flow", async () => {
  const state = {
    ...task,
    InputPath: "$.order",
    Parameters: { "id.$": "$.id" },
    ResultSelector: { "ok.$": "$.Payload" },
    ResultPath: "$.answer",
    OutputPath: "$.answer",
    Next: "Then",
    End: undefined,
  } as unknown as Json;
  const input = { order: { id: 7 } };
  const result = await run({
    state,
    input,
    inspectionLevel: "DEBUG",
    mock: { result: '{"Payload": "yes"}' },
  });
  assert.deepEqual(shown(result), {
    status: "SUCCEEDED",
    nextState: "Then",
    output: { ok: "yes" },
    inspectionData: {
      input,
      afterInputPath: { id: 7 },
      afterParameters: { id: 7 },
      result: { Payload: "yes" },
      afterResultSelector: { ok: "yes" },
      afterResultPath: { ...input, answer: { ok: "yes" } },
    },
  });
});

test("a Task without a mock is really called, and needs a role for that", async () => {
  const state = { Type: "Task", Resource: arn, End: true };
  const outcome = { kind: "succeeded", output: [1], trace: { request: "GET /" } } as const;
  const result = await run({ state, roleArn, inspectionLevel: "TRACE" }, outcome);
  assert.equal(result.output, "[1]");
  assert.equal(result.inspectionData?.request, "GET /");
  const untraced = await run({ state, roleArn, inspectionLevel: "DEBUG" }, outcome);
  assert.equal(untraced.inspectionData?.request, undefined);
  assert.equal(
    await refusal({ state }),
    "ValidationException: RoleArn must be specified when testing a Task state",
  );
});

test("an error is tried again, then caught, then the state's own", async () => {
  const state = {
    ...task,
    Retry: [
      { ErrorEquals: ["Other"] },
      { ErrorEquals: ["E"], MaxAttempts: 2, IntervalSeconds: 3, BackoffRate: 2 },
    ],
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Rescue" }],
  };
  const mock = { errorOutput: { error: "E", cause: "C" } };
  const tried = (count: number): Promise<TestStateResult> =>
    run({ state, mock, inspectionLevel: "DEBUG", stateConfiguration: { retrierRetryCount: count } });
  const again = await tried(1);
  assert.equal(again.status, "RETRIABLE");
  assert.deepEqual(again.inspectionData?.errorDetails, { retryIndex: 1, retryBackoffIntervalSeconds: 6 });
  const caught = await tried(2);
  assert.deepEqual(
    [caught.status, caught.nextState, caught.output, caught.inspectionData?.errorDetails],
    ["CAUGHT_ERROR", "Rescue", '{"error":{"Error":"E","Cause":"C"}}', { catchIndex: 0 }],
  );
  const failed = await run({ state: task, mock });
  assert.deepEqual(failed, { status: "FAILED", error: "E", cause: "C" });
});

test("a path that finds nothing fails the state in AWS's words, and nothing catches it", async () => {
  const state = { Type: "Pass", InputPath: "$.no", End: true };
  const { status, error, cause } = await run({ state });
  assert.deepEqual(
    [status, error, cause],
    ["FAILED", "States.Runtime", "Invalid path '$.no' : No results for path: $['no']"],
  );
});

test("a failure inside a Map goes on to the Map's own handlers", async () => {
  const machine = {
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        ItemProcessor: { StartAt: "One", States: { One: { ...task } } },
        Catch: [{ ErrorEquals: ["E"], Next: "Done" }],
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    },
  };
  const one = { machine, stateName: "One", input: { a: 1 } };
  const caught = await run({ ...one, mock: { errorOutput: { error: "E" } } });
  assert.deepEqual([caught.status, caught.nextState], ["CAUGHT_ERROR", "Done"]);
  const failed = await run({ ...one, mock: { errorOutput: { error: "F" } } });
  assert.equal(failed.status, "FAILED");
  assert.equal(
    await refusal({ machine, stateName: "Two" }),
    "ValidationException: State not found in definition",
  );
});

test("a state inside a Map sees the first item, which is its input", async () => {
  const One = {
    Type: "Pass",
    Parameters: { "index.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value" },
    End: true,
  };
  const Each = { Type: "Map", ItemProcessor: { StartAt: "One", States: { One } }, End: true };
  const machine = { StartAt: "Each", States: { Each } };
  const { output } = await run({ machine, stateName: "One", input: "x" });
  assert.equal(output, '{"index":0,"value":"x"}');
});

const map = {
  Type: "Map",
  ItemsPath: "$.items",
  ItemSelector: { "value.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index" },
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "P",
    States: { P: { Type: "Pass", End: true } },
  },
  ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { of: "three" } },
  MaxConcurrency: 5,
  ToleratedFailurePercentage: 40,
  End: true,
};

test("a Map shows how its items are chosen, made and put into batches", async () => {
  const input = { items: ["a", "b", "c"] };
  const result = await run({ state: map, input, inspectionLevel: "DEBUG", mock: { result: "[1, 2]" } });
  const made = input.items.map((value, at) => ({ value, at }));
  assert.deepEqual(shown(result)["inspectionData"], {
    input,
    afterInputPath: input,
    afterItemsPath: input.items,
    afterItemSelector: made,
    afterItemBatcher: [
      { BatchInput: { of: "three" }, Items: made.slice(0, 2) },
      { BatchInput: { of: "three" }, Items: made.slice(2) },
    ],
    maxConcurrency: 5,
    toleratedFailurePercentage: 40,
    afterResultSelector: [1, 2],
    afterResultPath: [1, 2],
  });
});

test("a Map fails when more iterations have failed than may", async () => {
  const given = { state: map, input: { items: [1, 2, 3] }, mock: { result: "[1]" } };
  const failing = (count: number): Test => ({
    ...given,
    stateConfiguration: { mapIterationFailureCount: count },
  });
  assert.equal((await run(failing(1))).status, "SUCCEEDED");
  assert.equal((await run(failing(2))).error, "States.ExceedToleratedFailureThreshold");
  assert.equal(
    await refusal(failing(4)),
    "ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations",
  );
});

test("what an ItemReader would read is given as it lies in its source", async () => {
  const read = (ReaderConfig: Json, mapItemReaderData: string): Promise<TestStateResult> =>
    run({
      state: {
        ...map,
        ItemBatcher: undefined,
        ItemsPath: undefined,
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig,
          Parameters: { Bucket: "b", Key: "k" },
        },
      } as unknown as Json,
      inspectionLevel: "DEBUG",
      mock: { result: "[]" },
      stateConfiguration: { mapItemReaderData },
    });
  const values = (result: TestStateResult): unknown[] =>
    (JSON.parse(result.inspectionData?.afterItemSelector ?? "") as { value: unknown }[]).map(
      ({ value }) => value,
    );
  const csv = await read(
    { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
    'id,name\n1,"a ""b"", c"\n2,d\n',
  );
  assert.deepEqual(values(csv), [
    { id: "1", name: 'a "b", c' },
    { id: "2", name: "d" },
  ]);
  assert.deepEqual(values(await read({ InputType: "JSONL" }, '{"a":1}\n{"a":2}\n')), [{ a: 1 }, { a: 2 }]);
  const pointed = await read({ InputType: "JSON", ItemsPointer: "/deep/0" }, '{"deep":[[7, 8]]}');
  assert.deepEqual(values(pointed), [7, 8]);
  assert.equal(pointed.inspectionData?.afterItemsPointer, "[7,8]");
});

test("variables are read, and those that the state sets are shown with them", async () => {
  const state = {
    Type: "Pass",
    QueryLanguage: "JSONata",
    Output: "{% $a + 1 %}",
    Assign: { b: "{% $a * 2 %}" },
    End: true,
  };
  const result = await run({ state, variables: { a: 20 }, inspectionLevel: "DEBUG" });
  assert.deepEqual(shown(result), {
    status: "SUCCEEDED",
    output: 21,
    inspectionData: { input: {}, variables: { a: 20, b: 40 } },
  });
});

test("a Wait waits, five minutes at most", async () => {
  const waited: number[] = [];
  const state = { Type: "Wait", Seconds: 60, Next: "Then" };
  assert.equal((await run({ state }, undefined, waited)).nextState, "Then");
  assert.equal((await run({ state: { ...state, Seconds: 301 } }, undefined, waited)).error, "States.Timeout");
  const began = Date.UTC(2026, 0, 1);
  assert.deepEqual(waited, [began + 60_000, began + 300_000]);
});

test("a given context object is all that there is", async () => {
  const state = { ...task, Parameters: { "name.$": "$$.Execution.Name" }, ResultSelector: { "all.$": "$$" } };
  const { output } = await run({ state, context: { Execution: { Name: "n" } }, mock: { result: "{}" } });
  assert.equal(output, '{"all":{"Execution":{"Name":"n"}}}');
  const wrong = (context: Json): Promise<string> => refusal({ state, context, mock: { result: "{}" } });
  assert.match(await wrong({ State: { RetryCount: "1" } }), /: State.RetryCount must be an integer$/);
  assert.match(await wrong({ Execution: { Nome: "n" } }), /: Field 'Nome' is not allowed$/);
  assert.match(await wrong({ Task: { Token: "t" } }), /: Context object contains 'Task' when/);
});

test("what answers later can be tested with a mock only", async () => {
  const sync = { ...task, Resource: "arn:aws:states:::states:startExecution.sync:2" };
  assert.match(
    await refusal({ state: sync, roleArn }),
    /^InvalidDefinition: .*'\.sync' or '\.waitForTaskToken'/,
  );
  const polled =
    '{"ExecutionArn":"e","StateMachineArn":"s","Status":"SUCCEEDED","StartDate":"d","Output":{"a":1}}';
  assert.equal((await run({ state: sync, mock: { result: polled } })).status, "SUCCEEDED");
  assert.match(
    await refusal({ state: sync, mock: { result: '{"ExecutionArn":"e"}' } }),
    /Mock result schema validation error: Required field 'StateMachineArn' is missing$/,
  );
  const token = { ...task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" };
  const parameters = { Parameters: { "token.$": "$$.Task.Token" } };
  const given = {
    state: { ...token, ...parameters },
    inspectionLevel: "DEBUG",
    context: { Task: { Token: "t" } },
  } as const;
  const { inspectionData } = await run({ ...given, mock: { result: '"any"' } });
  assert.equal(inspectionData?.afterParameters, '{"token":"t"}');
});

test("a mocked answer has the shape of the service's, as strictly as is asked", async () => {
  const query = { ...task, Resource: "arn:aws:states:::aws-sdk:dynamodb:query" };
  const mistake = async (
    result: Json,
    fieldValidationMode: "STRICT" | "PRESENT" | "NONE",
  ): Promise<string | undefined> =>
    run({ state: query, mock: { result: JSON.stringify(result), fieldValidationMode } }).then(
      () => undefined,
      (error: Error) => error.message.replace("Mock result schema validation error: ", ""),
    );
  assert.equal(
    await mistake({ Items: [{ id: { M: { a: { L: [{ N: 7 }] } } } }] }, "STRICT"),
    "Field 'N' must be a string",
  );
  assert.equal(
    await mistake({ Items: [{ id: { BOOL: "true" } }] }, "PRESENT"),
    "Field 'BOOL' must be a boolean",
  );
  assert.equal(await mistake({ Items: [7] }, "PRESENT"), "Field 'Items' must be an object");
  assert.equal(await mistake({ Items: 7 }, "NONE"), undefined);
  assert.equal(await mistake({ Unknown: 7 }, "STRICT"), undefined);
});

test("what cannot be read is refused", async () => {
  const state = { Type: "Pass", End: true };
  assert.match(
    await refusal({ state: { Type: "Pas" } }),
    /^InvalidDefinition: Invalid State Machine Definition: /,
  );
  assert.match(await refusal({ state: 7 }), /^InvalidDefinition/);
  assert.match(await refusal({ state, variables: [] }), /^ValidationException/);
  assert.match(await refusal({ state, inputText: "{" }), /^InvalidExecutionInput/);
  assert.match(
    await refusal({ state: task, mock: { result: "no json" } }),
    /^ValidationException: Mocked result must be valid JSON$/,
  );
});
