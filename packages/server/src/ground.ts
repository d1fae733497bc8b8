import { join } from "node:path";
import {
  createFunctionPool,
  createRunAgent,
  type FunctionPool,
  type RunAgent,
  uptimeMs,
} from "@landbridge/agent";
import { createEngine, type Engine, type Home } from "@landbridge/engine";
import { createJobs, type HostFacts, type Jobs, type JobsLimits, localHost } from "@landbridge/jobs";
import { type Clock, epochMs, type HostLink, type HostName, hostName, type Random } from "@landbridge/model";
import { createFolderStore, type FolderStore } from "@landbridge/objects";
import { createScheduler, type LaunchTarget, type Scheduler } from "@landbridge/scheduler";
import type { SecretResolver } from "@landbridge/secrets";
import type { Store } from "@landbridge/store";
import type { Grounded } from "./aws/credentials/grounded.ts";
import { createLogTails, type LogTails } from "./aws/lambda/log-tails.ts";
import type { Callbacks } from "./callbacks/callbacks.ts";
import { functionRows, readFunctionRow } from "./functions.ts";
import { createHosts } from "./hosts/create-hosts.ts";
import type { Hosts } from "./hosts/hosts.ts";
import type { HostsLimits } from "./hosts/limits.ts";
import type { Log } from "./http/log.ts";
import { ensureInvokeFunction } from "./launching/invoke-function.ts";
import { createInvokeLater, type InvokeLater } from "./launching/invoke-later.ts";
import { createLaunchTarget } from "./launching/launch-target.ts";
import type { ServerNews } from "./news.ts";
import type { ServerNode } from "./nodes/node.ts";
import { openObjects } from "./open-objects.ts";
import { createTaskRunner } from "./tasks/task-runner.ts";
import { tellTask } from "./tasks/tell-task.ts";
import { runEvent, type WebhookEvent } from "./webhooks/event.ts";
import { executionEvent } from "./webhooks/execution-event.ts";

export interface GroundParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  /** Absent: the store is this process's alone. */
  readonly node?: ServerNode;
  /** What jobs and functions reach AWS's services on the ground with; absent: nothing. */
  readonly grounded?: Grounded;
  readonly callbacks?: Callbacks;
  readonly clock: Clock;
  readonly random: Random;
  readonly home: Home;
  readonly tokenKey: Uint8Array;
  readonly dataFolder: string;
  /** Where buckets are, perhaps shared with other nodes. Default: a folder of the data folder. */
  readonly objectsFolder?: string;
  /** Which buckets are in S3, and how it is reached. Default: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Absent: what refers to a secret cannot be started. */
  readonly secrets?: SecretResolver;
  /** Told of everything that ended: of runs at least once, of executions unless the server dies just then. */
  readonly ended?: (event: WebhookEvent) => Promise<void>;
  readonly log: Log;
  /** SHA-256 of the certificate that agents pin; absent: no TLS. */
  readonly authority?: string;
  readonly hostsLimits?: Partial<HostsLimits>;
  readonly jobsLimits?: Partial<JobsLimits>;
  readonly news: (news: ServerNews) => void;
}

/** Everything that runs in one process on the ground: workflows, schedules, jobs, functions, and the agent `local`. */
export interface Ground {
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly functions: FunctionPool;
  /** Buckets in a folder: what workflows read and write, and S3's clients. */
  readonly objects: FolderStore;
  /** Calls functions for whoever does not wait. */
  readonly later: InvokeLater;
  readonly logTails: LogTails;
  /** The server's own host. */
  readonly agent: RunAgent;
  /** Those with an agent of their own. */
  readonly hosts: Hosts;
  /** Whether everything that was open has been taken up again. */
  readonly isRecovered: boolean;
  /** Goes on with whatever is open. Rejects when going on would be wrong. */
  recover(): Promise<void>;
  /** Fires schedules until `close`; rejects as the scheduler's `run` does. */
  run(): Promise<void>;
  /** Waits a little for functions under way; jobs go on running without us. */
  close(): Promise<void>;
}

/** Wires the packages to each other; nothing happens before `recover`. */
export function openGround(parts: GroundParts): Ground {
  const { store, partition, epoch, clock, random, home, log, news, node, grounded, callbacks } = parts;
  const held = node === undefined ? {} : { holdings: node.holdings };
  const logTails = createLogTails();
  const functions = createFunctionPool({
    clock,
    packagesFolder: join(parts.dataFolder, "functions"),
    region: home.region,
    account: home.account,
    logs(line) {
      logTails.note(line);
      news({ kind: "function-log", at: line.at, line });
    },
    ...(parts.secrets && { secrets: parts.secrets }),
    ...(grounded !== undefined && { aws: (definition) => grounded.forWorker(definition) }),
  });
  const objects =
    parts.objectsFolder === undefined
      ? createFolderStore(join(parts.dataFolder, "objects"))
      : createFolderStore(parts.objectsFolder, node === undefined ? {} : { sharer: node.name });
  const opened = openObjects(objects, { environment: parts.environment ?? {}, region: home.region });
  const later = createInvokeLater(() => engine, store);
  const engine: Engine = createEngine({
    store,
    partition: partition ?? 0,
    epoch,
    ...held,
    ...(node !== undefined && {
      forward: node.forward,
      takenOver: node.takenOver,
      unmatched: node.unmatched,
    }),
    clock,
    random,
    home,
    tokenKey: parts.tokenKey,
    objects: opened.objects,
    tasks: createTaskRunner({
      functions,
      later,
      jobs: () => jobs,
      clock,
      home: `${home.region}:${home.account}`,
      log,
    }),
    log: {
      warn: (message, facts) => log.warn(facts, message),
      error: (message, facts) => log.error(facts, message),
    },
  });
  // The agent begins to look at its folder at once; what it finds waits until all may go on.
  const going = Promise.withResolvers<void>();
  let isRecovered = false;
  const agent = createRunAgent({
    folder: join(parts.dataFolder, "runs"),
    clock,
    report: async (report) => {
      await going.promise;
      await jobs.report(report);
    },
    log: ({ level, message, ...facts }) => log[level === "warning" ? "warn" : level](facts, message),
  });
  const ownLink = (host: HostName): HostLink | undefined => {
    if (node !== undefined) return node.link(host, agent);
    return host === localHost ? agent : undefined;
  };
  const jobs: Jobs = createJobs({
    store,
    partition,
    epoch,
    ...held,
    clock,
    random,
    hosts: {
      // A host with an agent that is connected here; else a node's own, here or through its inbox.
      link: (host) => hosts.link(host) ?? ownLink(host),
      silence: (host) => hosts.silence(host),
      facts: () =>
        node === undefined ? hosts.facts() : [...node.hostNames().map(nodeHost), ...hosts.remote()],
    },
    ...(grounded !== undefined && { aws: (request) => grounded.forRun(request) }),
    ...(callbacks !== undefined && { callback: (request) => callbacks.forRun(request) }),
    ...(parts.secrets && { secrets: parts.secrets }),
    settled: async (run) => {
      await parts.ended?.(runEvent(run));
      await tellTask(engine, run);
    },
    ...(parts.jobsLimits === undefined ? {} : { limits: parts.jobsLimits }),
    changed: (run) => {
      node?.runChanged(run.id);
      news({ kind: "run", at: clock.now(), run });
    },
    log: ({ level, message, ...facts }) => log[level](facts, message),
  });
  const scheduler = createScheduler({
    store,
    partition,
    epoch,
    ...held,
    clock,
    launch: telling(createLaunchTarget({ jobs: () => jobs, engine: () => engine, store, home }), clock, news),
    log: ({ level, message, ...facts }) => log[level](facts, message),
  });
  const hosts: Hosts = createHosts({
    store,
    ...(node !== undefined && { node }),
    partition,
    epoch,
    clock,
    jobs: () => jobs,
    log,
    ...(parts.authority === undefined ? {} : { authority: parts.authority }),
    ...(parts.hostsLimits === undefined ? {} : { limits: parts.hostsLimits }),
  });
  const endHearing = hearOwnAgent(agent, clock);
  engine.subscribe((one) => {
    news({ kind: "execution", at: clock.now(), news: one });
    const event = executionEvent(one);
    if (event === undefined) return;
    parts
      .ended?.(event)
      .catch((err: unknown) => log.error({ err }, "the end of an execution was not passed on"));
  });

  return {
    engine,
    jobs,
    scheduler,
    functions,
    objects,
    later,
    logTails,
    agent,
    hosts,
    get isRecovered() {
      return isRecovered;
    },
    async recover() {
      functions.define((await functionRows(store)).map(readFunctionRow));
      await hosts.load();
      await agent.recover();
      going.resolve();
      await ensureInvokeFunction(engine, store, { partition, epoch });
      await jobs.recover();
      await engine.recover();
      engine.run();
      if (node !== undefined) {
        await node.begin({ engine, jobs, scheduler, agent, hosts });
        // It was away while this process was.
        await jobs.hostBack(hostName(node.name));
      }
      isRecovered = true;
      hosts.open();
    },
    run: () => scheduler.run(),
    async close() {
      await scheduler.stop();
      // Results of functions under way are still taken; what is cut off is delivered again at the next start.
      await functions.close();
      // A database that cannot be reached takes the leases back by itself.
      await node?.leave().catch((err: unknown) => log.warn({ err }, "the node's work was not handed over"));
      engine.stop();
      endHearing();
      hosts.close();
      jobs.close();
      agent.close();
      await opened.close();
    },
  };
}

/** The hosts that the nodes bring along: the first is this one's own. */
function nodeHost(name: HostName, place: number): HostFacts {
  return { name, labels: {}, capacity: {}, takesRuns: "yes", isOwn: place === 0 };
}

function telling(target: LaunchTarget, clock: Clock, news: GroundParts["news"]): LaunchTarget {
  return async (launch) => {
    const outcome = await target(launch);
    const { schedule, due } = launch;
    news({ kind: "occurrence", at: clock.now(), schedule, due, outcome });
    return outcome;
  };
}

/** This process and its own host are never cut off from each other while both live. */
const OWN_BEAT_MS = 5_000;

function hearOwnAgent(agent: RunAgent, clock: Clock): () => void {
  let cancel: () => void;
  const beat = (): void => {
    agent.heard(uptimeMs());
    cancel = clock.setTimer(epochMs(clock.now() + OWN_BEAT_MS), beat);
  };
  beat();
  return () => cancel();
}
