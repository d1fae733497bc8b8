import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { SFNClient } from "@aws-sdk/client-sfn";
import type { Store } from "@landbridge/store";
import { schedulerService } from "../src/aws/scheduler/scheduler-service.ts";
import { stepFunctionsService } from "../src/aws/step-functions/service.ts";
import { type Ground, openGround } from "../src/ground.ts";
import { createLog } from "../src/http/log.ts";
import { defaultHome } from "../src/open-home.ts";
import { systemClock, systemRandom } from "../src/system.ts";
import { type AwsTestServer, startAws } from "./aws-server.ts";
import { memoryStore } from "./memory-store.ts";

export interface StepFunctionsTestServer extends AwsTestServer {
  /** With the admin pair. */
  readonly client: SFNClient;
  /** With another. */
  clientOf(credentials: AwsTestServer["admin"]): SFNClient;
  readonly ground: Ground;
  readonly store: Store;
  /** Errors and warnings of the ground. */
  readonly groundLines: readonly string[];
}

export const roleArn = "arn:aws:iam::000000000000:role/test";

/** Step Functions and the Scheduler on a real socket, over a real engine with a store in memory; closed when the test ends. */
export async function startStepFunctions(context: TestContext): Promise<StepFunctionsTestServer> {
  const held = { ...(await memoryStore()), clock: systemClock };
  const dataFolder = await mkdtemp(join(tmpdir(), "landbridge-"));
  const groundLines: string[] = [];
  const log = createLog({ level: "warn", destination: { write: (line) => void groundLines.push(line) } });
  const ground = openGround({
    ...held,
    random: systemRandom,
    home: defaultHome,
    tokenKey: new Uint8Array(32),
    dataFolder,
    log,
    news: () => {},
  });
  await ground.recover();
  const service = stepFunctionsService({
    engine: ground.engine,
    home: defaultHome,
    clock: systemClock,
    random: systemRandom,
  });
  const scheduling = { ...held, scheduler: ground.scheduler, home: defaultHome };
  const server = await startAws(context, [service, schedulerService(scheduling)], {
    requestsPerSecond: 100_000,
    requestsBurst: 100_000,
    refusedPerSecond: 100_000,
    refusedBurst: 100_000,
  });
  const clients: SFNClient[] = [];
  const clientOf: StepFunctionsTestServer["clientOf"] = (credentials) => {
    // The prefix `sync-` would need a name server that knows it; docs/guide/aws.md.
    const client = new SFNClient({ ...server.clientOptions, credentials, disableHostPrefix: true });
    clients.push(client);
    return client;
  };
  context.after(async () => {
    for (const client of clients) client.destroy();
    await server.close();
    await ground.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  });
  return { ...server, client: clientOf(server.admin), clientOf, ground, store: held.store, groundLines };
}

/** A definition of one Pass state, or of the states given. */
export function definitionOf(
  states: Readonly<Record<string, object>> = { Done: { Type: "Pass", End: true } },
): string {
  return JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
