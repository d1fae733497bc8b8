import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { assert } from "@landbridge/model";

/** A server in a process of its own, as its users run it, and a key pair for it. */
export interface WireServer {
  readonly url: URL;
  readonly pair: KeyPair;
  readonly adminKey: string;
  close(): Promise<void>;
}

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const program = new URL("../../../packages/cli/bin/landbridge.js", import.meta.url).pathname;
const run = promisify(execFile);

/** @param files of the project besides landbridge.yaml, by path */
export async function startServer(
  data: string | undefined,
  files: Readonly<Record<string, string>> = {},
): Promise<WireServer> {
  const folder = await mkdtemp(join(data ?? tmpdir(), "landbridge-bench-"));
  const project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "landbridge.yaml"), "name: bench\n");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
  const dataFolder = join(folder, "data");
  const server = spawn(
    process.execPath,
    [program, "up", project, "--data", dataFolder, "--port", "0", "--quiet"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const url = await addressOf(server);
    const { stdout } = await run(process.execPath, [
      program,
      ...["keys", "create", "--aws", "--json", "--scope", "admin", "--data", dataFolder],
    ]);
    return {
      url,
      adminKey: (await readFile(join(dataFolder, "admin.key"), "utf8")).trim(),
      pair: JSON.parse(stdout) as KeyPair,
      close: () => close(server, folder),
    };
  } catch (error) {
    await close(server, folder);
    throw error;
  }
}

async function addressOf(server: ChildProcess): Promise<URL> {
  assert(server.stdout !== null, "the server's output is read");
  const lines = createInterface(server.stdout);
  for await (const line of lines) {
    const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (found === undefined) continue;
    // What it says later is read away, or its pipe would fill.
    lines.on("line", () => {});
    server.stdout.resume();
    return new URL(found);
  }
  throw new Error("the server ended before it said where it listens");
}

async function close(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await rm(folder, { recursive: true, force: true });
}
