import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { ApiError } from "@landbridge/api";
import { type JobsLimits, localHost } from "@landbridge/jobs";
import { LandbridgeError, type ProjectDefinitions } from "@landbridge/model";
import {
  createProviders,
  createResolver,
  createSecretStore,
  openKeyRing,
  openSharedKeyRing,
} from "@landbridge/secrets";
import type { Store } from "@landbridge/store";
import { createSealer } from "./audit/seal.ts";
import { type AuditTrail, createAuditTrail } from "./audit/trail.ts";
import { ensureAdminKey } from "./auth/admin-key.ts";
import { createKeys } from "./auth/keys.ts";
import { openMasterKey } from "./auth/master-key.ts";
import { cloudWatchService } from "./aws/cloudwatch/cloudwatch-service.ts";
import { createMetricStore } from "./aws/cloudwatch/metric-store.ts";
import { observeReported } from "./aws/cloudwatch/observe.ts";
import { allCredentials } from "./aws/credentials/all-credentials.ts";
import { createGrounded } from "./aws/credentials/grounded.ts";
import { livenessOf } from "./aws/credentials/liveness.ts";
import { type OwnAddress, openOwnAddress } from "./aws/credentials/own-forward.ts";
import { awsDialect } from "./aws/dialect.ts";
import { lambdaService } from "./aws/lambda/lambda-service.ts";
import { s3Service } from "./aws/s3/s3-service.ts";
import { resumeDeletions } from "./aws/scheduler/groups.ts";
import { schedulerService } from "./aws/scheduler/scheduler-service.ts";
import { createParameterStore } from "./aws/ssm/parameter-store.ts";
import { ssmService } from "./aws/ssm/ssm-service.ts";
import { stepFunctionsService } from "./aws/step-functions/service.ts";
import { stsService } from "./aws/sts/sts-service.ts";
import { createCallbacks } from "./callbacks/callbacks.ts";
import { functionRows, readFunctionRow } from "./functions.ts";
import { type Ground, openGround } from "./ground.ts";
import type { HostsLimits } from "./hosts/limits.ts";
import { createHttp, type Http, type Listening } from "./http/create-http.ts";
import type { Log } from "./http/log.ts";
import { createMetrics } from "./http/metrics.ts";
import type { ProjectChanges } from "./http/services.ts";
import type { ServerNews } from "./news.ts";
import { type Changes, type WatchedTable, watchChanges } from "./nodes/changes.ts";
import { joinFormats, type RowFormats, rowFormats } from "./nodes/formats.ts";
import { joinStore, type Tenure } from "./nodes/join.ts";
import { nodeLimits } from "./nodes/limits.ts";
import { joinObjects, warnOfOwnObjects } from "./nodes/shared-objects.ts";
import { type HomeChoice, openHome } from "./open-home.ts";
import { openStore } from "./open-store.ts";
import { createKeeper, keeperPartition } from "./retention/keep.ts";
import type { KeepPolicy } from "./retention/policy.ts";
import { createServices } from "./services/create-services.ts";
import { systemClock, systemRandom } from "./system.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

export interface ServerOptions {
  /** Absolute; made if it is not there, readable by its owner only. */
  readonly dataFolder: string;
  /** postgres://…; absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  readonly host: string;
  /** 0 picks one. */
  readonly port: number;
  /** Origin at which services elsewhere reach this server: for callbacks. Absent: where it listens. */
  readonly publicUrl?: string;
  /** What is deleted once it is over, and when. */
  readonly keep?: KeepPolicy;
  /** Applied before anything goes on. */
  readonly project?: ProjectDefinitions;
  /** What ARNs here say; a store that has begun keeps to what it began with. */
  readonly home?: HomeChoice;
  /** Of a store that nodes share: this one's name, and its host's. Default: the machine's. */
  readonly nodeName?: string;
  /** How soon others take over what this node holds when it is not heard of any more. */
  readonly leaseMs?: number;
  /** Where buckets are; of a store that nodes share: a folder that all of them see. Default: a folder of the data folder. */
  readonly objectsFolder?: string;
  /** PEM: the server's certificate and those that lead to its authority, and its key. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly hostsLimits?: Partial<HostsLimits>;
  readonly jobsLimits?: Partial<JobsLimits>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of the program. */
  readonly version: string;
  /** What it reads and writes. Default: what it does; a test may play another release. */
  readonly formats?: RowFormats;
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
  const { dataFolder, environment, log, formats = rowFormats } = options;
  const tenure = await joinStore(store, {
    ...(options.nodeName !== undefined && { name: options.nodeName }),
    ...(options.leaseMs !== undefined && { leaseMs: options.leaseMs }),
    version: options.version,
    formats,
    log,
  });
  const held = { ...tenure, clock: systemClock };
  const home = await openHome({ ...held, ...(options.home !== undefined && { choice: options.home }) });
  const masterKey = await openMasterKey({ ...held, dataFolder, environment });
  if (tenure.node !== undefined) await joinObjects(tenure.store, options.objectsFolder);
  const adminKey = await ensureAdminKey({ ...held, file: join(dataFolder, "admin.key") });
  const keys = createKeys({
    ...held,
    masterKey,
    failed: (err) => log.warn({ err }, "a key's last use was not written"),
    ...(tenure.node !== undefined && { limits: { freshMs: nodeLimits.changesPollMs } }),
  });
  const sealer = createSealer(masterKey);
  const audit = createAuditTrail({
    store,
    clock: systemClock,
    sealer,
    failed: (err) => log.error({ err }, "the audit trail could not be written"),
  });
  const grounded = createGrounded({
    key: masterKey,
    home,
    clock: systemClock,
    isOwnHost: (host) => host === (tenure.node?.name ?? localHost),
    tokensFolder: join(dataFolder, "tokens"),
  });
  const callbacks = createCallbacks({
    key: masterKey,
    isOwnHost: (host) => host === (tenure.node?.name ?? localHost),
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
  });
  const ringFile = { file: join(dataFolder, "secrets.key"), environment };
  const ring = await (tenure.node === undefined
    ? openKeyRing(ringFile)
    : openSharedKeyRing(tenure.store, ringFile));
  const secrets = createSecretStore({ store, clock: systemClock, ring });
  const resolver = createResolver(createProviders({ environment, dataFolder, store: secrets }));
  const webhooks = createWebhooks({ store, clock: systemClock, secrets: resolver, log });
  const ground = openGround({
    ...held,
    grounded,
    callbacks,
    random: systemRandom,
    home,
    tokenKey: masterKey.deriveSecret("task-token", ""),
    dataFolder,
    ...(options.objectsFolder !== undefined && { objectsFolder: options.objectsFolder }),
    environment,
    secrets: resolver,
    ended: (event) => webhooks.publish(event),
    log,
    news: options.news ?? (() => {}),
    ...(options.tls === undefined ? {} : { authority: authorityOf(options.tls.certificate) }),
    ...(options.hostsLimits === undefined ? {} : { hostsLimits: options.hostsLimits }),
    ...(options.jobsLimits === undefined ? {} : { jobsLimits: options.jobsLimits }),
  });
  const metrics = createMetrics();
  observe(metrics, ground);
  const services = createServices({ ...held, ground, sealer, secrets, webhooks, callbacks });
  const scheduling = { ...held, scheduler: ground.scheduler, home };
  const reported = createMetricStore();
  observeReported(metrics, reported);
  const isLive = livenessOf(ground.jobs, grounded);
  const aws = awsDialect({
    services: [
      stsService(home),
      schedulerService(scheduling),
      ssmService({ parameters: createParameterStore(held), key: masterKey, clock: systemClock, home }),
      cloudWatchService({ metrics: reported, clock: systemClock }),
      lambdaService({ ...ground, store, home }),
      s3Service({ objects: ground.objects, region: home.region, owner: home.account }),
      stepFunctionsService({ engine: ground.engine, home, clock: systemClock, random: systemRandom }),
    ],
    credentials: allCredentials({ keys, key: masterKey, clock: systemClock, isLive }),
    containers: { grounded, isLive },
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
    upgrades: ground.hosts,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  });
  const changes = watchOthers(tenure, ground, log);
  const keeper = createKeeper({
    store: held.store,
    clock: systemClock,
    log,
    ...(options.keep !== undefined && { policy: options.keep }),
    isMine: () => isKeeper(tenure),
  });
  let own: OwnAddress | undefined;
  const stop = once(async () => {
    await http.close();
    own?.close();
    changes?.close();
    await keeper.close();
    await ground.close();
    webhooks.close();
    await keys.close();
    await audit.close();
    await store.close();
  });
  try {
    // First of all, so that a port in use stops the start before anything has gone on.
    const listening = await http.listen({ host: options.host, port: options.port });
    callbacks.listensAt(listening);
    own = await openOwnAddress(listening, {
      ...(options.tls && { certificate: options.tls.certificate }),
      dataFolder,
      log,
    });
    grounded.listensAt(own.url);
    const applied = options.project && (await applyOwn(services, audit, options.project));
    await ground.recover();
    await joinFormats(held.store, formats);
    webhooks.start();
    await resumeDeletions(scheduling);
    await changes?.begin();
    keeper.run();
    if (options.objectsFolder === undefined) await warnOfOwnObjects(tenure.store, log);
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
    changes?.close();
    own?.close();
    await closeAll(http, ground);
    throw error;
  }
}

/** Of several nodes one deletes what is over. */
function isKeeper({ node }: Tenure): boolean {
  if (node === undefined) return true;
  const { holdings } = node;
  return holdings.epochOf(keeperPartition(holdings.count)) !== undefined;
}

/** What other nodes have defined is known here within a second. */
function watchOthers({ store, node }: Tenure, ground: Ground, log: Log): Changes | undefined {
  const { shared } = store;
  if (shared === undefined || node === undefined) return undefined;
  const { jobs, scheduler, functions, hosts } = ground;
  const changed = async (table: WatchedTable): Promise<void> => {
    switch (table) {
      case "jobs":
        return jobs.reload();
      case "schedules":
        return scheduler.reload();
      case "hosts":
        return hosts.reload();
      case "functions":
        functions.define((await functionRows(store)).map(readFunctionRow));
    }
  };
  return watchChanges({ store, shared, clock: systemClock, changed, looked: hosts.looked, log });
}

async function applyOwn(
  services: ReturnType<typeof createServices>,
  audit: AuditTrail,
  project: ProjectDefinitions,
): Promise<ProjectChanges> {
  const changes = await applyInTurn(services, project);
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

/** Nodes that start at once apply at once; who comes second finds that nothing is left to change. */
async function applyInTurn(
  services: ReturnType<typeof createServices>,
  project: ProjectDefinitions,
): Promise<ProjectChanges> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await services.project.apply(project, { isPlan: false, principal: "up" });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "STORE_UNAVAILABLE" || tries === applyTriesMax)
        throw error;
    }
  }
}

const applyTriesMax = 10;

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

/** Agents pin the last certificate of the file: the authority, or the server's own where it stands alone. */
function authorityOf(certificates: string): string {
  const all = certificates.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const last = all.at(-1);
  if (last === undefined)
    throw new LandbridgeError("TLS_NOT_READABLE", "the file of --tls-cert holds no certificate in PEM form");
  return new X509Certificate(last).fingerprint256.replaceAll(":", "").toLowerCase();
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
