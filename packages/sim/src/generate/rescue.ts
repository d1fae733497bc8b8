import type { Json, JsonObject } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";

/** Retry and Catch, at times; what catches is a later state. */
export function drawRescue(chance: Chance, later: readonly string[]): JsonObject {
  const errors = (): Json => [
    chance.pick(["States.ALL", "States.TaskFailed", "States.Timeout", "Simulated.Failure"]),
  ];
  const target = chance.pickIn(later);
  return {
    ...(chance.is(0.5) && {
      Retry: [
        {
          ErrorEquals: errors(),
          IntervalSeconds: chance.spread(1, 60),
          MaxAttempts: chance.whole(0, 3),
          BackoffRate: chance.pick([1, 1.5, 2]),
          ...(chance.is(0.3) && { MaxDelaySeconds: 90 }),
          ...(chance.is(0.3) && { JitterStrategy: "FULL" }),
        },
      ],
    }),
    ...(target !== undefined &&
      chance.is(0.5) && { Catch: [{ ErrorEquals: errors(), Next: target, ResultPath: "$.error" }] }),
  };
}
