import type { Client } from "pg";

/** Which history of the database a connection sees: a promoted standby begins a new timeline of the same system. */
export interface ServerIdentity {
  readonly system: string;
  readonly timeline: number;
}

/** What a new connection found out about its server. */
export type ServerState =
  | {
      readonly kind: "primary";
      readonly identity: ServerIdentity;
      readonly versionNumber: number;
      readonly encoding: string;
      /** Empty: commits wait for this server's disk alone. */
      readonly synchronousStandbys: string;
      /** "off" would acknowledge what is not on disk. */
      readonly synchronousCommit: string;
      readonly fsync: string;
      /** Standbys that stream from it. `null`: this user may not see them. */
      readonly standbys: number | null;
    }
  | { readonly kind: "read-only" };

// The control file's timeline lags behind a promotion until the next checkpoint; the name of the log file does not.
const stateSql = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',
  (SELECT system_identifier::text FROM pg_control_system()), current_setting('server_version_num')::int,
  current_setting('server_encoding'), current_setting('synchronous_standby_names'), current_setting('synchronous_commit'),
  current_setting('fsync'), (SELECT count(*)::int FROM pg_stat_replication)`;
const timelineSql = "SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int";

export async function readServerState(client: Client): Promise<ServerState> {
  const [
    isReadOnly,
    system,
    versionNumber,
    encoding,
    synchronousStandbys,
    synchronousCommit,
    fsync,
    standbys,
  ] = await one<StateRow>(client, stateSql);
  if (isReadOnly) return { kind: "read-only" };
  const [timeline] = await one<readonly [number]>(client, timelineSql);
  const identity = { system, timeline };
  return {
    kind: "primary",
    identity,
    versionNumber,
    encoding,
    synchronousStandbys,
    synchronousCommit,
    fsync,
    standbys,
  };
}

type StateRow = readonly [boolean, string, number, string, string, string, string, number];

async function one<R extends readonly unknown[]>(client: Client, text: string): Promise<R> {
  const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
  return rows[0] as unknown as R;
}
