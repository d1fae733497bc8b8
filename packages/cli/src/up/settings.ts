import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KeepPolicy } from "@landbridge/server";
import { usageFailure } from "../failure.ts";
import { readStoreSettings } from "../operate/store-settings.ts";
import type { Invocation } from "../program/spec.ts";
import { readKeep } from "./keep.ts";
import { isLoopback, readTls } from "./tls.ts";

export interface UpSettings {
  readonly dataFolder: string;
  /** Absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  /** Absent: the machine's name. */
  readonly nodeName?: string;
  readonly leaseMs?: number;
  /** Absent: in the data folder. */
  readonly objectsFolder?: string;
  readonly keep: KeepPolicy;
  readonly home: { readonly region?: string; readonly account?: string };
  readonly host: string;
  /** Absent: plain HTTP. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly port: number;
  /** Absent: where it listens. */
  readonly publicUrl?: string;
  /** Absent: none was named, and the current folder is no project. */
  readonly projectFolder?: string;
  readonly form: "text" | "json";
  readonly isQuiet: boolean;
}

const DEFAULT_PORT = 7_070;

export function readSettings(invocation: Invocation): UpSettings {
  const { parameters, options, terminal } = invocation;
  const { dataFolder, storeUrl } = readStoreSettings(invocation);
  const nodeName = options.text("node") ?? terminal.environment.LANDBRIDGE_NODE;
  const leaseSeconds = options.whole("lease", { min: 1, max: 300 });
  const objects = options.text("objects") ?? terminal.environment.LANDBRIDGE_OBJECTS;
  const [named] = parameters;
  const host = options.text("host") ?? "127.0.0.1";
  const tls = readTls(options, terminal.folder);
  if (tls === undefined && !isLoopback(host) && !options.flag("allow-plain-http"))
    throw usageFailure(
      `without TLS the keys of whoever calls ${host} could be read on the network`,
      "give --tls-cert and --tls-key; or say --allow-plain-http where something else speaks TLS in front of it",
    );
  const publicUrl = publicUrlOf(options.text("public-url"));
  const isProject = existsSync(join(terminal.folder, "landbridge.yaml"));
  const projectFolder = named ?? (isProject ? "." : undefined);
  return {
    dataFolder,
    ...(storeUrl !== undefined && { storeUrl }),
    ...(nodeName !== undefined && nodeName !== "" && { nodeName }),
    ...(leaseSeconds !== undefined && { leaseMs: leaseSeconds * 1_000 }),
    ...(objects !== undefined && objects !== "" && { objectsFolder: resolve(terminal.folder, objects) }),
    keep: readKeep(options.texts("keep"), terminal.environment.LANDBRIDGE_KEEP),
    home: {
      ...given("region", options.text("region") ?? terminal.environment.LANDBRIDGE_REGION),
      ...given("account", options.text("account") ?? terminal.environment.LANDBRIDGE_ACCOUNT),
    },
    host,
    ...(tls !== undefined && { tls }),
    port: options.whole("port", { min: 0, max: 65_535 }) ?? DEFAULT_PORT,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(projectFolder !== undefined && { projectFolder }),
    form: options.text("log") === "json" ? "json" : "text",
    isQuiet: options.flag("quiet"),
  };
}

/** An empty variable of the environment says nothing. */
function given<Name extends string>(name: Name, text: string | undefined): { readonly [K in Name]?: string } {
  return text === undefined || text === "" ? {} : ({ [name]: text } as { readonly [K in Name]: string });
}

function publicUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw usageFailure(
    `--public-url is not an address without a path: "${text}"`,
    "write it like https://jobs.example.com",
  );
}
