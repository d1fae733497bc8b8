import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, LandbridgeError, parseJson } from "@landbridge/model";
import { isMissing, writeDurably } from "../runs/durable-file.ts";

// What makes an agent the one of its host, in `agent.json` of its data folder, mode 0600.
//
// I1. A session's name is on disk before it is sent, and counts once the server has taken it: a copy of the folder
//     does not know the newest name, and is refused.

export interface Identity {
  readonly host: string;
  /** Absent until it is enrolled. */
  readonly key?: string;
  /** PEM; absent: the system's authorities, or no TLS. */
  readonly authority?: string;
  readonly session: { readonly last: string | null; readonly next: string | null };
}

const FORMAT = 1;

export async function readIdentity(dataFolder: string): Promise<Identity | undefined> {
  const path = join(dataFolder, "agent.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const identity = toIdentity(text);
  if (identity !== undefined) return identity;
  throw new LandbridgeError(
    "IDENTITY_NOT_READABLE",
    `${path} is not an agent's identity of this version: move it away and enrol the host again`,
  );
}

export async function writeIdentity(dataFolder: string, identity: Identity): Promise<void> {
  await writeDurably(
    join(dataFolder, "agent.json"),
    `${JSON.stringify({ v: FORMAT, ...identity }, null, 2)}\n`,
  );
}

function toIdentity(text: string): Identity | undefined {
  const body = parseJson(text);
  if (!isJsonObject(body) || body["v"] !== FORMAT) return undefined;
  const { host, key, authority, session } = body;
  if (typeof host !== "string" || !isJsonObject(session)) return undefined;
  const { last = null, next = null } = session;
  if (!(last === null || typeof last === "string") || !(next === null || typeof next === "string"))
    return undefined;
  return {
    host,
    ...(typeof key === "string" ? { key } : {}),
    ...(typeof authority === "string" ? { authority } : {}),
    session: { last, next },
  };
}
