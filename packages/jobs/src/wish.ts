import type { Wish } from "./choose-host.ts";
import type { RunRecord } from "./run-record.ts";

/** What the next attempt of a run asks of the hosts. */
export function wishOf({ run, plan, phase }: RunRecord): Wish {
  const stays = phase.kind === "resting" ? run.host : undefined;
  const avoid = phase.kind === "placing" ? phase.from : undefined;
  return {
    job: run.job,
    target: plan?.target,
    requires: plan?.requires,
    ...(stays === undefined ? {} : { prefer: stays }),
    ...(avoid === undefined ? {} : { avoid }),
  };
}
