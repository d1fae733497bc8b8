import { join } from "node:path";
import { type Forward, openForward } from "@landbridge/agent";
import type { Listening } from "../../http/create-http.ts";
import type { Log } from "../../http/log.ts";
import { loopbackUrl } from "./grounded.ts";

export interface OwnAddress {
  readonly url: string;
  close(): void;
}

/** Where the processes of the server's own host reach it: itself, or a forward where it speaks TLS or listens elsewhere. */
export async function openOwnAddress(
  listening: Listening,
  options: { readonly certificate?: string; readonly dataFolder: string; readonly log: Log },
): Promise<OwnAddress> {
  const { certificate, dataFolder, log } = options;
  const plain = certificate === undefined ? loopbackUrl(listening.host, listening.port) : undefined;
  if (plain !== undefined) return { url: plain, close: () => {} };
  const to = new URL(listening.url.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, "//127.0.0.1"));
  const forward: Forward = await openForward({
    to: () => to,
    ...(certificate !== undefined && { authority: certificate, isOwnServer: true }),
    portFile: join(dataFolder, "aws-port"),
    log: ({ level, message, ...facts }) => log[level === "warning" ? "warn" : level](facts, message),
  });
  return forward;
}
