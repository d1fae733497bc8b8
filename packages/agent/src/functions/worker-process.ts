import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { FunctionDefinition } from "@landbridge/model";
import { type FunctionPlace, workerEnvironment, workerSettings } from "./environment.ts";

const script = fileURLToPath(new URL("./worker/main.cjs", import.meta.url));

/** A worker's process as the operating system has it, with its protocol streams. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly requests: Duplex;
  readonly answers: Duplex;
}

export function startProcess({
  definition,
  place,
  environment,
  logStream,
}: {
  readonly definition: FunctionDefinition;
  readonly place: FunctionPlace;
  readonly environment: Readonly<Record<string, string>>;
  readonly logStream: string;
}): WorkerProcess {
  const settings = workerSettings(definition, place, logStream);
  const child = spawn(
    process.execPath,
    [...heapFlags(definition), script, definition.entry, definition.handler, JSON.stringify(settings)],
    {
      cwd: workingDirectory(definition),
      env: workerEnvironment(definition, place, settings, process.env, environment),
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      // A group of its own, so that what a handler starts ends with it.
      detached: true,
    },
  );
  // Its failure is told by the error event too; without a listener that would end this process.
  child.on("error", () => {});
  const [, , , requests, answers] = child.stdio ?? [];
  return { child, requests: asDuplex(requests), answers: asDuplex(answers) };
}

/** Nine tenths for the heap, as Lambda does; the rest is for buffers and stacks. */
function heapFlags(definition: FunctionDefinition): readonly string[] {
  return [`--max-old-space-size=${Math.max(32, Math.floor(definition.memoryMegabytes * 0.9))}`];
}

/** A folder that is missing must end as Lambda's import error, which the worker gives, not as a failed start. */
function workingDirectory(definition: FunctionDefinition): string {
  const folder = dirname(definition.entry);
  return existsSync(folder) ? folder : tmpdir();
}

/** Node gives a duplex socket for each "pipe", and none at all when it is out of descriptors. */
function asDuplex(stream: unknown): Duplex {
  if (stream instanceof Duplex) return stream;
  throw new Error("no pipe could be made for the worker; are there too many open files?");
}
