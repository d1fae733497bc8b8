// The server: HTTP, keys, and the wiring of everything else.

// API keys and the master key
export { type AdminKeyOptions, type AdminKeyOutcome, ensureAdminKey } from "./auth/admin-key.ts";
export type { Key } from "./auth/key-row.ts";
export { createKeys, type Keys, type KeysOptions, type Verification } from "./auth/keys.ts";
export { type MasterKey, type MasterKeyOptions, openMasterKey } from "./auth/master-key.ts";
// The whole server in one process
export { type Ground, openGround } from "./ground.ts";
// HTTP
export { createHttp, type Http, type HttpOptions, type Listening } from "./http/create-http.ts";
export type { Dialect, Shared } from "./http/dialect.ts";
export { defaultHttpLimits, type HttpLimits } from "./http/limits.ts";
export { createLog, type Log } from "./http/log.ts";
export { createMetrics, type Metrics } from "./http/metrics.ts";
export type * from "./http/services.ts";
export type { ServerNews } from "./news.ts";
export { defaultHome } from "./open-home.ts";
export { migrateStore, type StoreOptions } from "./open-store.ts";
// Operating a store without a server
export { type BackupOptions, type BackupSummary, backupStore } from "./operations/backup.ts";
export { examine } from "./operations/examine.ts";
export type { Examination, Finding } from "./operations/finding.ts";
export { type RestoreOptions, type RestoreSummary, restoreStore } from "./operations/restore.ts";
export type { Keep, KeepPolicy, Kept } from "./retention/policy.ts";
export { type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
export { systemClock, systemRandom } from "./system.ts";
export { createTaskRunner } from "./tasks/task-runner.ts";
