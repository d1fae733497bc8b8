// The nouns that every package shares. Imports nothing.

// JSON, ids, time, chance
export * from "./brand.ts";
export * from "./clock.ts";
// What a project folder defines
export * from "./definitions.ts";
export * from "./due-queue.ts";
// Mistakes
export * from "./errors.ts";
export * from "./execution.ts";
// What an execution leaves behind
export * from "./history.ts";
export * from "./host.ts";
export * from "./host-expression.ts";
export * from "./ids.ts";
export * from "./json.ts";
export * from "./random.ts";

// Jobs, runs and the hosts they run on
export * from "./run.ts";
export * from "./run-progress.ts";
export * from "./webhook.ts";
