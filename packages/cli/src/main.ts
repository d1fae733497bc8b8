import { CommanderError } from "commander";
import { type ExitStatus, Failure } from "./failure.ts";
import { createProgram } from "./program/program.ts";
import { processTerminal } from "./terminal.ts";
import { version } from "./version.ts";

/** Runs one command line; what comes out is the process's exit status. */
export async function main(argv: readonly string[]): Promise<void> {
  endWithReader(process.stdout);
  endWithReader(process.stderr);
  // Not `process.exit`: what was written to a pipe must get there first.
  process.exitCode = await runCommand(argv);
}

async function runCommand(argv: readonly string[]): Promise<ExitStatus> {
  const terminal = processTerminal(argv);
  let status: ExitStatus = 0;
  try {
    const program = createProgram({ terminal, version, ended: (ended) => void (status = ended) });
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return status;
  } catch (error) {
    // Commander has said already what is wrong; help and version come as errors too, with status 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { printFailure } = await import("./print-failure.ts");
    printFailure(error, terminal.err);
    return error instanceof Failure ? (error.facts.status ?? 1) : 1;
  }
}

/** `landbridge runs | head` has seen enough, or the terminal was closed: that is no failure. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    process.exit();
  });
}
