import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { usageFailure } from "../failure.ts";
import type { Options } from "../program/options.ts";

/** The texts of two PEM files. */
interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

export function readTls(options: Options, folder: string): TlsFiles | undefined {
  const certificate = options.text("tls-cert");
  const key = options.text("tls-key");
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined)
    throw usageFailure("--tls-cert and --tls-key go together");
  return { certificate: readPem(folder, certificate), key: readPem(folder, key) };
}

function readPem(folder: string, name: string): string {
  try {
    return readFileSync(resolve(folder, name), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageFailure(`${name} cannot be read: ${reason}`);
  }
}

export function isLoopback(host: string): boolean {
  return /^(localhost|127\.[0-9.]+|::1)$/.test(host);
}
