import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { resolve } from "node:path";
import { type HostLabels, type HostShare, isHostWord } from "@landbridge/model";
import { usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export interface AgentSettings {
  readonly servers: readonly [URL, ...URL[]];
  readonly name: string | undefined;
  readonly labels: HostLabels;
  readonly capacity: HostShare;
  readonly dataFolder: string;
  readonly authority: string | undefined;
  readonly token: string | undefined;
  readonly form: "text" | "json";
}

const SLOTS = 256;
const SERVERS_MAX = 64;
const MEBIBYTE = 1_048_576;

export function readSettings({ options, terminal }: Invocation): AgentSettings {
  const { environment, folder } = terminal;
  return {
    servers: serversOf(options.texts("server"), environment.LANDBRIDGE_URL, options.flag("allow-plain-http")),
    name: options.text("name"),
    labels: labelsOf(options.texts("label")),
    capacity: {
      slots: options.whole("slots", { min: 0, max: 100_000 }) ?? SLOTS,
      cpuUnits: options.whole("cpu-units", { min: 0, max: 10_000_000 }) ?? availableParallelism() * 1_024,
      memoryMebibytes:
        options.whole("memory", { min: 0, max: 1_000_000_000 }) ?? Math.floor(totalmem() / MEBIBYTE),
    },
    dataFolder: resolve(folder, options.text("data") ?? ".landbridge-agent"),
    authority: authorityOf(options.text("ca"), folder),
    token: options.text("token") ?? environment.LANDBRIDGE_ENROLMENT,
    form: options.text("log") === "json" ? "json" : "text",
  };
}

function serversOf(
  given: readonly string[],
  usual: string | undefined,
  isPlainAllowed: boolean,
): readonly [URL, ...URL[]] {
  const [first, ...others] = given;
  if (others.length >= SERVERS_MAX)
    throw usageFailure(`--server is given more than ${SERVERS_MAX} times`, "name some of the nodes");
  return [serverOf(first ?? usual, isPlainAllowed), ...others.map((text) => serverOf(text, isPlainAllowed))];
}

function serverOf(text: string | undefined, isPlainAllowed: boolean): URL {
  if (text === undefined)
    throw usageFailure(
      "--server is needed",
      "give the server's address: --server https://jobs.internal:7070",
    );
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw usageFailure(`--server is not an address: "${text}"`, "write it like https://jobs.internal:7070");
  const isLoopback = /^(localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !isLoopback && !isPlainAllowed)
    throw usageFailure(
      "the server is on another machine, and http:// would show the key to the network between",
      "start the server with --tls-cert and --tls-key and give https://…, or say --allow-plain-http",
    );
  return url;
}

function labelsOf(texts: readonly string[]): HostLabels {
  const labels: Record<string, string> = {};
  for (const text of texts) {
    const [, key, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
    if (key === undefined || value === undefined || !isHostWord(key) || key === "name" || value.length > 256)
      throw usageFailure(
        `--label is not a label: "${text}"`,
        "write it like zone=a; `name` is the host's name",
      );
    labels[key] = value;
  }
  return labels;
}

/** The text of a PEM file, or a fingerprint as it stands. */
function authorityOf(text: string | undefined, folder: string): string | undefined {
  if (text === undefined || /^sha256:[0-9a-fA-F:]{64,95}$/.test(text)) return text;
  const path = resolve(folder, text);
  const pem = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (pem.includes("-----BEGIN CERTIFICATE-----")) return pem;
  throw usageFailure(
    `--ca is neither a certificate nor a fingerprint: "${text}"`,
    "name a PEM file, or sha256:…",
  );
}
