// The Store port on PostgreSQL: where one machine is outgrown.

// Opening it
export {
  fillPostgresStore,
  migratePostgres,
  openPostgresImage,
  openPostgresStore,
  type PostgresStoreOptions,
} from "./open.ts";
