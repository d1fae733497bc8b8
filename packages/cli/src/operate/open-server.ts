import type { StoreOptions } from "@landbridge/server";
import type { Invocation } from "../program/spec.ts";
import { readStoreSettings } from "./store-settings.ts";

type Server = typeof import("@landbridge/server");

/** Loads the server's code, for what it does to a store; its warnings go to standard error. */
export async function openServer(
  invocation: Invocation,
): Promise<{ readonly server: Server; readonly store: StoreOptions }> {
  const settings = readStoreSettings(invocation);
  const server = await import("@landbridge/server");
  const { err, environment } = invocation.terminal;
  const log = server.createLog({
    level: "warn",
    destination: {
      write: (line) => err.write(`warning: ${(JSON.parse(line) as { msg: string }).msg}\n`),
    },
  });
  return { server, store: { ...settings, environment, log } };
}
