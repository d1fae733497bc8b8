import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { connect } from "../client/connect.ts";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { printKey } from "./print-key.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const body = readBody(invocation);
  const file = openKeyFile(invocation);
  try {
    const { secret, ...key } = await connect(invocation).call("createKey", { body });
    if (file !== undefined) writeFileSync(file.descriptor, `${secret}\n`);
    if (options.flag("json")) {
      terminal.out.write(`${JSON.stringify(file === undefined ? { ...key, secret } : key, null, 2)}\n`);
      return 0;
    }
    // The secret stands alone on the standard output: `keys create … > FILE` gives a key file.
    if (file === undefined) terminal.out.write(`${secret}\n`);
    printKey(terminal.err, key, timeText(options));
    terminal.err.write(file === undefined ? "the key is told this once\n" : `the key is in ${file.path}\n`);
    return 0;
  } catch (error) {
    if (file !== undefined) rmSync(file.path, { force: true });
    throw error;
  } finally {
    if (file !== undefined) closeSync(file.descriptor);
  }
}

function readBody({ options }: Invocation): Readonly<Record<string, unknown>> {
  const name = options.text("name");
  if (name === undefined || name.trim() === "")
    throw usageFailure("--name is needed", "say who or what will hold the key: --name grafana");
  const scopes = options.texts("scope");
  const expires = options.text("expires");
  return {
    name,
    scopes: scopes.length === 0 ? ["read"] : scopes,
    ...(expires !== undefined && { expiresAt: readExpiry(expires) }),
  };
}

function readExpiry(text: string): string {
  const [, count, unit] = /^(\d{1,6})([dhm])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 }[unit] ?? 0;
    return new Date(Date.now() + Number(count) * unitMs).toISOString();
  }
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: "millisecond" });
  } catch {
    throw usageFailure(
      `--expires is not a time: "${text}"`,
      "write it like 90d, 12h or 2030-01-31T00:00:00Z",
    );
  }
}

/** Opened before the key is made: a key that cannot be written down would be lost. */
function openKeyFile({
  options,
  terminal,
}: Invocation): { readonly path: string; readonly descriptor: number } | undefined {
  const out = options.text("out");
  if (out === undefined) return undefined;
  const path = resolve(terminal.folder, out);
  try {
    return { path, descriptor: openSync(path, "wx", 0o600) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`the key's file cannot be made: ${reason}`, {
      status: 2,
      advice: "name a file that does not exist yet, in a folder that you may write to",
      cause: error,
    });
  }
}
