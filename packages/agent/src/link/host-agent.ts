import { randomBytes } from "node:crypto";
import { isAbsolute, join } from "node:path";
import {
  assert,
  type Clock,
  epochMs,
  type HostLabels,
  type HostShare,
  LandbridgeError,
} from "@landbridge/model";
import { openForward } from "../forward/forward.ts";
import { createRunAgent, type RunAgent } from "../runs/agent.ts";
import { makeFolderDurably } from "../runs/durable-file.ts";
import type { RunAgentLimits } from "../runs/limits.ts";
import type { RunAgentLog } from "../runs/log.ts";
import { platform } from "../runs/platform.ts";
import { fetchAuthority } from "./authority.ts";
import { backOffMs } from "./back-off.ts";
import { type Connection, type ConnectionEnd, openConnection, serverAway } from "./connection.ts";
import { parseEnrolmentToken } from "./enrolment-token.ts";
import { lockFolder } from "./folder-lock.ts";
import { linkCloses, linkNameHeader, linkPath, linkVersions } from "./frames.ts";
import { type Identity, readIdentity, writeIdentity } from "./identity.ts";
import { defaultLinkLimits, type LinkLimits } from "./limits.ts";

// An agent on a host of its own: the same supervised runs as in the server's process, behind one connection that it
// opens and opens again. Runs need neither the connection nor this process.
//
// A1. Nothing is connected before every attempt in the folder is known.
// A2. Without a connection reports wait on disk, as ends that nobody acknowledged, and in memory; both are bounded
//     by the attempts that there are.
// A3. It gives up by itself only where going on would be wrong: its key was used by another agent since.

export { parseEnrolmentToken } from "./enrolment-token.ts";

export interface HostAgentOptions {
  /** Of the nodes of one installation; whenever a connection ends, the next one is tried. */
  readonly servers: readonly [URL, ...URL[]];
  /** Absent: the one of the token, or of the data folder. */
  readonly name?: string;
  readonly labels: HostLabels;
  readonly capacity: HostShare;
  /** Absolute; made if it is not there. */
  readonly dataFolder: string;
  /** Enrols this host, if it has no key yet or its key is refused. */
  readonly token?: string;
  /** PEM, or "sha256:" and a fingerprint. */
  readonly authority?: string;
  readonly version: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: RunAgentLog;
  readonly limits?: Partial<LinkLimits>;
  readonly runLimits?: Partial<RunAgentLimits>;
  /** Told of each connection that came to be used, and of each end. */
  readonly changed?: (state: AgentState) => void;
}

export type AgentState =
  | { readonly kind: "connected"; readonly host: string }
  | { readonly kind: "away"; readonly reason: string; readonly retryMs: number };

export interface HostAgent {
  readonly runs: RunAgent;
  /** Resolves after `stop`; rejects when it cannot go on (A3). */
  run(): Promise<void>;
  /** Runs go on without it. */
  stop(): void;
}

export async function openHostAgent(options: HostAgentOptions): Promise<HostAgent> {
  assert(isAbsolute(options.dataFolder), "the data folder is an absolute path");
  await makeFolderDurably(options.dataFolder);
  const unlock = await lockFolder(options.dataFolder);
  try {
    const identity = await openIdentity(options);
    return await startAgent(options, identity, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openIdentity(options: HostAgentOptions): Promise<Identity> {
  const { token: text, dataFolder, servers } = options;
  const known = await readIdentity(dataFolder);
  const token = text === undefined ? undefined : parseEnrolmentToken(text);
  if (text !== undefined && token === undefined)
    throw agentError(
      "TOKEN_NOT_READABLE",
      "the token is not whole: copy it again, all of the line that begins with lbt_",
    );
  const host = options.name ?? known?.host ?? token?.host;
  if (host === undefined)
    throw agentError("NAME_NEEDED", "this host has no name yet: give --name, or a --token made for it");
  if (known !== undefined && known.host !== host)
    throw agentError(
      "NAME_DIFFERS",
      `${dataFolder} belongs to the host ${known.host}, not ${host}: give that name, or another folder with --data`,
    );
  if (token !== undefined && token.host !== host)
    throw agentError("NAME_DIFFERS", `the token was made for the host ${token.host}, not ${host}`);
  if (known?.key === undefined && token === undefined)
    throw agentError(
      "NOT_ENROLLED",
      `the host ${host} has no key yet: run \`landbridge hosts enrol ${host}\` where the server is, and give its token with --token`,
    );
  const authority = await openAuthority(servers, options.authority, token?.authority, known?.authority);
  const { authority: _old, ...rest } = known ?? { host, session: { last: null, next: null } };
  return { ...rest, ...(authority === undefined ? {} : { authority }) };
}

/** What the operator says goes before what the token says, and that before what is known. */
async function openAuthority(
  servers: readonly [URL, ...URL[]],
  given: string | undefined,
  ofToken: string | undefined,
  known: string | undefined,
): Promise<string | undefined> {
  if (servers.some(({ protocol }) => protocol !== "https:")) {
    if (ofToken === undefined && given === undefined) return undefined;
    throw agentError("SERVER_NOT_TRUSTED", "the server speaks TLS: give its address as https://…");
  }
  if (given?.includes("-----BEGIN CERTIFICATE-----")) return given;
  const wanted = given
    ?.replace(/^sha256:/i, "")
    .replaceAll(":", "")
    .toLowerCase();
  if (wanted !== undefined) return fetchFromAny(servers, wanted);
  if (ofToken !== undefined && known === undefined) return fetchFromAny(servers, ofToken);
  return known;
}

/** From the first that answers with the authority that is meant. */
async function fetchFromAny([first, ...others]: readonly [URL, ...URL[]], wanted: string): Promise<string> {
  try {
    return await fetchAuthority(first, wanted);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return fetchFromAny([next, ...rest], wanted);
  }
}

async function startAgent(
  options: HostAgentOptions,
  first: Identity,
  unlock: () => void,
): Promise<HostAgent> {
  const { clock, log, dataFolder } = options;
  const limits = { ...defaultLinkLimits, ...options.limits };
  let identity = first;
  let connection: Connection | undefined;
  /** The one that was tried last: orders come from it. */
  let [server] = options.servers;
  let isStopped = false;
  let wake: (() => void) | undefined;
  const forward = await openForward({
    to: () => server,
    ...(first.authority !== undefined && { authority: first.authority }),
    portFile: join(dataFolder, "aws-port"),
    log,
  });
  const runs = createRunAgent({
    folder: join(dataFolder, "runs"),
    clock,
    log,
    server: { origin: () => server.origin, local: () => forward.url },
    report: (report) => connection?.report(report) ?? Promise.reject(serverAway()),
    ...(options.runLimits === undefined ? {} : { limits: options.runLimits }),
  });
  const keep = async (change: Partial<Identity>): Promise<void> => {
    identity = { ...identity, ...change };
    await writeIdentity(dataFolder, identity);
  };

  let turn = 0;
  const connectOnce = async (bearer: string): Promise<ConnectionEnd> => {
    server = options.servers[turn % options.servers.length] ?? options.servers[0];
    const { origin } = server;
    turn += 1;
    const next = identity.session.next ?? randomBytes(16).toString("hex");
    await keep({ session: { ...identity.session, next } });
    const bootId = await platform.bootId();
    const made = openConnection({
      url: linkUrl(server),
      headers: {
        authorization: `Bearer ${bearer}`,
        [linkNameHeader]: identity.host,
        "user-agent": `landbridge-agent/${options.version}`,
      },
      authority: identity.authority,
      clock,
      limits,
      log,
      runs,
      hello: {
        kind: "hello",
        versions: linkVersions,
        session: { last: identity.session.last, next },
        agentVersion: options.version,
        bootId,
        labels: options.labels,
        capacity: options.capacity,
      },
      welcomed: ({ key }) =>
        keep({ session: { last: next, next: null }, ...(key === undefined ? {} : { key }) }),
      keyBrought: (key) => keep({ key }),
      ready: () => {
        log({ level: "info", message: `connected to ${origin} as host ${identity.host}` });
        options.changed?.({ kind: "connected", host: identity.host });
        runs.reportAgain();
      },
    });
    connection = made;
    if (isStopped) made.close();
    return made.ended;
  };

  const rest = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.setTimer(epochMs(clock.now() + delayMs), resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  /** With its key; a key that is refused gives way to a token, if there is one that was not used. */
  let token = options.token === undefined ? undefined : parseEnrolmentToken(options.token)?.secret;
  let isKeyRefused = false;
  const bearerNow = (): string => {
    if (identity.key !== undefined && !(isKeyRefused && token !== undefined)) return identity.key;
    return `lbt_${token ?? ""}`;
  };

  const run = async (): Promise<void> => {
    await runs.recover();
    let failures = 0;
    while (!isStopped) {
      const end = await connectOnce(bearerNow());
      connection = undefined;
      if (end.wasReady) token = undefined;
      if (isStopped) break;
      if (end.code === linkCloses.copied && token === undefined) throw copied(identity.host, end.reason);
      isKeyRefused = end.code === 401 || end.code === linkCloses.copied;
      failures = end.wasReady ? 1 : failures + 1;
      // All of them are tried before the pause grows.
      const rounds = Math.ceil(failures / options.servers.length);
      const retryMs = backOffMs(rounds, options.random(), limits);
      const reason = end.code === 401 ? refusedKey(identity.host) : end.reason;
      log({ level: "warning", message: `not connected: ${reason}; again in ${retryMs} ms` });
      options.changed?.({ kind: "away", reason, retryMs });
      await rest(retryMs);
    }
  };
  const stop = (): void => {
    isStopped = true;
    connection?.close();
    wake?.();
  };
  return {
    runs,
    run: () =>
      run().finally(() => {
        runs.close();
        forward.close();
        unlock();
      }),
    stop,
  };
}

function linkUrl(server: URL): string {
  const url = new URL(linkPath, server);
  url.protocol = server.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function copied(host: string, reason: string): LandbridgeError {
  return agentError(
    "IDENTITY_COPIED",
    `the server refused this agent: ${reason}. If this folder is a copy or comes from a backup, enrol a host of its own; if it is the true one, run \`landbridge hosts enrol ${host}\` and start with that token`,
  );
}

function refusedKey(host: string): string {
  return `the server does not accept the key of host ${host}; if it was removed or replaced, enrol it again (\`landbridge hosts enrol ${host}\`)`;
}

function agentError(code: string, message: string): LandbridgeError {
  return new LandbridgeError(code, message);
}
