// A PostgreSQL of one's own in a temporary folder, for tests, benchmarks and the try-out.

export * from "./find-binaries.ts";
export * from "./network.ts";
export * from "./private-server.ts";
