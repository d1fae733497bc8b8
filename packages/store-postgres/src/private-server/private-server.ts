import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Client } from "pg";
import { findPostgresBinaries } from "./find-binaries.ts";

export interface PrivateServer {
  readonly port: number;
  readonly password: string;
  readonly folder: string;
  /** Of a database of this server, as its superuser. */
  url(options?: string): string;
  /** A statement that is no program's of ours: what an operator, or another release, would do. */
  execute(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** `immediate` ends it as a crash would: the next start replays its log. */
  stop(how: "fast" | "immediate"): Promise<void>;
  start(): Promise<void>;
  /** A folder of this server's owner with a copy of its data, set up to stream from it under this name. */
  cloneStandby(name: string): Promise<PrivateServer>;
  /** Makes a standby the primary, on a new timeline. */
  promote(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export interface PrivateServerOptions {
  /** Lines of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Texts of files beside the data's folder, which settings name as `../NAME`: a certificate and its key. */
  readonly files?: Readonly<Record<string, string>>;
}

const run = promisify(execFile);

/** @throws when there is no PostgreSQL on this machine: see `findPostgresBinaries` */
export async function startPrivateServer({
  settings = {},
  files = {},
}: PrivateServerOptions = {}): Promise<PrivateServer> {
  const bin = findPostgresBinaries();
  if (bin === undefined) throw new Error(howToGetPostgres);
  const folder = privateFolder();
  const password = randomBytes(16).toString("hex");
  const passwordFile = join(folder, "password");
  for (const [name, text] of Object.entries({ ...files, password })) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    giveToOwner(join(folder, name));
  }
  const data = join(folder, "data");
  try {
    const args = [
      "-D",
      data,
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      "--pwfile",
      passwordFile,
      "-E",
      "UTF8",
      "--locale=C",
      "-N",
    ];
    await run(join(bin, "initdb"), args, { ...owner, cwd: folder });
    return await startOnFreePort((port) => serverIn({ bin, folder, data, password, port, settings }));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    throw error;
  }
}

/** A port that is free may be another's by the time that the server takes it. */
async function startOnFreePort(serverAt: (port: number) => PrivateServer): Promise<PrivateServer> {
  for (let tries = 1; ; tries += 1) {
    const server = serverAt(await freePort());
    try {
      await server.start();
      return server;
    } catch (error) {
      if (tries === portTriesMax || !String(error).includes("Address already in use")) throw error;
    }
  }
}

const portTriesMax = 5;

export const howToGetPostgres =
  "no PostgreSQL found: install Debian's package `postgresql`, or name the folder of `postgres` and `initdb` in LANDBRIDGE_POSTGRES_BIN";

/** PostgreSQL refuses to run as root. */
const owner: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? unprivileged() : {};

function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].flatMap((name) => users.filter(([first]) => first === name))[0];
  if (user === undefined)
    throw new Error(
      "PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as",
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function privateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-postgres-"));
  chmodSync(folder, 0o700);
  giveToOwner(folder);
  return folder;
}

function giveToOwner(path: string): void {
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
}

interface Parts {
  readonly bin: string;
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

// The shell ends the server and removes its folder when whoever started it dies: its input then ends.
const watched = `exec 3<&0 </dev/null
"$1/postgres" -D "$2" 3<&- & p=$!
( read -r _ <&3; trap '' TERM; kill -QUIT $p; while kill -0 $p; do sleep 0.05; done; until rm -rf "$3"; do sleep 0.1; done ) >/dev/null 2>&1 & w=$!
trap 'kill -INT $p' INT; trap 'kill -QUIT $p' QUIT
while kill -0 $p 2>/dev/null; do wait $p; done
kill $w 2>/dev/null; exit 0`;

function serverIn(parts: Parts): PrivateServer {
  const { bin, folder, data, password, port } = parts;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    writeFileSync(join(data, "postgresql.auto.conf"), settingsText(parts));
    const started = spawn("/bin/sh", ["-c", watched, "sh", bin, data, folder], {
      ...owner,
      cwd: folder,
      stdio: ["pipe", "ignore", "pipe"],
      // Of a group of its own: a signal to ours (a timeout, Ctrl-C) would end the shell before it has cleaned up.
      detached: true,
    });
    child = started;
    await becomesReady(started);
  }

  async function stop(how: "fast" | "immediate"): Promise<void> {
    const stopping = child;
    if (stopping === undefined || stopping.exitCode !== null) return;
    child = undefined;
    stopping.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
    if (stopping.exitCode === null) await once(stopping, "exit");
  }

  const url = (options = ""): string =>
    `postgres://postgres:${password}@127.0.0.1:${port}/postgres${options}`;
  return {
    port,
    password,
    folder,
    url,
    async execute(sql) {
      const client = new Client({ connectionString: url() });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows ?? [];
      } finally {
        await client.end();
      }
    },
    start,
    stop,
    async cloneStandby(name) {
      const standbyFolder = privateFolder();
      const standbyData = join(standbyFolder, "data");
      const source = `host=127.0.0.1 port=${port} user=postgres password=${password}`;
      await run(
        join(bin, "pg_basebackup"),
        ["-d", source, "-D", standbyData, "-R", "-X", "stream", "-c", "fast"],
        { ...owner, cwd: standbyFolder },
      );
      const settings = { ...parts.settings, primary_conninfo: `${source} application_name=${name}` };
      const standby = { ...parts, folder: standbyFolder, data: standbyData, settings };
      return startOnFreePort((free) => serverIn({ ...standby, port: free }));
    },
    async promote() {
      await run(join(bin, "pg_ctl"), ["promote", "-D", data, "-w"], { ...owner, cwd: folder });
    },
    async remove() {
      await stop("immediate");
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

function settingsText({ port, settings }: Parts): string {
  const all = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "64MB",
    log_min_messages: "log",
    log_checkpoints: "off",
    ...settings,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join("");
}

/** PostgreSQL says so on its standard error once it takes connections, or why it does not. */
async function becomesReady(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error("the server's standard error is a pipe");
  const said: string[] = [];
  const lines = createInterface({ input: child.stderr });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("ready to accept")) resolve();
    });
    child.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said.join("\n")}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("a listening socket has a port");
  return address.port;
}
