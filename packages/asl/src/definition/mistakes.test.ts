import assert from "node:assert/strict";
import { test } from "node:test";
import type { Issue, Json } from "@landbridge/model";
import { choiceOperators } from "./choice-rules.ts";
import { parseMachine } from "./parse.ts";

// Each mistake, alone in an otherwise good definition: exactly one issue, at its place, with AWS's code.

const TASK = "arn:aws:states:::lambda:invoke";

function issuesOf(definition: Json): readonly Issue[] {
  return parseMachine(JSON.stringify(definition)).issues;
}

/** "CODE path: message" of each issue. */
function told(definition: Json): readonly string[] {
  return issuesOf(definition).map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

/** A machine of the state X, with the states it may lead to. */
function around(state: Json, others: Json = {}): Json {
  return { StartAt: "X", States: { X: state, ...(others as object) } };
}

const pass = (fields: object): Json => around({ Type: "Pass", End: true, ...fields } as Json);
const task = (fields: object): Json => around({ Type: "Task", Resource: TASK, End: true, ...fields } as Json);
const wait = (fields: object): Json => around({ Type: "Wait", End: true, ...fields } as Json);
const map = (fields: object): Json =>
  around({ Type: "Map", End: true, ItemProcessor: inner("P"), ...fields } as Json);
const rule = (fields: object): Json =>
  around({ Type: "Choice", Choices: [{ Next: "Y", ...fields } as Json] }, { Y: { Type: "Succeed" } });
const retry = (...retriers: object[]): Json => task({ Retry: retriers });
const inner = (name: string): Json => ({ StartAt: name, States: { [name]: { Type: "Pass", End: true } } });

const S = "SCHEMA_VALIDATION_FAILED";
const OPERATORS = choiceOperators.join(", ");
const M = "MISSING_TRANSITION_TARGET";

const mistakes: readonly (readonly [string, Json, string])[] = [
  ["no StartAt", { States: { X: { Type: "Succeed" } } }, `${S} : These fields are required: [StartAt]`],
  ["no States", { StartAt: "X" }, `${S} : These fields are required: [States]`],
  ["empty States", { StartAt: "X", States: {} }, `${S} /States: Value cannot be empty`],
  ["States as a list", { StartAt: "X", States: [] }, `${S} /States: Expected value of type [OBJECT]`],
  [
    "a state that is text",
    { StartAt: "X", States: { X: "Pass" } },
    `${S} /States/X: Expected value of type [OBJECT]`,
  ],
  [
    "an unknown field of the machine",
    { ...(pass({}) as object), Timeout: 3 },
    `${S} : Field 'Timeout' is not supported`,
  ],
  [
    "a machine's negative timeout",
    { ...(pass({}) as object), TimeoutSeconds: -1 },
    `${S} /TimeoutSeconds: Minimum value is 0`,
  ],
  [
    "another version",
    { ...(pass({}) as object), Version: "2.0" },
    `${S} /Version: Value should be one of the following: [1.0]`,
  ],
  [
    "a query language that is none",
    { ...(pass({}) as object), QueryLanguage: "jsonata" },
    `${S} /QueryLanguage: Value should be one of the following: [JSONPath, JSONata]`,
  ],
  ["no Type", around({ End: true }), `${S} /States/X: The field 'Type' is required but was missing`],
  [
    "an unknown Type",
    around({ Type: "Pas", End: true }),
    `${S} /States/X/Type: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]`,
  ],
  ["an unknown field", pass({ Foo: 1 }), `${S} /States/X: Field 'Foo' is not supported`],
  ["a field of another type of state", pass({ Retry: [] }), `${S} /States/X: Field 'Retry' is not supported`],
  [
    "a field of the other query language",
    pass({ Output: 1 }),
    `${S} /States/X: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage`,
  ],
  [
    "a comment that is no text",
    pass({ Comment: 1 }),
    `${S} /States/X/Comment: Expected value of type [STRING]`,
  ],
  ["End that is text", pass({ End: "true" }), `${S} /States/X/End: Expected value of type [BOOLEAN]`],
  [
    "Next of an End",
    pass({ Next: "X" }),
    `${S} /States/X: There should only be one of the following fields: [Next, End]`,
  ],
  [
    "neither Next nor End",
    around({ Type: "Pass" }),
    `${S} /States/X: This object should have only one of the following fields: [Next, End]`,
  ],
  [
    "End in a Choice",
    around(
      { Type: "Choice", End: true, Choices: [{ Variable: "$.a", IsNull: true, Next: "Y" }] },
      { Y: { Type: "Succeed" } },
    ),
    `${S} /States/X: Field 'End' is not supported`,
  ],
  [
    "a dangling Default",
    around(
      { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "Y" }], Default: "Z" },
      { Y: { Type: "Succeed" } },
    ),
    `${M} /States/X/Default: Missing 'Next' target: Z`,
  ],
  [
    "a dangling Catch",
    task({ Catch: [{ ErrorEquals: ["A"], Next: "Z" }] }),
    `${M} /States/X/Catch/0/Next: Missing 'Next' target: Z`,
  ],
  [
    "a target inherited by objects",
    task({ Catch: [{ ErrorEquals: ["A"], Next: "constructor" }] }),
    `${M} /States/X/Catch/0/Next: Missing 'Next' target: constructor`,
  ],
  [
    "an unreachable state",
    around({ Type: "Succeed" }, { Y: { Type: "Succeed" } }),
    `${M} /States/Y: State "Y" is not reachable.`,
  ],
  [
    "an endless loop",
    around({ Type: "Pass", Next: "X" }),
    "MISSING_END_STATE : Workflow has no terminal state",
  ],
  [
    "a long name",
    { StartAt: "x".repeat(81), States: { ["x".repeat(81)]: { Type: "Succeed" } } },
    `INVALID_STATE_NAME /States/${"x".repeat(81)}: Invalid State name: State exceeds the 80-character limit allowed by the service`,
  ],
  [
    "a name used twice",
    around({ Type: "Parallel", End: true, Branches: [inner("P"), inner("P")] }),
    "DUPLICATE_STATE_NAME /States/X/Branches/1/States/P: Duplicate State name: P",
  ],
  [
    "an InputPath that is no path",
    pass({ InputPath: "a.b" }),
    `${S} /States/X/InputPath: Value must be a valid JSONPath.`,
  ],
  [
    "an OutputPath that is no text",
    pass({ OutputPath: 1 }),
    `${S} /States/X/OutputPath: Expected value of type [STRING]`,
  ],
  [
    "a ResultPath that names many places",
    pass({ ResultPath: "$.a[*]" }),
    `${S} /States/X/ResultPath: Value is not a Reference Path: '[' must be followed by ' or '['`,
  ],
  [
    "Parameters that are no object",
    pass({ Parameters: "$.a" }),
    `${S} /States/X/Parameters: Expected value of type [OBJECT]`,
  ],
  [
    "Parameters with a wrong path",
    pass({ Parameters: { a: { "b.$": "$.[" } } }),
    `${S} /States/X/Parameters/a: The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call`,
  ],
  [
    "Parameters with an unknown intrinsic",
    pass({ Parameters: { "b.$": "States.Nope()" } }),
    `${S} /States/X/Parameters: The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call`,
  ],
  [
    "a Task without Resource",
    around({ Type: "Task", End: true }),
    `${S} /States/X: These fields are required: [Resource]`,
  ],
  [
    "an unknown Resource",
    task({ Resource: "arn:aws:states:::dynamodb:query" }),
    `${S} /States/X/Resource: The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
  ],
  [
    "Credentials without a role",
    task({ Credentials: {} }),
    `${S} /States/X/Credentials: The field 'RoleArn' is required but was missing`,
  ],
  ["a timeout of 0", task({ TimeoutSeconds: 0 }), `${S} /States/X/TimeoutSeconds: Minimum value is 1`],
  [
    "a timeout of 1.5",
    task({ TimeoutSeconds: 1.5 }),
    `${S} /States/X/TimeoutSeconds: Expected value of type Integer`,
  ],
  [
    "a timeout too long",
    task({ TimeoutSeconds: 100_000_000 }),
    `${S} /States/X/TimeoutSeconds: Maximum value is 99999999`,
  ],
  [
    "two timeouts",
    task({ TimeoutSeconds: 1, TimeoutSecondsPath: "$.t" }),
    `${S} /States/X: There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]`,
  ],
  ["Retry that is no list", task({ Retry: {} }), `${S} /States/X/Retry: Expected value of type [ARRAY]`],
  [
    "a retrier without ErrorEquals",
    retry({}),
    `${S} /States/X/Retry/0: These fields are required: [ErrorEquals]`,
  ],
  [
    "an empty ErrorEquals",
    retry({ ErrorEquals: [] }),
    `${S} /States/X/Retry/0/ErrorEquals: Value cannot be empty`,
  ],
  [
    "a number in ErrorEquals",
    retry({ ErrorEquals: ["A", 1] }),
    `${S} /States/X/Retry/0/ErrorEquals/1: Expected value of type [STRING]`,
  ],
  [
    "States.ALL in company",
    retry({ ErrorEquals: ["A", "States.ALL"] }),
    `${S} /States/X/Retry/0/ErrorEquals: States.ALL must appear alone and at end of list`,
  ],
  [
    "States.ALL before another",
    retry({ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["A"] }),
    `${S} /States/X/Retry/0/ErrorEquals: States.ALL must appear alone and at end of list`,
  ],
  [
    "an unknown field of a retrier",
    retry({ ErrorEquals: ["A"], Max: 1 }),
    `${S} /States/X/Retry/0: Field 'Max' is not supported`,
  ],
  [
    "a negative interval",
    retry({ ErrorEquals: ["A"], IntervalSeconds: -1 }),
    `${S} /States/X/Retry/0/IntervalSeconds: Minimum value is 0`,
  ],
  [
    "negative attempts",
    retry({ ErrorEquals: ["A"], MaxAttempts: -1 }),
    `${S} /States/X/Retry/0/MaxAttempts: Minimum value is 0`,
  ],
  [
    "a shrinking backoff",
    retry({ ErrorEquals: ["A"], BackoffRate: 0.9 }),
    `${S} /States/X/Retry/0/BackoffRate: Minimum value is 1`,
  ],
  [
    "a delay of more than a year",
    retry({ ErrorEquals: ["A"], MaxDelaySeconds: 31_622_401 }),
    `${S} /States/X/Retry/0/MaxDelaySeconds: Maximum value is 31622400`,
  ],
  [
    "an unknown jitter",
    retry({ ErrorEquals: ["A"], JitterStrategy: "SOME" }),
    `${S} /States/X/Retry/0/JitterStrategy: Value should be one of the following: [NONE, FULL]`,
  ],
  [
    "a catcher without Next",
    task({ Catch: [{ ErrorEquals: ["A"] }] }),
    `${S} /States/X/Catch/0: These fields are required: [Next]`,
  ],
  [
    "a Wait for nothing",
    wait({}),
    `${S} /States/X: This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]`,
  ],
  [
    "a Wait for two things",
    wait({ Seconds: 1, SecondsPath: "$.s" }),
    `${S} /States/X: There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]`,
  ],
  ["a Wait of negative length", wait({ Seconds: -1 }), `${S} /States/X/Seconds: Minimum value is 0`],
  [
    "a timestamp without T",
    wait({ Timestamp: "2026-03-14 01:59:00Z" }),
    `${S} /States/X/Timestamp: String does not match RFC3339 timestamp`,
  ],
  [
    "a Choice without Choices",
    around({ Type: "Choice", Default: "Y" }, { Y: { Type: "Succeed" } }),
    `${S} /States/X: These fields are required: [Choices]`,
  ],
  [
    "empty Choices",
    around({ Type: "Choice", Choices: [], Default: "Y" }, { Y: { Type: "Succeed" } }),
    `${S} /States/X/Choices: Value cannot be empty`,
  ],
  [
    "a rule without an operator",
    rule({ Variable: "$.a" }),
    `${S} /States/X/Choices/0: This object should have only one of the following fields: [${OPERATORS}]`,
  ],
  [
    "a rule with two operators",
    rule({ Variable: "$.a", IsNull: true, IsString: true }),
    `${S} /States/X/Choices/0: There should only be one of the following fields: [${OPERATORS}]`,
  ],
  [
    "a rule without Variable",
    rule({ IsNull: true }),
    `${S} /States/X/Choices/0: The object must have only one of the following fields, [And, Or, Not, Variable, Condition]`,
  ],
  [
    "a Variable that is no path",
    rule({ Variable: "a", IsNull: true }),
    `${S} /States/X/Choices/0/Variable: Value is not a Reference Path: Reference path didn't start with '$'`,
  ],
  [
    "an operand of a wrong type",
    rule({ Variable: "$.a", NumericEquals: "1" }),
    `${S} /States/X/Choices/0/NumericEquals: Expected value of type [NUMBER]`,
  ],
  [
    "an operand that is no timestamp",
    rule({ Variable: "$.a", TimestampEquals: "today" }),
    `${S} /States/X/Choices/0/TimestampEquals: String does not match RFC3339 timestamp`,
  ],
  [
    "an operand that is no path",
    rule({ Variable: "$.a", StringEqualsPath: "b" }),
    `${S} /States/X/Choices/0/StringEqualsPath: Value is not a Reference Path: Reference path didn't start with '$'`,
  ],
  ["an empty And", rule({ And: [] }), `${S} /States/X/Choices/0/And: Value cannot be empty`],
  ["a Not of a list", rule({ Not: [] }), `${S} /States/X/Choices/0/Not: Expected value of type [OBJECT]`],
  [
    "Next in an inner rule",
    rule({ Or: [{ Variable: "$.a", IsNull: true, Next: "Y" }] }),
    `${S} /States/X/Choices/0/Or/0: Field 'Next' is not supported`,
  ],
  [
    "a rule without Next",
    around(
      { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true }], Default: "Y" },
      { Y: { Type: "Succeed" } },
    ),
    `${S} /States/X/Choices/0: These fields are required: [Next]`,
  ],
  [
    "a Parallel without Branches",
    around({ Type: "Parallel", End: true }),
    `${S} /States/X: These fields are required: [Branches]`,
  ],
  [
    "a Parallel with no branch",
    around({ Type: "Parallel", End: true, Branches: [] }),
    `${S} /States/X/Branches: Value cannot be empty`,
  ],
  [
    "a branch with a query language",
    around({
      Type: "Parallel",
      End: true,
      Branches: [{ ...(inner("P") as object), QueryLanguage: "JSONPath" } as Json],
    }),
    `${S} /States/X/Branches/0: Field 'QueryLanguage' is not supported`,
  ],
  [
    "a jump out of a branch",
    around({
      Type: "Parallel",
      End: true,
      Branches: [
        {
          StartAt: "P",
          States: {
            P: { Type: "Task", Resource: TASK, End: true, Catch: [{ ErrorEquals: ["A"], Next: "X" }] },
          },
        },
      ],
    }),
    `${M} /States/X/Branches/0/States/P/Catch/0/Next: Missing 'Next' target: X`,
  ],
  [
    "a Map without a processor",
    around({ Type: "Map", End: true }),
    `${S} /States/X: This object should have only one of the following fields: [ItemProcessor, Iterator]`,
  ],
  [
    "a Map with two processors",
    map({ Iterator: inner("Q") }),
    `${S} /States/X: There should only be one of the following fields: [ItemProcessor, Iterator]`,
  ],
  [
    "a Map with two selectors",
    map({ ItemSelector: {}, Parameters: {} }),
    `${S} /States/X: There should only be one of the following fields: [ItemSelector, Parameters]`,
  ],
  [
    "a negative concurrency",
    map({ MaxConcurrency: -1 }),
    `${S} /States/X/MaxConcurrency: Minimum value is 0`,
  ],
  [
    "a timeout of a Map",
    map({ TimeoutSeconds: 1 }),
    `${S} /States/X: Field 'TimeoutSeconds' is not supported`,
  ],
  [
    "an execution type of an inline Map",
    map({
      ItemProcessor: {
        ...(inner("P") as object),
        ProcessorConfig: { Mode: "INLINE", ExecutionType: "STANDARD" },
      },
    }),
    `${S} /States/X/ItemProcessor/ProcessorConfig: Field 'ExecutionType' is not supported`,
  ],
  [
    "Error and ErrorPath",
    around({ Type: "Fail", Error: "a", ErrorPath: "$.a" }),
    `${S} /States/X: There should only be one of the following fields: [Error, ErrorPath]`,
  ],
  [
    "a CausePath that is no expression",
    around({ Type: "Fail", CausePath: "a" }),
    `${S} /States/X/CausePath: The value for the field 'CausePath' must be a valid JSONPath or a valid intrinsic function call`,
  ],
];

for (const [what, definition, expected] of mistakes) {
  test(`${what} is one error at its place`, () => {
    const { machine, issues } = parseMachine(JSON.stringify(definition));
    assert.equal(machine, undefined);
    assert.deepEqual(told(definition), [expected]);
    assert.ok(issues.every((issue) => issue.severity === "error"));
  });
}

const readerOf = (ReaderConfig: Json, more: Record<string, Json> = {}): Json => ({
  Resource: "arn:aws:states:::s3:getObject",
  Parameters: { Bucket: "b", Key: "k" },
  ReaderConfig,
  ...more,
});

const ofDistributed: readonly (readonly [string, Record<string, Json>, string])[] = [
  [
    "an unknown input type",
    { ItemReader: readerOf({ InputType: "XML" }) },
    "/ItemReader/ReaderConfig/InputType",
  ],
  [
    "a CSV without a place for its headers",
    { ItemReader: readerOf({ InputType: "CSV" }) },
    "/ItemReader/ReaderConfig",
  ],
  [
    "a strange resource",
    { ItemReader: readerOf({ InputType: "JSON" }, { Resource: "arn:aws:states:::sqs:x" }) },
    "/ItemReader/Resource",
  ],
  [
    "a misspelt field",
    { ItemReader: readerOf({ InputType: "JSON", maxItems: 1 }) },
    "/ItemReader/ReaderConfig",
  ],
  [
    "a negative limit",
    { ItemReader: readerOf({ InputType: "JSON", MaxItems: -1 }) },
    "/ItemReader/ReaderConfig/MaxItems",
  ],
  ["a batcher without a limit", { ItemBatcher: { BatchInput: {} } }, "/ItemBatcher"],
  [
    "a limit and its path",
    { ItemBatcher: { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: "$.n" } },
    "/ItemBatcher",
  ],
  ["an empty writer", { ResultWriter: {} }, "/ResultWriter"],
  [
    "a writer without a place",
    { ResultWriter: { Resource: "arn:aws:states:::s3:putObject" } },
    "/ResultWriter",
  ],
];

for (const [what, more, path] of ofDistributed) {
  test(`of a distributed Map, ${what} is refused where it stands`, () => {
    const Inner: Json = { Type: "Pass", End: true };
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Inner",
      States: { Inner },
    };
    const definition = { StartAt: "X", States: { X: { Type: "Map", End: true, ItemProcessor, ...more } } };
    assert.deepEqual(
      issuesOf(definition).map((issue) => issue.path),
      [`/States/X${path}`],
    );
  });
}

test("what only a distributed Map has is refused in line", () => {
  const writer = { WriterConfig: { Transformation: "FLATTEN" } };
  const found = issuesOf(map({ ItemBatcher: { MaxItemsPerBatch: 1 }, ResultWriter: writer }));
  assert.deepEqual(
    found.map((issue) => issue.path),
    ["/States/X/ItemBatcher", "/States/X/ResultWriter"],
  );
});

test("all mistakes are told at once, in branches and processors too", () => {
  const definition: Json = {
    StartAt: "Begin",
    TimeoutSeconds: -1,
    States: {
      Start: { Type: "Task", Resource: "nope", Next: "Fan", Retry: [{ ErrorEquals: [], MaxAttempts: 0.5 }] },
      Fan: {
        Type: "Parallel",
        Next: "Each",
        Branches: [{ StartAt: "A", States: { A: { Type: "Wait", Next: "B" } } }, 7],
      },
      Each: {
        Type: "Map",
        End: true,
        InputPath: "x",
        OutputPath: "y",
        ItemSelector: { "a.$": "b", c: [{ "d.$": 1 }] },
        Iterator: { StartAt: "I", States: { I: { Type: "Paas", End: true } } },
      },
    },
  };
  assert.deepEqual(
    told(definition).map((line) => line.split(": ")[0]),
    [
      `${S} /TimeoutSeconds`,
      `${S} /States/Start/Resource`,
      `${S} /States/Start/Retry/0/ErrorEquals`,
      `${S} /States/Start/Retry/0/MaxAttempts`,
      `${S} /States/Fan/Branches/1`,
      `${S} /States/Each/InputPath`,
      `${S} /States/Each/OutputPath`,
      `${S} /States/Each/ItemSelector`,
      `${S} /States/Each/ItemSelector/c/0`,
      `${S} /States/Fan/Branches/0/States/A`,
      `${S} /States/Each/Iterator/States/I/Type`,
      `${M} /StartAt`,
      `${M} /States/Start`,
      `${M} /States/Fan`,
      `${M} /States/Each`,
      `${M} /States/Fan/Branches/0/States/A/Next`,
    ],
  );
});

test("an error has a hint that says what to write instead", () => {
  const hintOf = (definition: Json): string | undefined => issuesOf(definition)[0]?.hint;
  assert.equal(hintOf(pass({ inputpath: "$.a" })), "Write it 'InputPath'");
  assert.equal(
    hintOf(around({ Type: "Pass", Next: "done" }, { Done: { Type: "Succeed" } })),
    "Did you mean 'Done'?",
  );
  assert.match(hintOf(task({ Resource: "arn:aws:states:::sqs:send" })) ?? "", /sendMessage/);
});

test("a warning leaves the machine", () => {
  const definition = task({
    Parameters: { FunctionName: "f", Payload: { job: "$.job", id: "States.UUID()", cost: "$5" } },
    Retry: [{ ErrorEquals: ["States.Timout"] }],
    TimeoutSeconds: 5,
    HeartbeatSeconds: 5,
  });
  const { machine, issues } = parseMachine(JSON.stringify(definition));
  assert.ok(machine);
  assert.deepEqual(
    issues.map((issue) => [issue.severity, issue.code, issue.path]),
    [
      ["warning", "HEARTBEAT_TOO_LONG", "/States/X/HeartbeatSeconds"],
      ["warning", "NO_DOLLAR", "/States/X/Parameters/Payload/job"],
      ["warning", "NO_DOLLAR", "/States/X/Parameters/Payload/id"],
      ["warning", "UNKNOWN_ERROR_NAME", "/States/X/Retry/0/ErrorEquals/0"],
    ],
  );
  const result = issuesOf(pass({ Result: [{ "a.$": "$.b" }] }));
  assert.deepEqual(
    result.map((issue) => [issue.code, issue.path]),
    [["PASS_RESULT_IS_STATIC", "/States/X/Result/0/a.$"]],
  );
});

test("an EXPRESS machine may wait for nobody", () => {
  const told = (resource: string): string | undefined =>
    parseMachine(JSON.stringify(task({ Resource: resource })), { type: "EXPRESS" }).issues[0]?.message;
  assert.equal(told(TASK), undefined);
  assert.equal(
    told(`${TASK}.waitForTaskToken`),
    "Express state machine does not support '.waitForTaskToken' service integration ",
  );
  assert.equal(
    told("arn:aws:states:::states:startExecution.sync:2"),
    "Express state machine does not support '.sync' service integration",
  );
  assert.equal(
    told("arn:aws:states:eu-west-1:000000000000:activity:a"),
    "Express state machine does not support Activity ARN",
  );
});
