import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, type Json, type JsonObject, randomStream } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { Scope } from "../data/scope.ts";
import type { Machine, State } from "./machine.ts";
import { parseMachine } from "./parse.ts";

// What a good definition becomes: the closures that the interpreter calls.

function scopeOf(input: Json, context: JsonObject = {}): Scope {
  return { input, context, variables: {}, now: epochMs(0), random: randomStream([1, 2, 3, 4]) };
}

function machineOf(definition: Json): Machine {
  const { machine, issues } = parseMachine(JSON.stringify(definition));
  assert.deepEqual(issues, []);
  assert.ok(machine);
  return machine;
}

function stateOf<T extends State["type"]>(type: T, fields: object): Extract<State, { readonly type: T }> {
  const done = { Type: "Succeed" };
  const end = ["Choice", "Fail", "Succeed"].includes(type) ? {} : { End: true };
  const uses = "Catch" in fields || type === "Choice";
  const states = { X: { Type: type, ...end, ...fields } as Json, ...(uses && { Done: done }) };
  const state = machineOf({ StartAt: "X", States: states }).blocks.get("")?.states.get("X");
  assert.equal(state?.type, type);
  return state as Extract<State, { readonly type: T }>;
}

function faultOf(evaluate: () => unknown): readonly [string, string] {
  try {
    evaluate();
  } catch (error) {
    if (error instanceof StatesFault) return [error.error, error.cause];
    throw error;
  }
  return ["", ""];
}

const input: Json = { a: { b: 1 }, list: [1, 2], n: 5, late: "2026-03-14T01:59:00Z", word: "w" };

test("without paths the input goes through untouched, by shared closures", () => {
  const one = stateOf("Pass", {});
  const two = stateOf("Pass", { InputPath: "$", OutputPath: "$", ResultPath: "$" });
  assert.equal(one.selectInput(scopeOf(input)), input);
  assert.equal(one.shapeOutput(scopeOf(null), input), input);
  assert.equal(one.placeResult(scopeOf(null), { x: 1 }, input), input);
  assert.equal(one.selectInput, two.selectInput);
  assert.equal(one.shapeOutput, two.shapeOutput);
  assert.equal(one.placeResult, two.placeResult);
});

test("InputPath and OutputPath select, and as null give an empty object", () => {
  const state = stateOf("Pass", { InputPath: "$.a", OutputPath: "$.b" });
  assert.deepEqual(state.selectInput(scopeOf(input)), { b: 1 });
  assert.equal(state.shapeOutput(scopeOf(input), { b: 2 }), 2);
  const none = stateOf("Pass", { InputPath: null, OutputPath: null });
  assert.deepEqual(none.selectInput(scopeOf(input)), {});
  assert.deepEqual(none.shapeOutput(scopeOf(input), input), {});
});

test("paths may lead into the context object, which is made only when asked for", () => {
  const state = stateOf("Pass", { InputPath: "$$.Execution.Name", OutputPath: "$$.Execution.Name" });
  const scope = scopeOf(input, { Execution: { Name: "e" } });
  assert.equal(state.selectInput(scope), "e");
  assert.equal(state.shapeOutput(scope, 1), "e");
  const plain = stateOf("Pass", { OutputPath: "$.b" });
  const unmade: Scope = {
    ...scopeOf(input),
    get context(): JsonObject {
      throw new Error("the context object was made");
    },
  };
  assert.equal(plain.shapeOutput(unmade, { b: 3 }), 3);
});

test("ResultPath puts the result into the raw input, and as null discards it", () => {
  const state = stateOf("Pass", { ResultPath: "$.a.r" });
  assert.deepEqual(state.placeResult(scopeOf(null), { a: { b: 1 } }, 7), { a: { b: 1, r: 7 } });
  const none = stateOf("Pass", { ResultPath: null });
  assert.deepEqual(none.placeResult(scopeOf(null), { a: 1 }, 7), { a: 1 });
});

test("a Pass keeps its Result as it is written, null too", () => {
  assert.equal(stateOf("Pass", { Result: null }).result, null);
  assert.equal(stateOf("Pass", {}).result, undefined);
  assert.deepEqual(stateOf("Pass", { Parameters: { "n.$": "$.n" } }).parameters?.(scopeOf(input)), { n: 5 });
});

test("a retrier has AWS's defaults", () => {
  const { retriers } = stateOf("Task", {
    Resource: "arn:aws:states:::lambda:invoke",
    Retry: [
      { ErrorEquals: ["A"] },
      {
        ErrorEquals: ["States.ALL"],
        IntervalSeconds: 2,
        MaxAttempts: 0,
        BackoffRate: 1,
        MaxDelaySeconds: 9,
        JitterStrategy: "FULL",
      },
    ],
  });
  assert.deepEqual(retriers, [
    {
      errorEquals: ["A"],
      intervalSeconds: 1,
      maxAttempts: 3,
      backoffRate: 2,
      maxDelaySeconds: undefined,
      jitter: "NONE",
    },
    {
      errorEquals: ["States.ALL"],
      intervalSeconds: 2,
      maxAttempts: 0,
      backoffRate: 1,
      maxDelaySeconds: 9,
      jitter: "FULL",
    },
  ]);
});

test("a catcher places its error output", () => {
  const { catchers } = stateOf("Parallel", {
    Branches: [{ StartAt: "P", States: { P: { Type: "Succeed" } } }],
    Catch: [
      { ErrorEquals: ["A"], Next: "Done", ResultPath: "$.e" },
      { ErrorEquals: ["States.ALL"], Next: "Done" },
    ],
  });
  assert.deepEqual(catchers[0]?.placeResult(scopeOf(null), { a: 1 }, "x"), { a: 1, e: "x" });
  assert.equal(catchers[1]?.placeResult(scopeOf(null), { a: 1 }, "x"), "x");
});

test("timeouts are literals or paths, and a path to something else is a fault", () => {
  const Resource = "arn:aws:states:::lambda:invoke";
  const state = stateOf("Task", { Resource, TimeoutSecondsPath: "$.n", HeartbeatSeconds: 3 });
  assert.equal(state.timeoutSeconds?.(scopeOf(input)), 5);
  assert.equal(state.heartbeatSeconds?.(scopeOf(input)), 3);
  // As recorded from AWS, a text that reads like a whole number is one.
  assert.equal(state.timeoutSeconds?.(scopeOf({ n: "5" })), 5);
  assert.deepEqual(
    faultOf(() => state.timeoutSeconds?.(scopeOf({ n: "five" }))),
    [
      "States.Runtime",
      'The TimeoutSecondsPath field refers to value "five" which is not a valid integer: $.n',
    ],
  );
});

test("a path to seconds that are out of range is a fault", () => {
  const Resource = "arn:aws:states:::lambda:invoke";
  const { timeoutSeconds } = stateOf("Task", { Resource, TimeoutSecondsPath: "$.n" });
  for (const n of [-1, 100_000_000]) {
    const cause = `TimeoutSeconds must be between 0 and 99999999 but was: ${n}`;
    assert.deepEqual(
      faultOf(() => timeoutSeconds?.(scopeOf({ n }))),
      ["States.Runtime", cause],
    );
  }
});

test("a Wait's path must lead to whole seconds", () => {
  const { until } = stateOf("Wait", { SecondsPath: "$.n" });
  assert.equal(until.kind, "seconds");
  const seconds = until.kind === "seconds" ? until.seconds : undefined;
  assert.equal(seconds?.(scopeOf(input)), 5);
  const causes = [{}, { n: 1.5 }, { n: -1 }].map((found) => faultOf(() => seconds?.(scopeOf(found)))[1]);
  assert.deepEqual(causes, [
    "The SecondsPath parameter does not reference an input value: $.n",
    "The SecondsPath parameter cannot be parsed as a long value: $.n == 1.5",
    "The SecondsPath parameter references a negative value: $.n == -1",
  ]);
});

test("a Wait's path must lead to a timestamp", () => {
  const { until } = stateOf("Wait", { TimestampPath: "$.late" });
  const timestamp = until.kind === "timestamp" ? until.timestamp : undefined;
  assert.equal(timestamp?.(scopeOf(input)), "2026-03-14T01:59:00Z");
  assert.deepEqual(
    faultOf(() => timestamp?.(scopeOf({ late: "14-03-2026T01:59:00Z" })))[1],
    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.late == 14-03-2026T01:59:00Z",
  );
});

test("a Choice's rules are compiled in order", () => {
  const { rules, defaultNext } = stateOf("Choice", {
    Choices: [
      { Variable: "$.n", NumericGreaterThan: 9, Next: "Done" },
      { Not: { Variable: "$.word", StringEquals: "x" }, Next: "X" },
    ],
  });
  assert.deepEqual(
    rules.map((rule) => [rule.matches(scopeOf(input)), rule.next]),
    [
      [false, "Done"],
      [true, "X"],
    ],
  );
  assert.equal(defaultNext, undefined);
});

test("a Fail's texts are literals, paths or intrinsic functions", () => {
  const state = stateOf("Fail", { ErrorPath: "$.word", CausePath: "States.Format('{}!', $.word)" });
  assert.equal(state.error?.(scopeOf(input)), "w");
  assert.equal(state.cause?.(scopeOf(input)), "w!");
  assert.equal(stateOf("Fail", { Error: "E" }).error?.(scopeOf(input)), "E");
  assert.equal(stateOf("Fail", {}).cause, undefined);
  assert.deepEqual(faultOf(() => state.error?.(scopeOf({ word: 1 })))[0], "States.Runtime");
});

test("a Map has its items, its selector and its limit, in the new spelling and the old", () => {
  const inner = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
  const now = stateOf("Map", {
    ItemsPath: "$.list",
    ItemSelector: { "v.$": "$$.Map.Item.Value" },
    MaxConcurrency: 4,
    ItemProcessor: { ...inner, ProcessorConfig: { Mode: "INLINE" } },
  });
  assert.deepEqual(now.items(scopeOf(input)), [1, 2]);
  assert.deepEqual(now.selectItem?.(scopeOf(input, { Map: { Item: { Value: 8 } } })), { v: 8 });
  assert.equal(now.maxConcurrency(scopeOf(input)), 4);
  assert.equal(now.processor, "/States/X/ItemProcessor");
  const old = stateOf("Map", { Parameters: { "v.$": "$.n" }, MaxConcurrencyPath: "$.n", Iterator: inner });
  const list = [1, 2];
  assert.equal(old.items(scopeOf(list)), list);
  assert.equal(old.parameters, undefined);
  assert.deepEqual(old.selectItem?.(scopeOf(input)), { v: 5 });
  assert.equal(old.maxConcurrency(scopeOf(input)), 5);
  assert.equal(old.processor, "/States/X/Iterator");
  assert.equal(stateOf("Map", { Iterator: inner }).maxConcurrency(scopeOf(input)), 0);
});

test("each branch and processor is a block of its own, by its pointer", () => {
  const inner = (name: string): Json => ({ StartAt: name, States: { [name]: { Type: "Succeed" } } });
  const machine = machineOf({
    Comment: "c",
    Version: "1.0",
    QueryLanguage: "JSONPath",
    StartAt: "a/b",
    TimeoutSeconds: 9,
    States: {
      "a/b": {
        Type: "Parallel",
        End: true,
        Branches: [
          inner("P"),
          { StartAt: "M", States: { M: { Type: "Map", End: true, ItemProcessor: inner("I") } } },
        ],
      },
    },
  });
  assert.equal(machine.timeoutSeconds, 9);
  assert.deepEqual(
    [...machine.blocks.keys()],
    [
      "",
      "/States/a~1b/Branches/0",
      "/States/a~1b/Branches/1",
      "/States/a~1b/Branches/1/States/M/ItemProcessor",
    ],
  );
  for (const [pointer, block] of machine.blocks) assert.equal(block.pointer, pointer);
  assert.equal(
    machine.blocks.get("/States/a~1b/Branches/0")?.states.get("P")?.pointer,
    "/States/a~1b/Branches/0/States/P",
  );
});

test("comments may stand in every state, rule, retrier, catcher and block", () => {
  const Comment = "why";
  machineOf({
    Comment,
    StartAt: "T",
    States: {
      T: {
        Type: "Task",
        Comment,
        Resource: "arn:aws:states:::lambda:invoke",
        Credentials: { "RoleArn.$": "$.role" },
        Retry: [{ ErrorEquals: ["A"], Comment }],
        Catch: [{ ErrorEquals: ["A"], Next: "C", Comment }],
        Next: "C",
      },
      C: {
        Type: "Choice",
        Comment,
        Choices: [{ And: [{ Variable: "$.a", IsNull: true, Comment }], Next: "M", Comment }],
      },
      M: {
        Type: "Map",
        Iterator: { Comment, StartAt: "F", States: { F: { Type: "Fail", Comment } } },
        End: true,
      },
    },
  });
});
