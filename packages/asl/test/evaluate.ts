import { epochMs, type Json, type JsonObject, randomStream, type Seed } from "@landbridge/model";
import { compileJsonata, type Outcome } from "../src/data/jsonata/expression.ts";
import { Pace } from "../src/data/pace.ts";

export interface Around {
  readonly input?: Json;
  readonly variables?: JsonObject;
  readonly seed?: Seed;
  readonly now?: number;
  readonly breathe?: () => Promise<void>;
  readonly workMax?: number;
}

/** What an expression gives, with `$states.input` and variables as given. */
export function evaluate(text: string, around: Around = {}): Promise<Outcome> {
  return compileJsonata(text).evaluate({
    states: { input: around.input ?? {}, context: {} },
    variables: around.variables ?? {},
    now: epochMs(around.now ?? Date.UTC(2026, 2, 14, 1, 59, 0)),
    random: randomStream(around.seed ?? [1, 2, 3, 4]),
    pace: new Pace(around.breathe),
    workMax: around.workMax,
  });
}
