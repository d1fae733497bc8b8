import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { connect } from "../client/connect.ts";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import { printSecret } from "./print-secret.ts";

export async function run(invocation: Invocation): Promise<ExitStatus> {
  const { options, parameters, terminal } = invocation;
  const value = (await readValue(invocation)).replace(/\r?\n$/, "");
  if (value === "")
    throw usageFailure("the secret is empty", "send it on the standard input: secrets put NAME < FILE");
  const name = parameters[0] ?? "";
  const secret = await connect(invocation).call("putSecret", { parameters: { name }, body: { value } });
  if (options.flag("json")) terminal.out.write(`${JSON.stringify(secret, null, 2)}\n`);
  else printSecret(terminal.out, secret, timeText(options));
  return 0;
}

/** Never from the command line: everybody on the machine could see it there. */
async function readValue({ options, terminal }: Invocation): Promise<string> {
  const file = options.text("file");
  if (file === undefined) return textOf(process.stdin);
  try {
    return readFileSync(resolve(terminal.folder, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`the secret's file cannot be read: ${reason}`, { status: 2, cause: error });
  }
}
