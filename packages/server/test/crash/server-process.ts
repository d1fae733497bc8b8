import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What the child is told; JSON in its one argument. */
export interface ServerSettings {
  readonly dataFolder: string;
  /** 0 picks one. */
  readonly port: number;
  readonly logFile: string;
  /** Absent: SQLite. */
  readonly storeUrl?: string;
  /** Applied at the start; ProjectDefinitions as JSON. */
  readonly projectFile?: string;
  /** One of the nodes that share a store; its address is in the child's environment, as LANDBRIDGE_STORE. */
  readonly node?: NodeSettings;
  readonly objectsFolder?: string;
  /** Of the program, as it says of itself. */
  readonly version?: string;
  readonly formats?: { readonly reads: number; readonly writes: number };
}

export interface NodeSettings {
  readonly name: string;
  readonly leaseMs: number;
  /** Absent: in the data folder. */
  readonly masterKeyFile?: string;
  readonly secretsKeyFile?: string;
}

/** What the child says. */
export type ServerWord =
  | { readonly kind: "ready"; readonly url: string; readonly adminKeyFile: string }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "stopped" };

export type Ready = Extract<ServerWord, { readonly kind: "ready" }>;

/** A server that listens says so within this; on a machine that does much else, too. */
const startMsMax = 120_000;

const mainFile = fileURLToPath(new URL("./server-main.ts", import.meta.url));

/** One life of a server. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly startedAtMs = performance.now();
  /** Resolves with how it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** What it said last. */
  last: ServerWord | undefined;
  errors = "";
  readonly #ready: Promise<Ready>;
  /** A group of its own, so that a wrapper's end is the server's too. */
  readonly #isGroup: boolean;

  /** @param wrapper a command that the server is run by: `["strace", …]` */
  constructor(
    settings: ServerSettings,
    wrapper: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ) {
    const [command, ...more] = [...wrapper, process.execPath];
    this.#isGroup = wrapper.length > 0;
    this.child = spawn(command ?? process.execPath, [...more, mainFile, JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "pipe"],
      detached: this.#isGroup,
      env: { ...process.env, ...environment },
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once("close", (code, signal) => resolve({ code, signal }));
      this.child.once("error", reject);
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors += text;
    });
    this.#ready = this.#listen();
    // Whoever waits for it is told; a server that is killed while it starts has nobody who does.
    this.#ready.catch(() => {});
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("the server's process was not started");
    return this.child.pid;
  }

  /** Rejects when it ends instead, with what it said. */
  ready(): Promise<Ready> {
    return this.#ready;
  }

  async kill(): Promise<void> {
    this.#signal("SIGKILL");
    await this.ended;
  }

  /** Asks it to stop, and gives its exit status. */
  async stop(): Promise<number | null> {
    this.#signal("SIGTERM");
    return (await this.ended).code;
  }

  #signal(signal: "SIGKILL" | "SIGTERM"): void {
    if (!this.#isGroup) this.child.kill(signal);
    else if (this.child.exitCode === null && this.child.signalCode === null) process.kill(-this.pid, signal);
  }

  async #listen(): Promise<Ready> {
    const waiting = Promise.withResolvers<Ready>();
    const late = setTimeout(() => {
      waiting.reject(new Error(`the server did not get ready in ${startMsMax} ms: ${this.errors}`));
    }, startMsMax);
    this.#hear((word) => {
      if (word.kind === "ready") waiting.resolve(word);
    });
    void this.ended.then(({ code, signal }) => {
      const said = this.last?.kind === "failed" ? this.last.message : this.errors;
      waiting.reject(new Error(`the server ended (${signal ?? `status ${code}`}): ${said}`));
    }, waiting.reject);
    try {
      return await waiting.promise;
    } finally {
      clearTimeout(late);
    }
  }

  #hear(heard: (word: ServerWord) => void): void {
    if (this.child.stdout === null) throw new Error("the server's output is a pipe");
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      this.last = JSON.parse(line) as ServerWord;
      heard(this.last);
    });
  }
}
