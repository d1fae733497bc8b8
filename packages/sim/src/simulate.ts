import type { Store } from "@landbridge/store";
import { Violation } from "./checks/check.ts";
import { Clients } from "./world/clients.ts";
import { heal, untilAllIsOver } from "./world/healing.ts";
import { stackOf } from "./world/node.ts";
import { Trouble } from "./world/trouble.ts";
import { World } from "./world/world.ts";

export interface SimulationOptions {
  readonly seed: number;
  readonly steps: number;
  /** Processes that share the work; default: 1. */
  readonly nodes?: number;
  readonly tamper?: (store: Store) => Store;
  readonly print?: (line: string) => void;
}

export interface SimulationResult {
  readonly seed: number;
  /** Of all that happened; the same for the same seed and steps. */
  readonly digest: string;
  readonly lines: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failure?: { readonly step: number | "healed"; readonly message: string };
}

/** How often everything is looked at while things still go wrong. */
const stepsBetweenChecks = 100;

/** One world: first anything may fail, and nothing wrong may happen; then all is healed, and everything must finish. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const world = await World.open(options);
  let step: number | "healed" = 0;
  // A promise that nobody looks after is a mistake, in production as here.
  const onRejection = (error: unknown): void =>
    world.broken(new Violation(`nobody caught ${stackOf(error)}`));
  process.on("unhandledRejection", onRejection);
  try {
    const clients = new Clients(world, world.chance("clients"));
    const trouble = new Trouble(world, world.chance("trouble"));
    for (step = 0; step < options.steps; step += 1) {
      await trouble.step(clients);
      if (step % stepsBetweenChecks === stepsBetweenChecks - 1) await world.check("always");
    }
    step = "healed";
    await world.check("always");
    await heal(world);
    await untilAllIsOver(world, clients);
    await world.check("inTheEnd");
    return resultOf(world, options);
  } catch (error) {
    const message = error instanceof Violation ? error.message : stackOf(error);
    return { ...resultOf(world, options), failure: { step, message } };
  } finally {
    await world.close();
    process.off("unhandledRejection", onRejection);
  }
}

function resultOf(world: World, { seed }: SimulationOptions): SimulationResult {
  const { ledger, trace } = world;
  return {
    seed,
    digest: trace.digest(),
    lines: trace.lines,
    counts: {
      executions: ledger.executions.length,
      launches: ledger.launches.length,
      results: ledger.results.filter(({ isTaken }) => isTaken).length,
      deliveries: ledger.deliveries.length,
      processes: world.host.intervals().length,
      nodes: world.nodes,
    },
  };
}
