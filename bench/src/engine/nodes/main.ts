import { createLog, startServer } from "@landbridge/server";
import { definitions, input, noop } from "../definitions.ts";
import { watchFinished } from "../finished.ts";
import { throughput } from "../workloads.ts";
import type { NodeSettings, Order, Word } from "./words.ts";

// A node as its users have it, with everything in it, in a process of its own. It makes its own load, so that no
// client's work is measured along with it. Settings come over the channel too: an argument could be read by anybody.

process.once("message", (settings: NodeSettings) => {
  begin(settings).catch((error: unknown) => {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  });
});

async function begin({
  name,
  dataFolder,
  storeUrl,
  masterKeyFile,
  secretsKeyFile,
}: NodeSettings): Promise<void> {
  const server = await startServer({
    dataFolder,
    storeUrl,
    nodeName: name,
    host: "127.0.0.1",
    port: 0,
    project: { name: "bench", jobs: [], functions: [noop], stateMachines: definitions, schedules: [] },
    environment: { LANDBRIDGE_MASTER_KEY_FILE: masterKeyFile, LANDBRIDGE_SECRETS_KEY_FILE: secretsKeyFile },
    version: "0.0.0",
    log: createLog({ level: "error" }),
  });
  const { engine } = server.ground;
  const finished = watchFinished(engine);
  const runOne = async (machine: string): Promise<void> => {
    const { id } = await engine.start({ machine, input });
    await finished(id);
  };
  process.on("message", ({ machine, concurrency, seconds }: Order) => {
    throughput({ runOne }, machine, concurrency, seconds).then(
      (perSecond) => say({ kind: "done", perSecond }),
      (error: unknown) => say({ kind: "failed", message: String(error) }),
    );
  });
  process.once("disconnect", () => void server.stop().then(() => process.exit(0)));
  say({ kind: "ready" });
}

function say(word: Word): void {
  process.send?.(word);
}
