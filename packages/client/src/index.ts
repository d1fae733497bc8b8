// A client of the Jobs API, typed from its OpenAPI document.

export { createClient, type LandbridgeClient } from "./create-client.ts";
// Every operation, and every body by its name
export type { components, operations, paths } from "./generated/api.ts";
// Keys by reference
export { type KeyReference, readKey } from "./key-reference.ts";
