import { appendFileSync, readFileSync } from "node:fs";
import { LandbridgeError, type ProjectDefinitions } from "@landbridge/model";
import { createLog, startServer } from "@landbridge/server";
import type { ServerSettings, ServerWord } from "./server-process.ts";

// The real server in a process of its own, to be killed. Its standard output is one JSON word a line.

const settings = JSON.parse(process.argv[2] ?? "{}") as ServerSettings;

const storeUrl = settings.node === undefined ? undefined : process.env["LANDBRIDGE_STORE"];

try {
  const server = await startServer({
    dataFolder: settings.dataFolder,
    host: "127.0.0.1",
    port: settings.port,
    environment: {
      LANDBRIDGE_MASTER_KEY_FILE: settings.node?.masterKeyFile,
      LANDBRIDGE_SECRETS_KEY_FILE: settings.node?.secretsKeyFile,
    },
    ...(settings.objectsFolder !== undefined && { objectsFolder: settings.objectsFolder }),
    ...(settings.node !== undefined && { nodeName: settings.node.name, leaseMs: settings.node.leaseMs }),
    ...(storeUrl !== undefined && { storeUrl }),
    ...(settings.formats !== undefined && { formats: settings.formats }),
    version: settings.version ?? "0.0.0",
    log: createLog({
      level: "info",
      destination: { write: (line) => appendFileSync(settings.logFile, line) },
    }),
    ...(settings.storeUrl !== undefined && { storeUrl: settings.storeUrl }),
    ...(settings.projectFile !== undefined && { project: readProject(settings.projectFile) }),
  });
  process.once("SIGTERM", () => {
    void server.stop().then(() => say({ kind: "stopped" }));
  });
  void server.failed.then((error) => {
    say({ kind: "failed", message: messageOf(error) });
    process.exit(1);
  });
  say({ kind: "ready", url: server.url, adminKeyFile: server.adminKeyFile });
} catch (error) {
  say({ kind: "failed", message: messageOf(error) });
  process.exit(1);
}

function readProject(file: string): ProjectDefinitions {
  return JSON.parse(readFileSync(file, "utf8")) as ProjectDefinitions;
}

function say(word: ServerWord): void {
  process.stdout.write(`${JSON.stringify(word)}\n`);
}

function messageOf(error: unknown): string {
  if (error instanceof LandbridgeError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
