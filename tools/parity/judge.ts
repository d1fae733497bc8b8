import { callsOf, closed } from "./calls.ts";
import type { Difference, FunctionMock, Harness, Plan, Step } from "./harness.ts";
import { openWorld, type World } from "./world.ts";

/** How many seconds of real time one vector may take; none comes near it unless something is stuck. */
const SECONDS_MAX = 30;

type Runnable = Extract<Plan, { readonly skip?: undefined }>;

/** Plays one vector in a world of its own. `undefined`: nothing differs from AWS. */
export async function judge(harness: Harness, plan: Runnable): Promise<Difference | undefined> {
  const world = await openWorld(new Map(Object.entries<FunctionMock>(plan.vector.lambdaMocks ?? {})));
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
