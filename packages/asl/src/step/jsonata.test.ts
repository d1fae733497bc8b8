import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { functionArn, Player } from "../../test/player.ts";

function machine(states: Readonly<Record<string, Json>>, more: Readonly<Record<string, Json>> = {}): Json {
  return { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0] ?? "", States: states, ...more };
}

function pass(output: Json): Json {
  return machine({ S: { Type: "Pass", Output: output, End: true } });
}

async function play(definition: Json, input: Json = {}): Promise<Player> {
  return new Player(definition, input).start();
}

test("every text in Output that is an expression is computed, the others stand as they are", async () => {
  const player = await play(
    pass({
      a: ["{% $states.input.n + 1 %}", " {% 1 %} ", null],
      b: { "c.$": "$.n" },
      d: "{% $states.context.State.Name %}",
    }),
    { n: 1 },
  );
  assert.deepEqual(player.state.output, { a: [2, " {% 1 %} ", null], b: { "c.$": "$.n" }, d: "S" });
});

const faults: readonly (readonly [string, Json, string, string])[] = [
  [
    "an expression that finds nothing",
    { a: [1, "{% $states.input.b %}"] },
    "Output/a[1]",
    "The JSONata expression '$states.input.b' specified for the field 'Output/a[1]' returned nothing (undefined).",
  ],
  [
    "a function",
    "{% $sum %}",
    "Output",
    "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
  ],
  [
    "a fault of the library",
    "{% 1 + 'a' %}",
    "Output",
    `The JSONata expression '1 + 'a'' specified for the field 'Output' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number`,
  ],
  [
    "a bound that was passed",
    "{% $range(1, 1e9, 1) %}",
    "Output",
    "The JSONata expression '$range(1, 1e9, 1)' specified for the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
  ],
];

const numbers: readonly (readonly [string, Json, string])[] = [
  ["TimeoutSeconds", 1.6, "The TimeoutSeconds field cannot be parsed as an integer: 1.6"],
  ["TimeoutSeconds", -1, "TimeoutSeconds must be between 0 and 99999999 but was: -1"],
  ["HeartbeatSeconds", 1e8, "HeartbeatSeconds must be between 0 and 99999999 but was: 100000000"],
  [
    "TimeoutSeconds",
    "5",
    `The JSONata expression '$states.input.n' specified for the field 'TimeoutSeconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "5"`,
  ],
];

for (const [field, n, message] of numbers) {
  test(`${field} that comes to ${JSON.stringify(n)} fails the state`, async () => {
    const state = { Type: "Task", Resource: functionArn, [field]: "{% $states.input.n %}", End: true };
    const player = await play(machine({ S: state }), { n });
    const cause = `An error occurred while executing the state 'S' (entered at the event id #2). ${message}`;
    assert.deepEqual(player.state.failure, { error: "States.QueryEvaluationError", cause });
    assert.equal(player.history[2]?.details?.["location"], field);
  });
}

for (const [what, output, location, message] of faults) {
  test(`${what} fails the state, and the history says where`, async () => {
    const player = await play(pass(output));
    const cause = `An error occurred while executing the state 'S' (entered at the event id #2). ${message}`;
    const error = "States.QueryEvaluationError";
    assert.deepEqual(player.state.failure, { error, cause });
    const event = player.history[2];
    assert.deepEqual(event?.details, { error, cause, location, state: "S" });
    // AWS points before the state.
    assert.deepEqual([event?.type, event?.id, event?.previousEventId], ["EvaluationFailed", 3, 0]);
    assert.equal(player.history[3]?.previousEventId, 3);
  });
}

test("a field that wants a type says what it found", async () => {
  const choice = { Type: "Choice", Choices: [{ Condition: "{% 'yes' %}", Next: "E" }], Default: "E" };
  const player = await play(machine({ C: choice, E: { Type: "Succeed" } }));
  assert.match(
    player.state.failure?.cause ?? "",
    /field 'Choices\[0\]\/Condition' returned an unexpected result type\. Expected 'boolean', but was 'string' for value: "yes"$/,
  );
});

test("in a Wait the fault points at the state's entry", async () => {
  const player = await play(machine({ W: { Type: "Wait", Seconds: "{% -1 %}", End: true } }));
  assert.deepEqual(
    player.history.map(({ type, previousEventId }) => [type, previousEventId]),
    [
      ["ExecutionStarted", 0],
      ["WaitStateEntered", 0],
      ["EvaluationFailed", 2],
      ["ExecutionFailed", 3],
    ],
  );
});

test("a Map without Items takes its input, which must be an array", async () => {
  const map = {
    Type: "Map",
    ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
    End: true,
  };
  assert.deepEqual((await play(machine({ M: map }), [1, 2])).state.output, [1, 2]);
  const player = await play(machine({ M: map }), { a: 1 });
  assert.match(player.state.failure?.cause ?? "", /Map state input must be an array but was: \{"a":1\}$/);
  assert.deepEqual(player.types.slice(2), ["EvaluationFailed", "MapStateFailed", "ExecutionFailed"]);
});

const task = { Type: "Task", Resource: functionArn, End: true };

test("$states.result is what the task gave, and the output where there is no Output", async () => {
  const shaped = {
    ...task,
    Arguments: { n: "{% $states.input.n %}" },
    Output: "{% [$states.input.n, $states.result.m] %}",
  };
  const player = await play(machine({ T: shaped }), { n: 1 });
  assert.deepEqual(player.tasks[0]?.payload, { n: 1 });
  await player.succeed({ m: 2 });
  assert.deepEqual(player.state.output, [1, 2]);
  const plain = await play(machine({ T: task }), { n: 1 });
  await plain.succeed({ m: 2 });
  assert.deepEqual(plain.state.output, { m: 2 });
});

test("a catcher takes a fault in its state's expressions, and sees it as $states.errorOutput", async () => {
  const caught = {
    ...task,
    Output: "{% $states.result.absent %}",
    Catch: [
      {
        ErrorEquals: ["States.QueryEvaluationError"],
        Next: "F",
        Assign: { error: "{% $states.errorOutput.Error %}" },
        Output: { was: "{% $states.input %}" },
      },
    ],
  };
  const player = await play(
    machine({ T: caught, F: { Type: "Pass", Output: "{% [$error, $states.input] %}", End: true } }),
    5,
  );
  await player.succeed({});
  assert.deepEqual(player.state.output, ["States.QueryEvaluationError", { was: 5 }]);
  assert.deepEqual(player.types.slice(4, 7), [
    "LambdaFunctionSucceeded",
    "EvaluationFailed",
    "TaskStateExited",
  ]);
});

test("a fault in a catcher is not caught by it", async () => {
  const caught = {
    ...task,
    Arguments: "{% $absent %}",
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "F", Output: "{% $absent %}" }],
  };
  const player = await play(machine({ T: caught, F: { Type: "Succeed" } }));
  assert.match(
    player.state.failure?.cause ?? "",
    /specified for the field 'Catch\[0\]\/Output' returned nothing/,
  );
});

test("a state may turn to JSONata in a JSONPath machine", async () => {
  const player = await play(
    {
      StartAt: "P",
      States: {
        P: { Type: "Pass", Parameters: { "b.$": "$.a" }, Next: "J" },
        J: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input.b * 2 %}", End: true },
      },
    },
    { a: 21 },
  );
  assert.equal(player.state.output, 42);
});

test("a Fail state's Error and Cause may be computed", async () => {
  const player = await play(
    machine({ F: { Type: "Fail", Error: "{% 'E' & $states.input.n %}", Cause: "{% 'why' %}" } }),
    { n: 1 },
  );
  assert.deepEqual(player.state.failure, { error: "E1", cause: "why" });
});
