import type { ProcessScript } from "@landbridge/jobs/simulated-host";
import { concurrencyPolicies, type JobDefinition } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";

const mebibyte = 1_048_576;

/** One of each policy, and a second one that must not overlap. */
export function drawJobs(chance: Chance): readonly [JobDefinition, ...JobDefinition[]] {
  const [first, ...rest] = concurrencyPolicies;
  const more = rest.map((policy) => drawJob(chance, policy, policy));
  return [drawJob(chance, first, first), ...more, drawJob(chance, "forbid-too", "forbid")];
}

function drawJob(chance: Chance, name: string, concurrency: JobDefinition["concurrency"]): JobDefinition {
  return {
    name,
    command: { kind: "arguments", argv: ["/bin/true"] },
    environment: chance.is(0.3) ? { N: { input: "$" } } : {},
    ...(chance.is(0.5) && { timeoutSeconds: chance.spread(2, 100) }),
    killGraceSeconds: chance.whole(1, 10),
    successExitCodes: [0],
    concurrency,
    retry: {
      maxAttempts: chance.whole(0, 2),
      intervalSeconds: chance.spread(1, 60),
      backoffRate: chance.pick([1, 2]),
    },
    data: "normal",
    outputBytesMax: mebibyte,
    parameters: {},
  };
}

/** What one process does. */
export function drawScript(chance: Chance): ProcessScript {
  const runMs = chance.spread(100, 120_000);
  return {
    runMs,
    exit: chance.is(0.1)
      ? { kind: "signal", signal: "SIGSEGV" }
      : { kind: "code", code: chance.is(0.7) ? 0 : 1 },
    ...(chance.is(0.5) && { result: { n: chance.whole(0, 9) } }),
    termMs: chance.spread(1, 20_000),
    ...(chance.is(0.05) && { leavesNoRecord: true as const }),
    ...(chance.is(0.05) && { cannotStart: "it was drawn so" }),
  };
}
