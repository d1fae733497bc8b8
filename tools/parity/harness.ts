import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The recorded vectors and what judges them lie in a folder of their own, and are used where they lie:
// README.md there says what they are. Here stands no more than the shape of what is used.

export interface Vector {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  /** "DD-MM-YYYY, HH:MM:SS". */
  readonly recordedDate?: string;
  readonly lambdaMocks?: Readonly<Record<string, FunctionMock>>;
}

/** What a function did when AWS was recorded. */
export interface FunctionMock {
  readonly arn: string;
  readonly behaviour: string;
  readonly returns?: unknown;
  readonly error?: string;
  readonly payload?: { readonly errorType?: string; readonly errorMessage?: string };
  readonly seconds?: number;
  readonly bytes?: number;
}

export interface Step {
  readonly id: string;
  readonly op: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected?: readonly unknown[];
}

/** A call of an AWS API, as its SDK would make it. */
export type Call = (
  service: string,
  op: string,
  params: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

export type Plan =
  | { readonly tier: string; readonly skip: string }
  | {
      readonly tier: string;
      readonly skip?: undefined;
      readonly vector: Vector;
      readonly steps: readonly Step[];
    };

export interface Difference {
  readonly step?: string;
  readonly path: string;
  readonly why: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Goes through the steps of one vector and compares what comes back. */
export interface VectorRun {
  /** `undefined`: nothing differs. */
  go(): Promise<Difference | undefined>;
  step(step: Step & { readonly service: string }): Promise<void>;
  keep(step: Step, answer: unknown): void;
  waitFor(step: Step, arn: string, until: string): Promise<unknown>;
  poll(step: Step, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  once(step: Step, params: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface Harness {
  readonly vectors: readonly Vector[];
  readonly plan: (vector: Vector) => Plan;
  readonly Run: new (plan: Plan, call: Call, options: object) => VectorRun;
}

export const recordedHome = { partition: "aws", region: "us-east-1", account: "111111111111" } as const;

/** `undefined`: there is no such folder. */
export async function openHarness(folder: string): Promise<Harness | undefined> {
  const [comparer, runner] = [join(folder, "compare_history.mjs"), join(folder, "run.mjs")];
  if (!existsSync(comparer) || !existsSync(runner)) return undefined;
  // Typed by hand: the folder's modules are JavaScript.
  const { loadVectors } = (await import(pathToFileURL(comparer).href)) as {
    readonly loadVectors: (folder: string) => readonly Vector[];
  };
  const { plan, Run, sharedFunctions } = (await import(pathToFileURL(runner).href)) as {
    readonly plan: (vector: Vector, environment: object) => Plan;
    readonly Run: Harness["Run"];
    readonly sharedFunctions: (vectors: readonly Vector[]) => ReadonlySet<string>;
  };
  const vectors = loadVectors(join(folder, "vectors"));
  const environment = { tag: "parity", ...recordedHome, sharedFunctions: sharedFunctions(vectors) };
  return { vectors, plan: (vector) => plan(vector, environment), Run };
}
