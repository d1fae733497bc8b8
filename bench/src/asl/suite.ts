import type { Figure, SuiteOptions } from "../figure.ts";
import { compile, runOnce, statesEntered } from "./ours.ts";
import { bestRates } from "./rate.ts";
import { otherInterpreter } from "./theirs.ts";
import { type Workload, workloads } from "./workloads.ts";

/** Of the rate of `aws-local-stepfunctions`. */
const ratioTarget = 5;

/** Pure transitions, by kind of state and query language; what each is stands in docs/internals/benchmarks.md. */
export async function benchAsl({ seconds, progress }: SuiteOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const workload of workloads) {
    progress(workload.what);
    figures.push(...(await figuresOf(workload, seconds)));
  }
  return figures;
}

async function figuresOf({ id, what, definition, elsewhere }: Workload, seconds: number): Promise<Figure[]> {
  const machine = compile(definition);
  const states = await statesEntered(machine);
  const [ours, theirs] = await bestRates(
    [() => runOnce(machine), otherInterpreter(elsewhere ?? definition)],
    seconds,
  );
  const theirName = elsewhere === undefined ? what : "the same in JSONPath";
  return [
    { id: `asl.${id}`, what: `${what}: states entered`, value: ours * states, unit: "1/s" },
    {
      id: `asl.${id}.theirs`,
      what: `${theirName}: aws-local-stepfunctions`,
      value: theirs * states,
      unit: "1/s",
    },
    {
      id: `asl.${id}.ratio`,
      what: `${what}: ours to theirs`,
      value: ours / theirs,
      unit: "times",
      // It cannot run JSONata at all; what it does with the same work in JSONPath is there to be read.
      ...(elsewhere === undefined && { target: { atLeast: ratioTarget } }),
    },
  ];
}
