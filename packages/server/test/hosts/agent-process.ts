// A host's agent in a process of its own, for tests that kill it. Its options come as JSON in the first argument;
// its states go out as lines of JSON.
import { openHostAgent } from "@landbridge/agent/host-agent";
import { systemClock } from "../../src/system.ts";

interface Settings {
  readonly servers: readonly string[];
  readonly dataFolder: string;
  readonly token?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly authority?: string;
}

const {
  servers,
  dataFolder,
  token,
  labels = {},
  authority,
} = JSON.parse(process.argv[2] ?? "{}") as Settings;
const keepAlive = setInterval(() => {}, 1_000_000);
const tell = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const agent = await openHostAgent({
    servers: [new URL(servers[0] ?? ""), ...servers.slice(1).map((one) => new URL(one))],
    dataFolder,
    labels,
    capacity: { slots: 8 },
    version: "test",
    clock: systemClock,
    random: Math.random,
    log: ({ level, message }) => tell({ kind: "log", level, message }),
    limits: { retryMsMin: 40, retryMsMax: 200, handshakeMs: 60_000 },
    runLimits: { pollMs: 100, reportRetryMsMax: 1_000 },
    changed: tell,
    ...(token === undefined ? {} : { token }),
    ...(authority === undefined ? {} : { authority }),
  });
  process.once("SIGTERM", () => agent.stop());
  await agent.run();
} catch (error) {
  tell({ kind: "failed", message: String(error) });
} finally {
  clearInterval(keepAlive);
}
