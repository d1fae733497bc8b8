// The Store port on PostgreSQL: where one machine is outgrown.

// Opening it
export { migratePostgres, openPostgresStore, type PostgresStoreOptions } from "./open.ts";
