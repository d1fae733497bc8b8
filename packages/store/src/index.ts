// The Store port: what every store offers, and how its tables look.

// What every store checks and bounds alike
export * from "./check-entries.ts";
export * from "./cursor.ts";
// How definitions become rows
export * from "./definition-rows.ts";
// What a store throws
export * from "./errors.ts";
// How the past is deleted
export * from "./forgetting.ts";
// A store whole: backups, restores, checks
export * from "./image.ts";
export * from "./limits.ts";
// Which partition is whose
export * from "./partition-of.ts";
// The port
export * from "./port.ts";
export * from "./shared.ts";
// The tables
export * from "./tables.ts";
