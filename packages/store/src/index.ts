// The Store port: what every store offers, and how its tables look.

// What a store throws
export * from "./errors.ts";
// The port
export * from "./port.ts";
// The tables
export * from "./tables.ts";
