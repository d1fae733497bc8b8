import type { EpochMs, Json, JsonObject, RandomStream } from "@landbridge/model";
import type { Pace } from "./pace.ts";

/** What an expression can see. */
export interface Scope {
  /** `$`: what the expression is applied to (the state's input, a task's result, …). */
  readonly input: Json;
  /** `$$`: the context object. */
  readonly context: JsonObject;
  /** `$name`: workflow variables, by name. */
  readonly variables: JsonObject;
  /** For `$now` and `$millis`: the turn's. */
  readonly now: EpochMs;
  /** For States.UUID, States.MathRandom and their like: seeded by the turn's facts. */
  readonly random: RandomStream;
  /** Counts what is evaluated, and lets everybody else go first; absent: nobody counts, and nobody waits. */
  readonly pace?: Pace | undefined;
}

/** Resolves when others have had their turn. */
export type Breathe = () => Promise<void>;
