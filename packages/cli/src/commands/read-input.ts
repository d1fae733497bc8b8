import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import type { Terminal } from "../terminal.ts";

const wrongInput: ExitStatus = 2;

/** Of `--input`: JSON as it stands, `@FILE`, or `-` for the standard input. Default: an empty object. */
export async function readInput(option: string | undefined, terminal: Terminal): Promise<unknown> {
  if (option === undefined) return {};
  const source = option === "-" ? "the standard input" : option.startsWith("@") ? option.slice(1) : "--input";
  const text = await readText(option, terminal);
  const value = parse(text, source);
  const byteCount = Buffer.byteLength(JSON.stringify(value));
  if (byteCount > cliLimits.inputBytesMax)
    throw new Failure(
      `the input is ${byteCount} bytes of JSON, and at most ${cliLimits.inputBytesMax} are taken`,
      { status: wrongInput, advice: "pass large data as a reference: a path or a URL" },
    );
  return value;
}

async function readText(option: string, terminal: Terminal): Promise<string> {
  // White space may make the text longer than the value.
  const bytesMax = 4 * cliLimits.inputBytesMax;
  if (option === "-") return terminal.readInput(bytesMax);
  if (!option.startsWith("@")) return option;
  const file = resolve(terminal.folder, option.slice(1));
  try {
    if (statSync(file).size > bytesMax) throw new Error(`it is larger than ${bytesMax} bytes`);
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`the input in ${file} cannot be read: ${reason}`, { status: wrongInput, cause: error });
  }
}

function parse(text: string, source: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageFailure(
      `${source} is not JSON: ${reason}`,
      `quote it for the shell: --input '{"batch":7}', or use @FILE`,
    );
  }
}
