import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, promisify } from "node:util";

// `npm run conformance`: starts a server on a folder of its own and lets a runner ask it, over the wire and with
// AWS's SDK, what AWS was asked when it was recorded. The runner and its vectors are kept elsewhere.

const usage = `usage: npm run conformance -- [--vectors DIR] [-- OPTIONS OF THE RUNNER]

  --vectors DIR   the folder with run.mjs and its vectors (default ../shared/conformance, or
                  LANDBRIDGE_VECTORS)
  --help          this text

Example
  npm run conformance -- -- --area sfn_api --failures 5`;

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "packages/cli/bin/landbridge.js");
const run = promisify(execFile);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { vectors: { type: "string" }, help: { type: "boolean" } },
});
const named = values.vectors ?? process.env["LANDBRIDGE_VECTORS"];
const runner = join(resolve(root, named ?? "../shared/conformance"), "run.mjs");

if (values.help) console.log(usage);
else if (existsSync(runner)) process.exitCode = await conformance(positionals);
else {
  console.error(`conformance: SKIPPED: there is no ${runner}; say with --vectors where the recordings are.`);
  process.exitCode = named === undefined ? 0 : 2;
}

async function conformance(options: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "landbridge-conformance-"));
  const [project, data] = [join(folder, "project"), join(folder, "data")];
  await run(process.execPath, [runner, "--emit-project", project], { cwd: root });
  const up = ["up", project, "--data", data, "--port", "0", "--quiet"];
  const server = spawn(process.execPath, [program, ...up], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await addressIn(server.stdout);
    const made = await run(process.execPath, [program, "keys", "create", "--aws", "--json", "--data", data]);
    const { accessKeyId, secretAccessKey } = JSON.parse(made.stdout) as Record<string, string>;
    const asked = spawn(process.execPath, [runner, "--endpoint", url, ...options], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    });
    const [code] = (await once(asked, "exit")) as [number | null];
    return code ?? 1;
  } finally {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    // Quiet as it is, it says nothing more that would fill its pipe.
    if (url !== undefined) return url;
  }
  throw new Error("the server ended before it said where it listens");
}
