import { readFileSync } from "node:fs";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { storeError } from "@landbridge/store";
import { Client, type ClientConfig } from "pg";
import { LinkError } from "./link-error.ts";
import { readServerState, type ServerState } from "./server-identity.ts";
import type { HostAddress, Target } from "./target.ts";

/** One connection to a primary. It is made once, and once it is lost it stays lost. */
export interface Link {
  readonly state: Extract<ServerState, { kind: "primary" }>;
  /** Rows as arrays. A statement with a name is prepared once. Rejects with a LinkError, or PostgreSQL's error. */
  query(text: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
  /** Sends them at once, and waits for all: the first error rejects, after the last has been answered. */
  pipeline(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** Resolves when the connection is gone, for whatever reason. */
  readonly lost: Promise<void>;
  readonly isLost: boolean;
  /** PostgreSQL notifications on channels that were listened to. */
  onNotification(hear: (channel: string, payload: string) => void): void;
  close(): Promise<void>;
}

export type Row = readonly unknown[];

export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/** Of one answer. A network that swallows packets says nothing, and a lock that is never freed neither. */
const answerTimeoutMs = 15_000;

/**
 * Says that a commit is on this server's disk but perhaps not on the standby's: the wait was cut off. Source:
 * SyncRepWaitForLSN in PostgreSQL's src/backend/replication/syncrep.c, which warns with these codes.
 */
const cutOffWaits: readonly string[] = ["57014", "57P01"];

export async function connect(target: Target, address: HostAddress): Promise<Link> {
  const client = new Client(configOf(target, address));
  const lost = Promise.withResolvers<void>();
  let isLost = false;
  const onLost = (): void => {
    isLost = true;
    lost.resolve();
  };
  let isCutOff = false;
  client.on("error", onLost);
  client.on("end", onLost);
  client.on("notice", ({ code }) => {
    if (code !== undefined && cutOffWaits.includes(code)) isCutOff = true;
  });
  try {
    await client.connect();
    const state = await readServerState(client);
    if (state.kind === "read-only")
      throw new LinkError("read-only", `${address.host}:${address.port} only reads`);
    await client.query(sessionSql(target.schema));

    const query = async ({ text, values, name }: Statement): Promise<readonly Row[]> => {
      if (isLost) throw new LinkError("unsent", "the connection was lost before");
      isCutOff = false;
      const result = await withDeadline(
        client.query({
          text,
          values: values === undefined ? [] : [...values],
          rowMode: "array",
          ...(name !== undefined && { name }),
        }),
        () => {
          onLost();
          destroy(client);
        },
      ).catch((error: unknown) => {
        throw isOfServer(error) ? error : new LinkError("unanswered", "the connection was lost", error);
      });
      if (isCutOff) throw new LinkError("unanswered", "the wait for the standby was cut off");
      return result.rows;
    };
    return {
      state,
      query: (text, values, name) =>
        query({ text, ...(values !== undefined && { values }), ...(name !== undefined && { name }) }),
      async pipeline(statements) {
        const answers = await Promise.allSettled(statements.map(query));
        return answers.map((answer) => {
          if (answer.status === "rejected") throw answer.reason;
          return answer.value;
        });
      },
      lost: lost.promise,
      get isLost() {
        return isLost;
      },
      onNotification(hear) {
        client.on("notification", ({ channel, payload }) => hear(channel, payload ?? ""));
      },
      async close() {
        onLost();
        await client.end().catch(() => {});
      },
    };
  } catch (error) {
    onLost();
    destroy(client);
    throw error;
  }
}

/** An error that the server sent and lived on after: whatever was asked for was rolled back. */
function isOfServer(error: unknown): boolean {
  return error instanceof Error && "severity" in error && error.severity === "ERROR";
}

function configOf(target: Target, { host, port }: HostAddress): ClientConfig {
  return {
    host,
    port,
    user: target.user,
    database: target.database,
    ...(target.password !== undefined && { password: target.password }),
    ssl: tlsOf(target, host),
    connectionTimeoutMillis: target.connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: "landbridge",
    types: { getTypeParser: parserOf },
    pipeline: true,
  } as ClientConfig;
}

function tlsOf({ tls, rootCertificateFile }: Target, host: string): ClientConfig["ssl"] {
  if (tls === "disable") return false;
  if (tls === "require") return { rejectUnauthorized: false };
  const trusted = rootCertificateFile === undefined ? {} : { ca: readFileSync(rootCertificateFile, "utf8") };
  // pg names no host to TLS when it is an address, and Node then compares the certificate with "localhost".
  const isHost = (_: string, certificate: PeerCertificate): Error | undefined =>
    tls === "verify-full" ? checkServerIdentity(host, certificate) : undefined;
  return { rejectUnauthorized: true, ...trusted, checkServerIdentity: isHost };
}

/** Source: PostgreSQL's pg_type.dat. Our numbers are all exact in a double (`checkEntries`). */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [16, (text) => text === "t"],
  [20, Number],
  [21, Number],
  [23, Number],
  [114, (text) => JSON.parse(text) as unknown],
]);

function parserOf(type: number): (text: string) => unknown {
  return parsers.get(type) ?? ((text) => text);
}

/**
 * The planner guesses what JSON holds, and keeps a plan that it made when the tables were empty: ours always look
 * rows up by their key, so it is not to think of anything else. `synchronous_commit` is never weaker than "on".
 */
function sessionSql(schema: string): string {
  return `SET search_path TO "${schema}"; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;
    SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = '${answerTimeoutMs}ms'; SET default_transaction_isolation = 'read committed';
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')`;
}

async function withDeadline<T>(answer: Promise<T>, expired: () => void): Promise<T> {
  const timer = setTimeout(expired, answerTimeoutMs);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

function destroy(client: Client): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}

/** What a failed link means to whoever called the store, when nothing was sent. */
export function unavailable(target: Target, cause?: unknown): Error {
  return storeError(
    "STORE_UNAVAILABLE",
    `${target.description}: nothing was changed; try again in a moment`,
    cause,
  );
}
