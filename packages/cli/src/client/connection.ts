import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KeyReference } from "@landbridge/client";
import { Failure, usageFailure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Options } from "../program/options.ts";
import type { Terminal } from "../terminal.ts";
import { noteOfAddress, noteOfFolder } from "./notes.ts";

export const defaultUrl = "http://127.0.0.1:7070";
export const defaultDataFolder = ".landbridge";

export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key?: ApiKey;
}

interface ApiKey {
  /** Never shown. Empty where there is a reference. */
  readonly text: string;
  /** Where the key is, looked up with the first call. */
  readonly reference?: KeyReference;
  /** Where it was found, for messages. */
  readonly source: string;
}

/** Which server, and with which key: the options, then the environment, then what is found on this machine. */
export function findConnection(options: Options, terminal: Terminal): Connection {
  const url = findUrl(options, terminal);
  const key = namedKey(options, terminal) ?? foundKey(url, terminal);
  return key === undefined ? { url } : { url, key };
}

function findUrl(options: Options, { environment, folder }: Terminal): string {
  const named = options.text("server");
  if (named !== undefined) return checkUrl(named, "--server");
  const data = options.text("data");
  if (data !== undefined) return noteOfFolder(resolve(folder, data))?.url ?? defaultUrl;
  const inherited = environment.LANDBRIDGE_URL ?? "";
  if (inherited !== "") return checkUrl(inherited, "LANDBRIDGE_URL");
  return noteOfFolder(resolve(folder, defaultDataFolder))?.url ?? defaultUrl;
}

function checkUrl(text: string, source: string): string {
  const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.parse(withScheme);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw usageFailure(`${source} is not an address: "${text}"`, `write it like ${defaultUrl}`);
  if (url.username !== "" || url.password !== "")
    throw usageFailure(`${source} must not hold a user or a password`, "name the API key with --key-file");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** What the user names wins, and must be there. */
function namedKey(options: Options, { environment, folder }: Terminal): ApiKey | undefined {
  const reference = options.text("key");
  if (reference !== undefined) return referredKey(reference, "--key");
  const file = options.text("key-file");
  if (file !== undefined) return readKeyFile(resolve(folder, file), "--key-file");
  const inherited = (environment.LANDBRIDGE_API_KEY ?? "").trim();
  const data = options.text("data");
  if (data !== undefined && inherited === "")
    return readKeyFile(join(resolve(folder, data), "admin.key"), "--data");
  if (/^(env|file|ssm):/.test(inherited)) return referredKey(inherited, "LANDBRIDGE_API_KEY");
  return inherited === ""
    ? undefined
    : { text: checkKey(inherited, "LANDBRIDGE_API_KEY"), source: "LANDBRIDGE_API_KEY" };
}

/** Looked up with the first call: nothing of AWS is loaded before. */
function referredKey(text: string, named: string): ApiKey {
  if (/^(env|file|ssm):./.test(text))
    return { text: "", reference: text as KeyReference, source: `${named} ${text}` };
  throw usageFailure(
    `${named} is not where a key is kept`,
    "write env:NAME, file:PATH or ssm:/path; a key itself has no place on a command line",
  );
}

/**
 * An admin key that lies on this machine opens a server of this machine: it is never sent elsewhere, where
 * somebody could collect it.
 */
function foundKey(url: string, { environment, folder }: Terminal): ApiKey | undefined {
  if (!isLoopback(url)) return undefined;
  const files = [
    noteOfAddress(url, environment)?.adminKeyFile,
    resolve(folder, defaultDataFolder, "admin.key"),
  ];
  for (const file of files) {
    if (file === undefined) continue;
    try {
      return readKeyFile(file, "found");
    } catch {
      // Another user's, or taken away: the next one, or none.
    }
  }
  return undefined;
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function readKeyFile(file: string, named: string): ApiKey {
  let text: string;
  try {
    if (statSync(file).size > cliLimits.keyFileBytesMax) throw new Error("it is too large for a key");
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/, (stat|open) '.*'$/, "") : String(error);
    throw new Failure(`the API key in ${file} (${named}) cannot be read: ${reason}`, {
      status: 2,
      cause: error,
    });
  }
  return { text: checkKey(text, file), source: file };
}

/** A header can hold it; whether it is a key is for the server to say. */
function checkKey(text: string, source: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new Failure(`${source} does not hold an API key: one line without spaces is expected`, { status: 2 });
}
