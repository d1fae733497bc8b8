import type { Json } from "@landbridge/model";

// What the interpreter is measured with: chains of one kind of state, so that starting and ending an
// execution count little. What each is for stands in docs/internals/benchmarks.md.

type Members = Readonly<Record<string, Json>>;

export interface Workload {
  readonly id: string;
  readonly what: string;
  readonly definition: Json;
  /**
   * What the other interpreter runs where that is another text: it knows no JSONata, so it is given the
   * same work in JSONPath.
   */
  readonly elsewhere?: Json;
}

const chainLength = 20;
const mapItems = 20;

export const input: Json = {
  customer: { id: "C-1001", name: "Ada", tier: 3 },
  amount: 250,
  currency: "EUR",
  items: Array.from({ length: mapItems }, (_, n) => ({ n, sku: `S-${n}` })),
};

/** What every task answers. */
export const taskResult: Json = { ok: true, amount: 250 };

const resource = "arn:aws:lambda:us-east-1:000000000000:function:noop";

/** The names of all Task states: the other interpreter is told by name what a task answers. */
export const taskNames: readonly string[] = Array.from({ length: chainLength }, (_, index) => `S${index}`);

function nameAfter(index: number): string {
  return `S${index + 1}`;
}

function chain(state: (next: string | undefined) => Members, more: Members = {}): Json {
  const states = taskNames.map((name, index): [string, Json] => {
    const isLast = index === chainLength - 1;
    return [name, state(isLast ? undefined : nameAfter(index))];
  });
  return { ...more, StartAt: "S0", States: Object.fromEntries(states) };
}

function chainOf(state: Members, more: Members = {}): Json {
  return chain((next) => ({ ...state, ...(next === undefined ? { End: true } : { Next: next }) }), more);
}

/** The second of two rules holds. */
function choices(rules: readonly [Members, Members]): (next: string | undefined) => Members {
  return (next) =>
    next === undefined
      ? { Type: "Succeed" }
      : { Type: "Choice", Choices: rules.map((rule) => ({ ...rule, Next: next })), Default: next };
}

const jsonata = { QueryLanguage: "JSONata" } as const;
const task = { Type: "Task", Resource: resource } as const;
const inner = { StartAt: "I", States: { I: { Type: "Pass", End: true } } } as const;

const branches: Json[] = Array.from({ length: 4 }, (_, index) => ({
  StartAt: `B${index}`,
  States: { [`B${index}`]: { Type: "Pass", End: true } },
}));
const parallel: Json = {
  StartAt: "P",
  States: { P: { Type: "Parallel", Branches: branches, ResultPath: null, End: true } },
};

const dataFlow = {
  InputPath: "$.customer",
  Parameters: { "id.$": "$.id", kind: "customer", nested: { "tier.$": "$.tier" } },
} as const;
const taskFlow = {
  Parameters: { "id.$": "$.customer.id", "amount.$": "$.amount" },
  ResultPath: "$.answer",
} as const;

const compareTier = [
  { Variable: "$.customer.tier", NumericGreaterThan: 5 },
  { Variable: "$.currency", StringEquals: "EUR" },
] as const;

export const workloads: readonly Workload[] = [
  { id: "pass", what: "Pass", definition: chainOf({ Type: "Pass" }) },
  {
    id: "pass.paths",
    what: "Pass, InputPath, Parameters, ResultPath",
    definition: chainOf({ Type: "Pass", ...dataFlow, ResultPath: "$.found" }),
  },
  {
    id: "pass.intrinsics",
    what: "Pass, States.Format and States.MathAdd",
    definition: chainOf({
      Type: "Pass",
      Parameters: {
        "text.$": "States.Format('{} has {}', $.customer.name, $.amount)",
        "sum.$": "States.MathAdd($.amount, 1)",
      },
      ResultPath: "$.found",
    }),
  },
  { id: "choice", what: "Choice, two rules", definition: chain(choices(compareTier)) },
  { id: "task", what: "Task, answered at once", definition: chainOf({ ...task, ResultPath: null }) },
  {
    id: "task.paths",
    what: "Task, Parameters, ResultPath",
    definition: chainOf({ ...task, ...taskFlow }),
  },
  { id: "wait", what: "Wait, 0 seconds", definition: chainOf({ Type: "Wait", Seconds: 0 }) },
  { id: "succeed", what: "Succeed alone", definition: { StartAt: "S", States: { S: { Type: "Succeed" } } } },
  { id: "parallel", what: "Parallel, four branches of one Pass", definition: parallel },
  {
    id: "map",
    what: `Map, ${mapItems} items, one Pass each`,
    definition: {
      StartAt: "M",
      States: { M: { Type: "Map", ItemsPath: "$.items", ItemProcessor: inner, ResultPath: null, End: true } },
    },
  },
  {
    id: "jsonata.pass",
    what: "JSONata: Pass, Output",
    definition: chainOf(
      {
        Type: "Pass",
        Output: { id: "{% $states.input.customer.id %}", customer: "{% $states.input.customer %}" },
      },
      jsonata,
    ),
    elsewhere: chainOf({
      Type: "Pass",
      Parameters: { "id.$": "$.customer.id", "customer.$": "$.customer" },
    }),
  },
  {
    id: "jsonata.assign",
    what: "JSONata: Pass, Assign",
    definition: chainOf({ Type: "Pass", Assign: { amount: "{% $states.input.amount + 1 %}" } }, jsonata),
    elsewhere: chainOf({
      Type: "Pass",
      Parameters: { "amount.$": "States.MathAdd($.amount, 1)" },
      ResultPath: "$.variables",
    }),
  },
  {
    id: "jsonata.choice",
    what: "JSONata: Choice, two conditions",
    definition: chainJsonataChoice(),
    elsewhere: chain(choices(compareTier)),
  },
  {
    id: "jsonata.task",
    what: "JSONata: Task, Arguments, Output",
    definition: chainOf(
      {
        ...task,
        Arguments: { id: "{% $states.input.customer.id %}", amount: "{% $states.input.amount %}" },
        Output: "{% $merge([$states.input, {'answer': $states.result}]) %}",
      },
      jsonata,
    ),
    elsewhere: chainOf({ ...task, ...taskFlow }),
  },
];

function chainJsonataChoice(): Json {
  const conditions = ["$states.input.customer.tier > 5", "$states.input.currency = 'EUR'"] as const;
  return chain(
    choices([{ Condition: `{% ${conditions[0]} %}` }, { Condition: `{% ${conditions[1]} %}` }]),
    jsonata,
  );
}
