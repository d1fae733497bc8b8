// The Store port on node:sqlite: the embedded default, one process, no server.

// Opening it
export { openSqliteStore, type SqliteStoreOptions } from "./open.ts";
