import type { Invocation } from "../program/spec.ts";
import { type Client, createClient } from "./client.ts";
import { findConnection } from "./connection.ts";

export function connect({ options, terminal }: Pick<Invocation, "options" | "terminal">): Client {
  return createClient(findConnection(options, terminal));
}
