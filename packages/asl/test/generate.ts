import type { Json } from "@landbridge/model";
import fc from "fast-check";
import { activityArn, functionArn } from "./player.ts";

// Definitions that are valid, whatever they do: they may loop, miss what they look for, and fail.

type States = Record<string, Json>;

const path = fc.constantFrom(
  "$",
  "$.n",
  "$.items",
  "$.items[0]",
  "$.items[*].n",
  "$.absent",
  "$$.State.Name",
);
const errorName = fc.constantFrom("States.ALL", "States.TaskFailed", "States.Timeout", "States.Runtime", "E");
const seconds = fc.integer({ min: 1, max: 5 });

const retry = fc.array(
  fc.record(
    {
      ErrorEquals: fc.tuple(errorName.filter((name) => name !== "States.ALL")),
      IntervalSeconds: seconds,
      MaxAttempts: fc.integer({ min: 0, max: 2 }),
      JitterStrategy: fc.constantFrom("FULL", "NONE"),
    },
    { requiredKeys: ["ErrorEquals"] },
  ),
  { maxLength: 2 },
);

function catchers(next: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  const one = fc.record({
    ErrorEquals: fc.tuple(errorName.filter((name) => name !== "States.ALL")),
    Next: next,
    ResultPath: fc.constantFrom("$", "$.caught", null),
  });
  return fc.array(one, { maxLength: 2 });
}

const flow = fc.record(
  {
    InputPath: fc.oneof(path, fc.constant(null)),
    OutputPath: fc.oneof({ weight: 3, arbitrary: fc.constant("$") }, { weight: 1, arbitrary: path }),
  },
  { requiredKeys: [] },
);

const template = fc.dictionary(fc.constantFrom("a", "items", "n"), fc.jsonValue({ maxDepth: 1 }), {
  maxKeys: 3,
});
const dynamic = fc.record({ "n.$": path, items: fc.constant([1, { n: 2 }]) });

function leaf(next: fc.Arbitrary<Json>, names: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  const shared = [flow, next] as const;
  const merge = (parts: readonly unknown[]): Json => Object.assign({}, ...parts);
  const pass = fc.record({ Type: fc.constant("Pass"), Parameters: fc.oneof(template, dynamic) });
  const wait = fc.oneof(
    fc.record({ Type: fc.constant("Wait"), Seconds: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ Type: fc.constant("Wait"), SecondsPath: path }),
  );
  const task = fc.record(
    {
      Type: fc.constant("Task"),
      Resource: fc.constantFrom(
        functionArn,
        activityArn,
        "arn:aws:states:::lambda:invoke",
        "arn:aws:states:::lambda:invoke.waitForTaskToken",
      ),
      Retry: retry,
      Catch: catchers(names),
      TimeoutSeconds: fc.integer({ min: 10, max: 20 }),
      HeartbeatSeconds: seconds,
      ResultPath: fc.constantFrom("$", "$.n", null),
    },
    { requiredKeys: ["Type", "Resource"] },
  );
  return fc.oneof(
    fc.tuple(pass, ...shared).map(merge),
    fc.tuple(wait, ...shared).map(merge),
    fc.tuple(task, ...shared).map(merge),
    fc.tuple(fc.constant({ Type: "Succeed" }), flow).map(merge),
    fc.record({ Type: fc.constant("Fail"), Error: fc.constant("E"), CausePath: fc.constant("$.n") }),
    fc.record({
      Type: fc.constant("Choice"),
      Choices: fc.tuple(
        fc.record({ Variable: path, IsPresent: fc.boolean(), Next: names }),
        fc.record({ Variable: fc.constant("$.n"), NumericGreaterThan: fc.integer(), Next: names }),
      ),
      Default: names,
    }),
  );
}

function fanOut(next: fc.Arbitrary<Json>, names: fc.Arbitrary<string>, depth: number): fc.Arbitrary<Json> {
  const merge = (parts: readonly unknown[]): Json => Object.assign({}, ...parts);
  const recovery = fc.record({ Retry: retry, Catch: catchers(names) }, { requiredKeys: [] });
  const parallel = fc.record({
    Type: fc.constant("Parallel"),
    Branches: fc.array(block(depth - 1), { minLength: 1, maxLength: 3 }),
  });
  const map = fc.record(
    {
      Type: fc.constant("Map"),
      ItemsPath: fc.constant("$.items"),
      ItemProcessor: processor(depth - 1),
      MaxConcurrency: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: ["Type", "ItemProcessor", "ItemsPath"] },
  );
  return fc.oneof(
    fc.tuple(parallel, flow, next, recovery).map(merge),
    fc.tuple(map, next, recovery).map(merge),
  );
}

function processor(depth: number): fc.Arbitrary<Json> {
  const modes = [{ Mode: "INLINE" }, { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }];
  return fc
    .tuple(block(depth), fc.constantFrom(...modes))
    .map(([inner, config]): Json => ({ ...(inner as States), ProcessorConfig: config }));
}

/** State names are unique in a whole definition, so each block takes a number of its own. */
let blocks = 0;

function block(depth: number): fc.Arbitrary<Json> {
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    blocks += 1;
    const names = Array.from({ length: count }, (_, index) => `B${blocks}-${index}`);
    const anyName = fc.constantFrom(...names);
    const states = names.map((_, index) => {
      const following = names[index + 1];
      const next: fc.Arbitrary<Json> =
        following === undefined ? fc.constant({ End: true }) : fc.constant({ Next: following });
      const simple = leaf(next, anyName);
      return depth <= 0 ? simple : fc.oneof({ weight: 2, arbitrary: simple }, fanOut(next, anyName, depth));
    });
    return fc.tuple(...states).map((made): Json => {
      const all = Object.fromEntries(made.map((state, index) => [names[index] ?? "", state]));
      return { StartAt: names[0] ?? "", States: reachable(all, names[0] ?? "") };
    });
  });
}

/** AWS refuses states that nothing leads to, and blocks without an end. */
function reachable(all: States, first: string): States {
  const reached: States = {};
  const waiting = [first];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = all[name];
    if (state === undefined || Object.hasOwn(reached, name)) continue;
    reached[name] = state;
    waiting.push(...targetsOf(state));
  }
  const hasEnd = Object.values(reached).some((state) => isEnd(state as States));
  return hasEnd ? reached : { [first]: { Type: "Succeed" } };
}

function isEnd({ Type: type, End: end }: States): boolean {
  return end === true || type === "Succeed" || type === "Fail";
}

function targetsOf(state: Json): string[] {
  const { Next: next, Default: otherwise, Choices: rules = [], Catch: catchers = [] } = state as States;
  const others = [...(rules as States[]), ...(catchers as States[])].map((one) => one["Next"]);
  return [next, otherwise, ...others].filter((name) => typeof name === "string");
}

/** Now and then one is refused all the same, for a name in a template that ends in ".$": whoever uses it filters. */
export const definitions: fc.Arbitrary<Json> = block(2);

export const inputs: fc.Arbitrary<Json> = fc.oneof(
  fc.constant<Json>({ n: 1, items: [{ n: 1 }, { n: 2 }, { n: 3 }] }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);
