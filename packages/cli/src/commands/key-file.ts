import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { KeyBody } from "@landbridge/api";
import { type ExitStatus, Failure } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { printKey } from "./print-key.ts";

/** Makes a key and tells its secret once: into the file of `--out`, or alone on the standard output. */
export async function tellNewKey(invocation: Invocation, make: () => Promise<NewKey>): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const file = openKeyFile(invocation);
  try {
    const { secret, secretAccessKey, ...key } = await make();
    const told = textOf({ secret, secretAccessKey, accessKeyId: key.accessKeyId });
    if (file !== undefined) writeFileSync(file.descriptor, told);
    if (options.flag("json")) {
      const whole = { ...key, ...(secret === undefined ? { secretAccessKey } : { secret }) };
      terminal.out.write(`${JSON.stringify(file === undefined ? whole : key, null, 2)}\n`);
      return 0;
    }
    // The secret stands alone on the standard output: `keys create … > FILE` gives a key file.
    if (file === undefined) terminal.out.write(told);
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

type NewKey = KeyBody & { readonly secret?: string; readonly secretAccessKey?: string };

/** A pair is told as the variables that AWS's clients read: `set -a; . FILE` makes them known. */
function textOf({
  secret,
  secretAccessKey = "",
  accessKeyId = "",
}: {
  readonly secret: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly accessKeyId: string | undefined;
}): string {
  if (secret !== undefined) return `${secret}\n`;
  return `AWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`;
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
