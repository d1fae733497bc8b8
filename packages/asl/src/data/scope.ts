import type { EpochMs, Json, JsonObject, RandomStream } from "@landbridge/model";

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
  /** Lets everybody else go first, for what is evaluated at length; absent: nobody waits. */
  readonly breathe?: Breathe | undefined;
}

export type Breathe = () => Promise<void>;
