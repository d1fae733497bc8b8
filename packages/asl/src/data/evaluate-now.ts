import type { Json } from "@landbridge/model";
import type { Scope } from "./scope.ts";

/** An `Evaluate` that never promises: all of JSONPath. Throws `StatesFault`. */
export type EvaluateNow<T extends Json = Json> = (scope: Scope) => T;
