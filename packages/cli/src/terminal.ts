import { once } from "node:events";
import pc from "picocolors";
import { Failure } from "./failure.ts";

export type Colours = ReturnType<typeof pc.createColors>;

export interface Output {
  write(data: string | Uint8Array): void;
  /** Resolves when so much was taken that more may come. */
  drained(): Promise<void>;
  /** What was written and not taken yet. */
  readonly pendingBytes: () => number;
  readonly isTerminal: boolean;
  /** Absent where there is no width to keep to. */
  readonly columns: () => number | undefined;
  readonly colours: Colours;
}

/** What a command sees of the world: streams, environment, folder. */
export interface Terminal {
  readonly out: Output;
  readonly err: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Relative paths are relative to it. */
  readonly folder: string;
  /** The whole of the standard input, at most `bytesMax`. */
  readInput(bytesMax: number): Promise<string>;
}

export function processTerminal(argv: readonly string[]): Terminal {
  const { env } = process;
  const hasColour = (stream: NodeJS.WriteStream): boolean => wantsColour(stream.isTTY === true, argv, env);
  return {
    out: outputOf(process.stdout, hasColour(process.stdout)),
    err: outputOf(process.stderr, hasColour(process.stderr)),
    environment: env,
    folder: process.cwd(),
    readInput: readStandardInput,
  };
}

/** Source: no-color.org: a NO_COLOR that is not empty wins over everything but a flag. */
function wantsColour(
  isTerminal: boolean,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (argv.includes("--no-color")) return false;
  if ((environment.NO_COLOR ?? "") !== "") return false;
  const forced = environment.FORCE_COLOR ?? "";
  if (forced !== "" && forced !== "0") return true;
  return isTerminal && environment.TERM !== "dumb";
}

function outputOf(stream: NodeJS.WriteStream, hasColour: boolean): Output {
  return {
    write: (data) => void stream.write(data),
    drained: async () => {
      if (stream.writableNeedDrain) await once(stream, "drain");
    },
    pendingBytes: () => stream.writableLength,
    isTerminal: stream.isTTY === true,
    columns: () => (stream.isTTY === true ? stream.columns : undefined),
    colours: pc.createColors(hasColour),
  };
}

async function readStandardInput(bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    byteCount += bytes.length;
    if (byteCount > bytesMax)
      throw new Failure(`the standard input is larger than ${bytesMax} bytes`, { status: 2 });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}
