import type { Clock } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { exportAudit, listAudit } from "../audit/read.ts";
import type { Sealer } from "../audit/seal.ts";
import { verifyAudit } from "../audit/verify.ts";
import { type Callbacks, callBack } from "../callbacks/callbacks.ts";
import type { Ground } from "../ground.ts";
import type { SecretServices, Services, WebhookServices } from "../http/services.ts";
import type { ServerNode } from "../nodes/node.ts";
import { createExecutionServices } from "./executions.ts";
import { createHostServices } from "./hosts.ts";
import { createMapRunServices } from "./map-runs.ts";
import { createNodeServices } from "./nodes.ts";
import { createProjectServices } from "./project.ts";
import { createJobServices, createRunServices } from "./runs.ts";
import { createScheduleServices } from "./schedules.ts";
import { createStateMachineServices } from "./state-machines.ts";
import { createTaskServices } from "./tasks.ts";

export interface ServicesParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  readonly ground: Ground;
  readonly sealer: Sealer;
  readonly secrets: SecretServices;
  readonly webhooks: WebhookServices;
  readonly callbacks: Callbacks;
  readonly node?: ServerNode;
}

/** What HTTP asks for, answered by the packages that know. */
export function createServices({
  ground,
  sealer,
  secrets,
  webhooks,
  callbacks,
  node,
  ...held
}: ServicesParts): Services {
  const { engine, jobs, scheduler, functions } = ground;
  return {
    jobs: createJobServices(jobs),
    runs: createRunServices(jobs),
    callbacks: {
      find: (token) => callbacks.find(token),
      tell: (attempt, outcome) => callBack(jobs, attempt, outcome),
    },
    stateMachines: createStateMachineServices(engine),
    executions: createExecutionServices(engine, held.store, () => held.clock.now()),
    mapRuns: createMapRunServices(engine),
    tasks: createTaskServices(engine),
    schedules: createScheduleServices({ ...held, scheduler }),
    nodes: createNodeServices({ store: held.store, node, engine, now: () => held.clock.now() }),
    hosts: createHostServices(ground.hosts),
    project: createProjectServices({ ...held, engine, jobs, scheduler, functions }),
    secrets,
    webhooks,
    audit: {
      list: (query) => listAudit(held.store, query),
      verify: () => verifyAudit(held.store, sealer),
      export: () => exportAudit(held.store),
    },
    isAccepting: () => ground.isRecovered && node?.isCurrent !== false,
    readiness: async () => [
      ...(node === undefined ? [] : [{ name: "lease", isReady: node.isCurrent }]),
      { name: "recovery", isReady: ground.isRecovered },
      { name: "engine", isReady: engine.isReady },
      { name: "store", isReady: await isReadable(held.store) },
    ],
  };
}

/** The engine finds out only with its next commit. */
function isReadable(store: Store): Promise<boolean> {
  return store.get("settings", "readiness").then(
    () => true,
    () => false,
  );
}
