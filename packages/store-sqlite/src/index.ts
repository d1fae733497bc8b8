// The Store port on node:sqlite: the embedded default, one process, no server.

// A store whole: backups, restores, checks
export { fillSqliteStore } from "./filling.ts";
export { openSqliteImage } from "./image.ts";
// Opening it
export { openSqliteStore, type SqliteStoreOptions } from "./open.ts";
