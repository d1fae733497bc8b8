import { type EpochMs, epochMs } from "@landbridge/model";
import { callsOf, closed } from "./calls.ts";
import type { Difference, FunctionMock, Harness, Plan, Step, Vector } from "./harness.ts";
import { openWorld, type World } from "./world.ts";

/** How many seconds of real time one vector may take; none comes near it unless something is stuck. */
const SECONDS_MAX = 30;

type Runnable = Extract<Plan, { readonly skip?: undefined }>;

/** Plays one vector in a world of its own. `undefined`: nothing differs from AWS. */
export async function judge(harness: Harness, plan: Runnable): Promise<Difference | undefined> {
  const functions = new Map(Object.entries<FunctionMock>(plan.vector.lambdaMocks ?? {}));
  const world = await openWorld(functions, startOf(plan.vector));
  try {
    const VirtualRun = runIn(harness.Run, world);
    const going = new VirtualRun(plan, callsOf(world), { timeout: SECONDS_MAX, exactNumbers: false }).go();
    await world.pass(going);
    const difference = await going;
    const [mistake] = world.mistakes;
    return mistake === undefined ? difference : { ...difference, path: "(inside)", why: mistake };
  } finally {
    await world.close();
  }
}

/** The day of the recording: what was over for AWS is to be over here. */
function startOf({ recordedDate = "" }: Vector): EpochMs {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4}),/.exec(recordedDate) ?? [];
  return epochMs(
    year === undefined ? 1_700_000_000_000 : Date.UTC(Number(year), Number(month) - 1, Number(day), 12),
  );
}

/** The harness's run, but it waits in virtual time, for facts. */
function runIn(Run: Harness["Run"], world: World): Harness["Run"] {
  return class VirtualRun extends Run {
    override async step(step: Step & { readonly service: string }): Promise<void> {
      if (step.service !== "harness" || step.op !== "Sleep") return super.step(step);
      const until = world.clock.now() + Number(step.params["seconds"]) * 1000;
      while (world.clock.now() < until) await world.moment();
    }

    override async waitFor(step: Step, arn: string, until: string): Promise<unknown> {
      if (arn === undefined || until === "started" || until === "condition") {
        throw new Error(`${step.id} waits for what is not offered in process: ${until}`);
      }
      // An Express execution has no description, and nobody can wait for it.
      const { status } = await closed(world, arn);
      return { status };
    }

    override async poll(step: Step, params: Readonly<Record<string, unknown>>): Promise<unknown> {
      await world.moment();
      return this.once(step, params);
    }
  };
}
