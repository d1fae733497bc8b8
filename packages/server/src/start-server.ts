import { join } from "node:path";
import type { Home } from "@landbridge/engine";
import type { ProjectDefinitions } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { createSealer } from "./audit/seal.ts";
import { type AuditTrail, createAuditTrail } from "./audit/trail.ts";
import { ensureAdminKey } from "./auth/admin-key.ts";
import { createKeys } from "./auth/keys.ts";
import { openMasterKey } from "./auth/master-key.ts";
import { awsDialect } from "./aws/dialect.ts";
import { keyPairCredentials } from "./aws/dispatch/credentials.ts";
import { s3Service } from "./aws/s3/s3-service.ts";
import { resumeDeletions } from "./aws/scheduler/groups.ts";
import { schedulerService } from "./aws/scheduler/scheduler-service.ts";
import { stepFunctionsService } from "./aws/step-functions/service.ts";
import { stsService } from "./aws/sts/sts-service.ts";
import { type Ground, openGround } from "./ground.ts";
import { createHttp, type Http, type Listening } from "./http/create-http.ts";
import type { Log } from "./http/log.ts";
import { createMetrics } from "./http/metrics.ts";
import type { ProjectChanges } from "./http/services.ts";
import type { ServerNews } from "./news.ts";
import { openStore } from "./open-store.ts";
import { createServices } from "./services/create-services.ts";
import { systemClock, systemRandom } from "./system.ts";

export interface ServerOptions {
  /** Absolute; made if it is not there, readable by its owner only. */
  readonly dataFolder: string;
  /** postgres://…; absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  readonly host: string;
  /** 0 picks one. */
  readonly port: number;
  /** Applied before anything goes on. */
  readonly project?: ProjectDefinitions;
  readonly home?: Home;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of the program. */
  readonly version: string;
  readonly log: Log;
  readonly news?: (news: ServerNews) => void;
}

export interface RunningServer extends Listening {
  readonly adminKeyFile: string;
  readonly isAdminKeyNew: boolean;
  readonly masterKeyFile: string;
  readonly applied: ProjectChanges | undefined;
  readonly ground: Ground;
  /** Resolves with what went wrong when the server cannot go on by itself: its store failed, or was taken over. */
  readonly failed: Promise<unknown>;
  /** Takes nothing new, lets answers under way finish, leaves jobs running. */
  stop(): Promise<void>;
}

export const defaultHome: Home = { partition: "aws", region: "us-east-1", account: "000000000000" };

/** One node has all of the work, as one partition. */
const partition = 0;

/** Opens the store, goes on with whatever is open, and listens. Rejects with a sentence that says what to do. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const store = await openStore(options);
  try {
    return await startOn(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startOn(store: Store, options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, environment, log, home = defaultHome } = options;
  const { epoch: current } = await store.acquire(partition);
  const epoch = (): number => current;
  const held = { store, partition, epoch, clock: systemClock };
  const masterKey = await openMasterKey({ ...held, dataFolder, environment });
  const adminKey = await ensureAdminKey({ ...held, file: join(dataFolder, "admin.key") });
  const keys = createKeys({
    ...held,
    masterKey,
    failed: (err) => log.warn({ err }, "a key's last use was not written"),
  });
  const sealer = createSealer(masterKey);
  const audit = createAuditTrail({
    store,
    clock: systemClock,
    sealer,
    failed: (err) => log.error({ err }, "the audit trail could not be written"),
  });
  const ground = openGround({
    ...held,
    random: systemRandom,
    home,
    tokenKey: masterKey.deriveSecret("task-token", ""),
    dataFolder,
    log,
    news: options.news ?? (() => {}),
  });
  const metrics = createMetrics();
  observe(metrics, ground);
  const services = createServices({ ...held, ground, sealer });
  const scheduling = { ...held, scheduler: ground.scheduler, home };
  const aws = awsDialect({
    services: [
      stsService(home),
      schedulerService(scheduling),
      s3Service({ objects: ground.objects, region: home.region, owner: home.account }),
      stepFunctionsService({ engine: ground.engine, home, clock: systemClock }),
    ],
    credentials: keyPairCredentials(keys),
    region: home.region,
    clock: systemClock,
    isAccepting: services.isAccepting,
  });
  const http = createHttp({
    services,
    auth: keys,
    audit,
    log,
    metrics,
    version: options.version,
    dialects: [aws],
  });
  const stop = once(async () => {
    await http.close();
    await ground.close();
    await keys.close();
    await audit.close();
    await store.close();
  });
  try {
    // First of all, so that a port in use stops the start before anything has gone on.
    const listening = await http.listen({ host: options.host, port: options.port });
    const applied = options.project && (await applyOwn(services, audit, options.project));
    await ground.recover();
    await resumeDeletions(scheduling);
    return {
      ...listening,
      adminKeyFile: adminKey.file,
      isAdminKeyNew: adminKey.kind === "created",
      masterKeyFile: masterKey.file,
      applied,
      ground,
      failed: failureOf(ground),
      stop,
    };
  } catch (error) {
    await closeAll(http, ground);
    throw error;
  }
}

async function applyOwn(
  services: ReturnType<typeof createServices>,
  audit: AuditTrail,
  project: ProjectDefinitions,
): Promise<ProjectChanges> {
  const changes = await services.project.apply(project, { isPlan: false, principal: "up" });
  await audit.append({
    principal: null,
    address: "local",
    via: "server",
    operation: "applyProject",
    action: "project:apply",
    target: project.name,
    outcome: "done",
    status: 200,
  });
  return changes;
}

async function closeAll(http: Http, ground: Ground): Promise<void> {
  await http.close();
  await ground.close();
}

/** The schedules fire until the end; when they cannot, nothing else can go on either. */
function failureOf(ground: Ground): Promise<unknown> {
  const fired = ground.run();
  return new Promise((resolve) => {
    fired.catch(resolve);
    void ground.engine.fenced.then(resolve);
  });
}

function observe(metrics: ReturnType<typeof createMetrics>, { engine, jobs }: Ground): void {
  metrics.gauge(
    "landbridge_executions_resident",
    "Open executions in memory.",
    () => engine.stats().residentExecutions,
  );
  metrics.gauge(
    "landbridge_turns_waiting",
    "Turns that wait for their commit.",
    () => engine.stats().waitingTurns,
  );
  metrics.gauge("landbridge_runs_open", "Runs of jobs without an outcome.", () => jobs.openRuns());
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
