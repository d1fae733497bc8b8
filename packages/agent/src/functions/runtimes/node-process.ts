import { spawn } from "node:child_process";
import { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { FunctionDefinition } from "@landbridge/model";
import type { ChannelEvents, ProcessFacts, WorkerChannel, WorkerProcess } from "../channel.ts";
import { workerEnvironment, workerSettings } from "../environment.ts";
import { createFrameReader, createFrameWriter } from "../frames.ts";
import { workingDirectory } from "./working-directory.ts";

const script = fileURLToPath(new URL("../worker/main.cjs", import.meta.url));

/** A process of our own worker, spoken to in frames on two pipes. */
export function startNodeProcess({
  definition,
  place,
  environment,
  logStream,
  taskRoot,
}: ProcessFacts): WorkerProcess {
  const settings = workerSettings(definition, place, logStream);
  const child = spawn(
    process.execPath,
    [...heapFlags(definition), script, definition.entry, definition.handler, JSON.stringify(settings)],
    {
      cwd: workingDirectory(taskRoot),
      env: workerEnvironment({ definition, place, settings, taskRoot, environment, parent: process.env }),
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      // A group of its own, so that what a handler starts ends with it.
      detached: true,
    },
  );
  // Its failure is told by the error event too; without a listener that would end this process.
  child.on("error", () => {});
  const [, , , requests, answers] = child.stdio ?? [];
  const pipes = { requests: asDuplex(requests), answers: asDuplex(answers) };
  return { child, open: (events) => openPipes(pipes, events) };
}

function openPipes(
  { requests, answers }: { readonly requests: Duplex; readonly answers: Duplex },
  events: ChannelEvents,
): WorkerChannel {
  const writer = createFrameWriter();
  const read = createFrameReader((answer) => events.answer(answer));
  answers.on("data", (bytes: Buffer) => {
    if (!read(bytes)) events.broken("bytes that are no answer; does the function write to descriptor 4?");
  });
  answers.on("error", () => {});
  answers.on("close", () => events.closed());
  // A handler may close the descriptor; the worker then ends by itself.
  requests.on("error", () => {});
  requests.resume();
  return {
    invoke: (frame) => writer.invoke(frame),
    recall: () => writer.recall(),
    flush: () => void requests.write(writer.take()),
    get isClosed() {
      return answers.closed;
    },
    destroy() {
      requests.destroy();
      answers.destroy();
    },
  };
}

/** Nine tenths for the heap, as Lambda does; the rest is for buffers and stacks. */
function heapFlags(definition: FunctionDefinition): readonly string[] {
  return [`--max-old-space-size=${Math.max(32, Math.floor(definition.memoryMegabytes * 0.9))}`];
}

/** Node gives a duplex socket for each "pipe", and none at all when it is out of descriptors. */
function asDuplex(stream: unknown): Duplex {
  if (stream instanceof Duplex) return stream;
  throw new Error("no pipe could be made for the worker; are there too many open files?");
}
