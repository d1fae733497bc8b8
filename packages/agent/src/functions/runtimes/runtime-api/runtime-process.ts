import { type ChildProcess, spawn } from "node:child_process";
import { Writable } from "node:stream";
import type { ChannelEvents, ProcessFacts, WorkerProcess } from "../../channel.ts";
import { workerEnvironment, workerSettings } from "../../environment.ts";
import type { MakeCommand } from "../runtime-command.ts";
import { workingDirectory } from "../working-directory.ts";
import { createRuntimeChannel, type RuntimeChannel } from "./runtime-channel.ts";
import { createRuntimeServer } from "./runtime-server.ts";

/** The port is known only once it listens, and the process is wanted at once: so it waits for its address. */
const awaitAddress = `IFS= read -r AWS_LAMBDA_RUNTIME_API <&3 && exec 3<&- && export AWS_LAMBDA_RUNTIME_API && exec "$@"`;

/**
 * A process that asks for its invocations itself, over HTTP on a port of its own.
 * Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
 */
export function startRuntimeProcess(facts: ProcessFacts, makeCommand: MakeCommand): WorkerProcess {
  const { definition, place, environment, logStream, taskRoot } = facts;
  const command = makeCommand(facts);
  const settings = workerSettings(definition, place, logStream);
  const child = spawn("/bin/sh", ["-c", awaitAddress, "sh", command.file, ...command.arguments], {
    cwd: workingDirectory(taskRoot),
    env: {
      ...workerEnvironment({ definition, place, settings, taskRoot, environment, parent: process.env }),
      ...command.environment,
      _HANDLER: definition.handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_${command.name}`,
      LAMBDA_RUNTIME_DIR: command.folder,
    },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  child.on("error", () => {});
  const begins: ((seq: number) => void)[] = [];
  const open = (events: ChannelEvents): RuntimeChannel => {
    const channel = createRuntimeChannel({
      events,
      timeoutMs: settings.timeoutMs,
      begins: (seq) => {
        for (const begin of begins) begin(seq);
      },
      destroy: () => server.close(),
    });
    const server = createRuntimeServer({
      channel,
      settings,
      listening: (address) => tellAddress(child, address),
      closed: () => channel.closed(),
    });
    child.on("exit", () => server.close());
    return channel;
  };
  return {
    child,
    open,
    ...(!command.marksOutput && { outputOf: (begin: (seq: number) => void) => void begins.push(begin) }),
  };
}

function tellAddress(child: ChildProcess, address: string): void {
  const pipe = child.stdio[3];
  if (!(pipe instanceof Writable)) return;
  pipe.on("error", () => {});
  pipe.end(`${address}\n`);
}
